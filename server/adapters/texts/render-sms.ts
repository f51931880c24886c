import type { SmsText } from '../../workflows/ports.js';
import type { CompiledWords } from './catalog-words.js';
import type { Message } from './message.js';
import type { Case } from './placeholder.js';
import { makeScope } from './scope.js';
import { smsBody } from './sms-body.js';

/** A street is told whole if at all possible; cut in the middle, its house number stays. */
const STREET_LIMITS = [Infinity, 40, 24, 18];

/**
 * The first wording that fits the cap. If not even the shortest fits, it goes all the same: a long text costs more,
 * a missing one leaves somebody in the dark.
 */
export const renderSms = (
  ladder: readonly Message[],
  cap: number,
  c: Omit<Case, 'streetLimit'>,
  words: CompiledWords,
): SmsText => {
  let last: SmsText | undefined;
  for (const streetLimit of STREET_LIMITS) {
    const scope = makeScope({ ...c, streetLimit }, words);
    for (const message of ladder) {
      last = smsBody(scope.say(message));
      if (last.segments <= cap) return last;
    }
  }
  if (last === undefined) throw new Error('texts: a template without a text message');
  return last;
};
