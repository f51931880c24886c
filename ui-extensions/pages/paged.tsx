import { Button } from '@hubspot/ui-extensions';
import { useState, type ReactNode } from 'react';

export interface Paged<Row> {
  /** What the page after those shown begins behind; null: the first is shown. */
  readonly after: string | null;
  /** All rows up to this page, each as it was read last. */
  readonly upTo: (page: readonly Row[]) => readonly Row[];
  /** The button for the page after this one; nothing where there is none. */
  readonly more: (page: readonly Row[], next: string | null, label: string) => ReactNode;
}

/** A list that is read a page at a time and grows below. */
export const usePaged = <Row,>(idOf: (row: Row) => string): Paged<Row> => {
  const [after, setAfter] = useState<string | null>(null);
  const [before, setBefore] = useState<readonly Row[]>([]);
  return {
    after,
    upTo: page => [...before.filter(each => !page.some(row => idOf(row) === idOf(each))), ...page],
    more: (page, next, label) =>
      next === null ? null : (
        <Button
          size="xs"
          variant="secondary"
          onClick={() => {
            setBefore(shown => [...shown, ...page]);
            setAfter(next);
          }}
        >
          {label}
        </Button>
      ),
  };
};
