/** Reads something when it is first needed and keeps it; a failure is not kept. */
export const once = <T>(read: () => Promise<T>): (() => Promise<T>) & { readonly forget: () => void } => {
  let kept: Promise<T> | undefined;
  const forget = (): void => {
    kept = undefined;
  };
  const get = (): Promise<T> => {
    kept ??= read().catch((error: unknown) => {
      forget();
      throw error;
    });
    return kept;
  };
  return Object.assign(get, { forget });
};
