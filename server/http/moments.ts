import { isZone, parseMoment, type Instant, type Window, type Zone } from '../domain/time.js';
import { HttpProblem, orRefuse } from './problems.js';

/** The zone that wall-clock times of a request are meant in; none given: times must carry their offset. */
export const zoneOf = (name: string | undefined): Zone | undefined => {
  if (name === undefined || name === '') return undefined;
  if (!isZone(name))
    throw new HttpProblem(400, 'zone.unknown', `"${name}" is not a time zone such as Europe/Berlin.`);
  return name;
};

export const momentOf = (text: string, zone: Zone | undefined): Instant => orRefuse(parseMoment(text, zone));

export const windowsOf = (
  windows: readonly { readonly from: string; readonly to: string }[],
  zone: Zone | undefined,
): readonly Window[] =>
  windows
    .map(({ from, to }) => ({ from: momentOf(from, zone), to: momentOf(to, zone) }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
