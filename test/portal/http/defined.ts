type Always<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] };
type Perhaps<T> = { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

/** A parsed body has keys without a value where the caller left them out; in data such keys are not there. */
export function defined<T extends object>(given: T): Always<T> & Perhaps<T> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as unknown as Always<T> & Perhaps<T>;
}
