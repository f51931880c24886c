export type KnobValue = boolean | number;

/** What can be made to go wrong, by name, for the demo page and the fault runs. */
export interface Knobs {
  list(): Readonly<Record<string, KnobValue>>;
  /** Resolves when the change holds. Throws RangeError on a name or a type that is not there. */
  set(name: string, value: KnobValue): Promise<void>;
}

export const makeKnobs = <T extends Record<string, KnobValue>>(
  initial: T,
  changed: Partial<Record<keyof T, (value: KnobValue) => Promise<void>>> = {},
): Knobs & { readonly values: T } => {
  const values = { ...initial };
  return {
    values,
    list: () => ({ ...values }),
    async set(name, value) {
      if (!Object.hasOwn(values, name) || typeof values[name] !== typeof value)
        throw new RangeError(`There is no knob ${name} that takes a ${typeof value}.`);
      if (values[name] === value) return;
      Object.assign(values, { [name]: value });
      await changed[name]?.(value);
    },
  };
};
