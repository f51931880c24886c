import type { Carrier } from '../../workflows/ports.js';

/** What config/carriers.yaml says of a carrier and the port passes on unchanged. */
export type CarrierBasics = Pick<Carrier, 'name' | 'concurrency' | 'honoursKeys' | 'onUnknown'>;

/** Something came in that says nothing about a delivery, and why: a word for the log. */
export interface Ignored {
  readonly ignored: string;
}
