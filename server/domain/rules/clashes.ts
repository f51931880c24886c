import { reaches } from './holidays.js';
import { layerOf } from './resolve.js';
import type { Citation } from '../outcome.js';
import type { Rulebook } from './rulebook.js';

/** Two rulebooks that would both have the word at one place on one day. */
export interface Clash {
  readonly first: Rulebook;
  readonly second: Rulebook;
  readonly key: string;
  /** The rule both set; null: they are two versions of one rulebook. */
  readonly path: string | null;
}

/** An empty list is everybody. */
const meet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || a.some(each => b.includes(each));

export const sameDays = (a: Rulebook, b: Rulebook): boolean =>
  a.validFrom <= (b.validTo ?? '9999-12-31') && b.validFrom <= (a.validTo ?? '9999-12-31');

export const samePeople = ({ appliesTo: a }: Rulebook, { appliesTo: b }: Rulebook): boolean =>
  a.supplier === b.supplier &&
  a.contract === b.contract &&
  meet(a.utilities, b.utilities) &&
  meet(a.customerClasses, b.customerClasses);

/** A rulebook for some is more specific than one for all: that is a layer, no clash. */
const sameSpecificity = ({ appliesTo: a }: Rulebook, { appliesTo: b }: Rulebook): boolean =>
  a.utilities.length + a.customerClasses.length > 0 === b.utilities.length + b.customerClasses.length > 0;

const pathsOf = (node: unknown, path: readonly string[]): readonly string[] => {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return [];
  if ('because' in node) return [path.join('.')];
  return Object.entries(node).flatMap(([key, each]) => pathsOf(each, [...path, key]));
};
/** The paths of all rules it sets. */
export const rulesOf = ({ scenarios, content, calendar }: Rulebook): readonly string[] =>
  pathsOf({ ...scenarios, content, calendar }, []);

const clashOf = (first: Rulebook, second: Rulebook): Clash | null => {
  const key = first.jurisdictions.find(each => second.jurisdictions.includes(each));
  if (!sameDays(first, second) || !samePeople(first, second)) return null;
  if (first.id === second.id) {
    const near = first.jurisdictions.find(a =>
      second.jurisdictions.some(b => reaches(a, b) || reaches(b, a)),
    );
    return near === undefined ? null : { first, second, key: near, path: null };
  }
  if (key === undefined || layerOf(first, key) !== layerOf(second, key) || !sameSpecificity(first, second))
    return null;
  const taken = rulesOf(first);
  const path = rulesOf(second).find(each => taken.includes(each));
  return path === undefined ? null : { first, second, key, path };
};

/** Rulebooks that contradict each other: with them no answer would be better than the order of two file names. */
export const clashesAmong = (rulebooks: readonly Rulebook[]): readonly Clash[] =>
  rulebooks.flatMap((second, index) =>
    rulebooks.slice(0, index).flatMap(first => clashOf(first, second) ?? []),
  );

const citedIn = (node: unknown): readonly Citation[] => {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return [];
  if ('because' in node) return [node.because as Citation];
  return Object.values(node).flatMap(citedIn);
};
/** The source of every rule that a rulebook sets. */
export const citationsOf = ({ scenarios, content, calendar }: Rulebook): readonly Citation[] =>
  citedIn({ ...scenarios, content, calendar });
