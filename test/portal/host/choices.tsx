import type * as HubSpot from '@hubspot/ui-extensions';
import { useId, useRef, type ComponentProps, type FormEvent } from 'react';
import { classes, eventOf } from './look.js';
import { Field, FormContext, useFieldValue } from './field.js';
import { useReactions } from './overlays.js';

type Value = string | number | boolean;
const indexIn = (options: readonly { readonly value: Value }[], value: Value | undefined): number =>
  options.findIndex(option => option.value === value);

/** Values may be numbers and flags, which an <option> cannot hold: it holds their place in the list. */
export const Select = (props: ComponentProps<typeof HubSpot.Select>) => {
  const { options, name, required, readOnly, placeholder } = props;
  const [value, setValue] = useFieldValue<Value | undefined>(name, props.value, undefined);
  const at = indexIn(options, value);
  return (
    <Field {...props}>
      {ids => (
        <select
          {...ids}
          name={name}
          required={required}
          disabled={readOnly}
          value={at < 0 ? '' : String(at)}
          onChange={event => {
            const chosen = options[Number(event.target.value)]?.value;
            if (event.target.value === '' || chosen === undefined) return;
            setValue(chosen);
            props.onChange?.(chosen);
          }}
        >
          <option value="">{placeholder ?? '—'}</option>
          {options.map(({ label }, index) => (
            <option key={index} value={index}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};

export const MultiSelect = (props: ComponentProps<typeof HubSpot.MultiSelect>) => {
  const { options, name, label, required, readOnly, validationMessage, testId } = props;
  const [value, setValue] = useFieldValue<readonly Value[]>(name, props.value, []);
  return (
    <fieldset className="hs-field" data-test-id={testId}>
      <legend>
        {label}
        {required === true ? <span aria-hidden="true"> *</span> : null}
      </legend>
      {options.map(option => (
        <label className="hs-check" key={String(option.value)}>
          <input
            type="checkbox"
            disabled={readOnly}
            checked={value.includes(option.value)}
            onChange={event => {
              const next = event.target.checked
                ? [...value, option.value]
                : value.filter(each => each !== option.value);
              setValue(next);
              props.onChange?.(next);
            }}
          />
          {option.label}
        </label>
      ))}
      {validationMessage === undefined ? null : <div className="hs-message">{validationMessage}</div>}
    </fieldset>
  );
};

const Check = (props: ComponentProps<typeof HubSpot.Checkbox> & { readonly type: 'checkbox' | 'radio' }) => {
  const [checked, setChecked] = useFieldValue(props.name, props.checked, props.initialIsChecked ?? false);
  const about = useId();
  return (
    <span className="hs-checks" data-test-id={props.testId}>
      <label className="hs-check">
        <input
          type={props.type}
          name={props.name}
          value={props.value}
          checked={checked}
          disabled={props.readOnly ?? props.readonly}
          aria-label={props['aria-label']}
          aria-describedby={props.description === undefined ? undefined : about}
          onChange={event => {
            setChecked(event.target.checked);
            props.onChange?.(event.target.checked, props.value ?? '');
          }}
        />
        {props.children}
      </label>
      {props.description === undefined ? null : (
        <span id={about} className="hs-about">
          {props.description}
        </span>
      )}
    </span>
  );
};
export const Checkbox = (props: ComponentProps<typeof HubSpot.Checkbox>) => (
  <Check {...props} type="checkbox" />
);
export const RadioButton = (props: ComponentProps<typeof HubSpot.RadioButton>) => (
  <Check {...props} type="radio" />
);

export const Toggle = (props: ComponentProps<typeof HubSpot.Toggle>) => {
  const { label, labelDisplay, textChecked, textUnchecked, name, testId } = props;
  const [checked, setChecked] = useFieldValue(name, props.checked, props.initialIsChecked ?? false);
  const said = checked ? textChecked : textUnchecked;
  return (
    <label className="hs-check" data-test-id={testId}>
      <input
        type="checkbox"
        role="switch"
        className="hs-switch"
        name={name}
        checked={checked}
        disabled={props.readOnly ?? props.readonly}
        onChange={event => {
          setChecked(event.target.checked);
          props.onChange?.(event.target.checked);
        }}
      />
      <span className={labelDisplay === 'hidden' ? 'hs-hidden' : undefined}>{label}</span>
      {said === undefined ? null : <span className="hs-about">{said}</span>}
    </label>
  );
};

export const ToggleGroup = (props: ComponentProps<typeof HubSpot.ToggleGroup>) => {
  const { options, name, label, required, inline, error, validationMessage, testId } = props;
  const many = props.toggleType !== 'radioButtonList';
  const initial = options.filter(option => option.initialIsChecked === true).map(({ value }) => value);
  const [value, setValue] = useFieldValue<readonly string[]>(
    undefined,
    props.value === undefined ? undefined : [props.value].flat(),
    initial,
  );
  const choose = (option: string, checked: boolean): void => {
    const next = many ? [...value.filter(each => each !== option), ...(checked ? [option] : [])] : [option];
    setValue(next);
    (props.onChange as ((value: unknown) => void) | undefined)?.(many ? next : option);
  };
  return (
    <fieldset className={classes('hs-field', error === true && 'wrong')} data-test-id={testId}>
      <legend>
        {label}
        {required === true ? <span aria-hidden="true"> *</span> : null}
      </legend>
      <div className={classes('hs-group', inline === true && 'inline')}>
        {options.map(option => (
          <label className="hs-check" key={option.value}>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={name}
              value={option.value}
              disabled={option.readOnly ?? option.readonly}
              checked={value.includes(option.value)}
              onChange={event => {
                choose(option.value, event.target.checked);
              }}
            />
            <span>
              {option.label}
              {option.description === undefined ? null : (
                <span className="hs-about">{option.description}</span>
              )}
            </span>
          </label>
        ))}
      </div>
      {validationMessage === undefined || validationMessage === '' ? null : (
        <div className="hs-message" role={error === true ? 'alert' : undefined}>
          {validationMessage}
        </div>
      )}
    </fieldset>
  );
};

/** Gathers the values of its named fields itself, as HubSpot's does. */
export const Form = ({ children, onSubmit, autoComplete, testId }: ComponentProps<typeof HubSpot.Form>) => {
  const values = useRef(new Map<string, unknown>());
  const reactions = useReactions();
  const send = (event: FormEvent): void => {
    event.preventDefault();
    // An overlay of a button in a form is drawn elsewhere, but still a child of the form to React.
    event.stopPropagation();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const named = Object.fromEntries([...values.current].filter(([, value]) => value !== null));
    void onSubmit?.(
      { ...eventOf('submit'), targetValue: named } as Parameters<NonNullable<typeof onSubmit>>[0],
      reactions,
    );
  };
  return (
    <form className="hs-form" autoComplete={autoComplete} data-test-id={testId} onSubmit={send}>
      <FormContext.Provider value={values.current}>{children}</FormContext.Provider>
    </form>
  );
};
