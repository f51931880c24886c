import type { PartyId } from '../../server/domain/ids.js';
import { afterErasure } from '../../server/domain/notice/after-erasure.js';

const BEN = 'ben' as PartyId;

test.each([
  ['something has left', { begun: true, sharer: BEN, othersTold: true }, { do: 'leave' }],
  [
    'somebody was to hear of it by this very notice',
    { begun: false, sharer: BEN, othersTold: true },
    { do: 'readdress', to: BEN },
  ],
  ['another has a notice of their own', { begun: false, sharer: null, othersTold: true }, { do: 'replace' }],
  ['nobody else', { begun: false, sharer: null, othersTold: false }, { do: 'askPerson' }],
] as const)('an addressee erased, %s', (_name, notice, expected) => {
  expect(afterErasure(notice)).toEqual(expected);
});
