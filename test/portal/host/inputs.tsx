import type * as HubSpot from '@hubspot/ui-extensions';
import { useRef, useState, type ComponentProps, type InputHTMLAttributes } from 'react';
import { Field, useFieldValue, type FieldFrame } from './field.js';

interface Common<V> extends FieldFrame {
  readonly name: string;
  readonly value?: V | null | undefined;
  readonly defaultValue?: V | null | undefined;
  readonly readOnly?: boolean | undefined;
  readonly placeholder?: string | undefined;
}
interface Heard<V> {
  readonly onInput?: ((value: V) => void) | undefined;
  readonly onChange?: ((value: V) => void) | undefined;
  readonly onBlur?: ((value: V) => void) | undefined;
  readonly onFocus?: ((value: V) => void) | undefined;
}
interface Kind<V> {
  readonly type: string;
  readonly text: (value: V | null) => string;
  /** Undefined: what stands there is no value (yet). */
  readonly parse: (text: string) => V | undefined;
  /** A change is told as it happens, not on leaving the field. */
  readonly atOnce?: boolean;
}

/** One control for everything that is typed: HubSpot tells `onInput` of each key and `onChange` on leaving. */
const Typed = <V,>(
  props: Common<V> &
    Heard<V> & {
      readonly kind: Kind<V>;
      readonly more?: InputHTMLAttributes<HTMLInputElement> & { rows?: number };
    },
) => {
  const { kind, more, name, required, readOnly, placeholder } = props;
  const [value, setValue] = useFieldValue<V | null>(
    name,
    props.value ?? undefined,
    props.defaultValue ?? null,
  );
  const [typed, setTyped] = useState<string | null>(null);
  const changed = useRef(false);
  const told = (): void => {
    if (changed.current && value !== null) props.onChange?.(value);
    changed.current = false;
  };
  const control = {
    ...more,
    name,
    required,
    readOnly,
    placeholder,
    value: typed ?? kind.text(value),
    onChange: (event: { readonly target: { readonly value: string } }) => {
      const text = event.target.value;
      setTyped(text);
      const parsed = kind.parse(text);
      if (parsed === undefined) return;
      changed.current = kind.atOnce !== true;
      setValue(parsed);
      props.onInput?.(parsed);
      if (kind.atOnce === true) props.onChange?.(parsed);
    },
    onBlur: () => {
      setTyped(null);
      told();
      if (value !== null) props.onBlur?.(value);
    },
    onFocus: () => {
      if (value !== null) props.onFocus?.(value);
    },
  };
  return (
    <Field {...props}>
      {ids =>
        kind.type === 'textarea' ? (
          <textarea {...ids} {...(control as object)} />
        ) : (
          <input {...ids} {...control} type={more?.type ?? kind.type} />
        )
      }
    </Field>
  );
};

const plain: Omit<Kind<string>, 'type'> = { text: value => value ?? '', parse: text => text };
const TEXT: Kind<string> = { type: 'text', ...plain };
const SEARCH: Kind<string> = { type: 'search', ...plain };
const AREA: Kind<string> = { type: 'textarea', ...plain };
const NUMBER: Kind<number> = {
  type: 'number',
  text: value => (value === null ? '' : String(value)),
  parse: text => (text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text)),
};
const two = (n: number): string => String(n).padStart(2, '0');
type Day = HubSpot.BaseDate;
/** HubSpot counts months from 0. */
const dayText = (day: Day | null | undefined): string =>
  day === null || day === undefined
    ? ''
    : `${String(day.year).padStart(4, '0')}-${two(day.month + 1)}-${two(day.date)}`;
const DAY: Kind<HubSpot.DateInputEventsPayload> = {
  type: 'date',
  text: dayText,
  parse: text => {
    const [year, month, date] = text.split('-').map(Number);
    if (year === undefined || month === undefined || date === undefined) return undefined;
    return { year, month: month - 1, date, formattedDate: text };
  },
  atOnce: true,
};
type Time = HubSpot.BaseTime;
const timeText = (time: Time | null | undefined): string =>
  time === null || time === undefined ? '' : `${two(time.hours)}:${two(time.minutes)}`;
const TIME: Kind<Time> = {
  type: 'time',
  text: timeText,
  parse: text => {
    const [hours, minutes] = text.split(':').map(Number);
    return hours === undefined || minutes === undefined ? undefined : { hours, minutes };
  },
  atOnce: true,
};

const given = <T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as never;

export const Input = (props: ComponentProps<typeof HubSpot.Input>) => (
  <Typed {...props} kind={TEXT} more={given({ type: props.type })} />
);
export const SearchInput = (props: ComponentProps<typeof HubSpot.SearchInput>) => (
  <Typed {...props} kind={SEARCH} />
);
export const TextArea = (props: ComponentProps<typeof HubSpot.TextArea>) => (
  <Typed {...props} kind={AREA} more={given({ rows: props.rows ?? 4, maxLength: props.maxLength })} />
);

type NumberProps = Omit<ComponentProps<typeof HubSpot.NumberInput>, 'onInput' | 'textAlign'> & {
  readonly onInput?: (value: number) => void;
  readonly stepSize?: number;
};
export const NumberInput = (props: NumberProps) => (
  <Typed
    {...props}
    kind={NUMBER}
    more={given({ min: props.min, max: props.max, step: props.stepSize ?? 'any' })}
  />
);
export const StepperInput = (props: ComponentProps<typeof HubSpot.StepperInput>) => (
  <NumberInput {...props} stepSize={props.stepSize ?? 1} />
);
export const CurrencyInput = (props: ComponentProps<typeof HubSpot.CurrencyInput>) => (
  <NumberInput {...props} />
);

export const DateInput = (props: ComponentProps<typeof HubSpot.DateInput>) => (
  <Typed {...props} kind={DAY} more={given({ min: dayText(props.min), max: dayText(props.max) })} />
);
export const TimeInput = (props: ComponentProps<typeof HubSpot.TimeInput>) => (
  <Typed
    {...props}
    kind={TIME}
    more={given({ min: timeText(props.min), max: timeText(props.max), step: (props.interval ?? 30) * 60 })}
  />
);
