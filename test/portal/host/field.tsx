import { createContext, useContext, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { classes } from './look.js';

/** Values of a form's named fields, read when it is sent. */
export const FormContext = createContext<Map<string, unknown> | null>(null);

/**
 * A field's own value first: what is typed goes to the card's worker and comes back later, and must not overwrite what
 * was typed meanwhile. What the card says is taken when it is not an echo of what was sent.
 */
export const useFieldValue = <V,>(
  name: string | undefined,
  given: V | undefined,
  initial: V,
): readonly [V, (value: V) => void] => {
  const form = useContext(FormContext);
  const [value, setValue] = useState<V>(given ?? initial);
  const sent = useRef<string[]>([]);
  const shown = JSON.stringify(given);
  const last = useRef(shown);
  useEffect(() => {
    if (given === undefined || shown === last.current) return;
    last.current = shown;
    const echo = sent.current.indexOf(shown);
    if (echo >= 0) sent.current = sent.current.slice(echo + 1);
    else setValue(given);
  }, [given, shown]);
  useEffect(() => {
    if (form === null || name === undefined) return;
    form.set(name, value);
    return () => {
      form.delete(name);
    };
  }, [form, name, value]);
  return [
    value,
    next => {
      sent.current = [...sent.current, JSON.stringify(next)];
      setValue(next);
    },
  ];
};

export interface FieldFrame {
  readonly label?: string | undefined;
  readonly required?: boolean | undefined;
  readonly description?: string | undefined;
  readonly tooltip?: string | undefined;
  readonly error?: boolean | undefined;
  readonly validationMessage?: string | undefined;
  readonly testId?: string | undefined;
}
export interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** Label, description and message around a control, tied to it for screen readers. */
export const Field = (props: FieldFrame & { readonly children: (ids: FieldIds) => ReactNode }) => {
  const { label, required, description, tooltip, error, validationMessage, testId, children } = props;
  const id = useId();
  const parts = [
    [description ?? tooltip, `${id}-about`],
    [validationMessage, `${id}-message`],
  ].flatMap(([text, part]) => (text === undefined || text === '' ? [] : [part]));
  return (
    <div className={classes('hs-field', error === true && 'wrong')} data-test-id={testId}>
      {label === undefined ? null : (
        <label htmlFor={id}>
          {label}
          {required === true ? <span aria-hidden="true"> *</span> : null}
        </label>
      )}
      {(description ?? tooltip) === undefined ? null : (
        <div className="hs-about" id={`${id}-about`}>
          {[description, tooltip].filter(text => text !== undefined).join(' ')}
        </div>
      )}
      {children({
        id,
        'aria-describedby': parts.length === 0 ? undefined : parts.join(' '),
        'aria-invalid': error === true ? true : undefined,
      })}
      {validationMessage === undefined || validationMessage === '' ? null : (
        <div className="hs-message" id={`${id}-message`} role={error === true ? 'alert' : undefined}>
          {validationMessage}
        </div>
      )}
    </div>
  );
};
