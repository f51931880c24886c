import type { AffectedAccount } from '../../server/domain/account.js';
import type { Revision } from '../../server/domain/outage/outage.js';
import { planNotices } from '../../server/domain/outage/plan-notices.js';
import type { Instant } from '../../server/domain/time.js';
import {
  account,
  addressee,
  at,
  contactPoint,
  emergency,
  emergencyRevision,
  MONDAY_NINE,
  planInput,
  planned,
  revision,
  servicePoint,
  THURSDAY_MORNING,
  told,
  window,
} from './builders.js';

const FRIDAY_MORNING = window('Friday 2026-11-27T09:00+01:00', 'Friday 2026-11-27T12:00+01:00');
const thursdayTen = at('Thursday 2026-11-26T10:00+01:00');
const longer = { ...THURSDAY_MORNING, to: at('Thursday 2026-11-26T15:00+01:00') };

const email = contactPoint('email', { id: 'ada-email', value: 'ada@example.com' });
const mobile = contactPoint('mobile', { id: 'ada-mobile' });
const letter = contactPoint('address', { id: 'ada-address' });
/** Ada was told by e-mail; Bob joined since. */
const mixed = account({
  addressees: [addressee('ada', { contactPoints: [email, mobile] }), addressee('bob')],
  told: [told('ada', [['email', 'ada-email']])],
});

const change = (changes: Partial<Revision> = {}): Revision =>
  revision({ n: 2, kind: 'change', windows: [FRIDAY_MORNING], ...changes });
const plan = (
  of: AffectedAccount,
  said: Revision,
  former: Revision = revision(),
  now: Instant = MONDAY_NINE,
  outage = planned({ status: 'announced' }),
) => planNotices(of, planInput({ outage, revision: said, former, now }));
const told2 = (notices: ReturnType<typeof plan>) =>
  notices.map(
    ({ addressee: who, kind, deliveries }) => `${who} ${kind} ${deliveries.map(d => d.channel).join('+')}`,
  );

const lost = emergencyRevision();
const again = (changes: Partial<Revision>): Revision => emergencyRevision({ n: 2, ...changes });
const inEmergency = (said: Revision) =>
  plan(mixed, said, lost, MONDAY_NINE, emergency({ status: 'announced' }));

describe('those told hear what became of it where it reached them; the others hear it for the first time', () => {
  test.each<[string, ReturnType<typeof plan>, readonly string[]]>([
    ['moved to Friday', plan(mixed, change()), ['ada moved email', 'bob planned email']],
    ['cancelled', plan(mixed, change({ kind: 'cancel' })), ['ada cancelled email']],
    [
      'Thursday longer, under way',
      plan(mixed, change({ windows: [longer] }), revision(), thursdayTen),
      ['ada etr_update email', 'bob planned email'],
    ],
    [
      'restored on Thursday',
      plan(
        mixed,
        change({ kind: 'restore', windows: [THURSDAY_MORNING], restoredAt: thursdayTen }),
        revision(),
        thursdayTen,
      ),
      ['ada restored email'],
    ],
    [
      'emergency: a new estimate',
      inEmergency(again({ kind: 'etr', etr: { at: at('Monday 2026-11-23T11:00+01:00'), quality: 'crew' } })),
      ['ada etr_update email', 'bob emergency email'],
    ],
    [
      'emergency: a change',
      inEmergency(again({ kind: 'change' })),
      ['ada etr_update email', 'bob emergency email'],
    ],
    [
      'emergency: restored',
      inEmergency(again({ kind: 'restore', restoredAt: MONDAY_NINE })),
      ['ada restored email'],
    ],
    ['emergency: a false alarm', inEmergency(again({ kind: 'cancel' })), ['ada cancelled email']],
  ])('%s', (_, notices, expected) => {
    expect(told2(notices)).toEqual(expected);
  });

  test('never told: nothing is taken back and nothing is ended', () => {
    const nobody = account({ addressees: [addressee('ada'), addressee('bob')] });
    expect(plan(nobody, change({ kind: 'cancel' }))).toEqual([]);
    expect(
      plan(nobody, change({ kind: 'restore', restoredAt: thursdayTen }), revision(), thursdayTen),
    ).toEqual([]);
  });

  test('told with an unknown outcome is told: the channel is used again', () => {
    // The ledger lists every delivery past `planned`; that none of them is proven does not matter here.
    const unsure = account({
      addressees: [addressee('ada', { contactPoints: [email, mobile] })],
      told: [told('ada', [['sms', 'ada-mobile']])],
    });
    expect(told2(plan(unsure, change({ kind: 'cancel' })))).toEqual(['ada cancelled sms']);
  });

  test('told by a person only, or on what no longer works: by the policy anew', () => {
    const asked = account({
      addressees: [addressee('ada', { contactPoints: [email, mobile] })],
      told: [told('ada', [])],
    });
    expect(told2(plan(asked, change()))).toEqual(['ada moved email+sms']);
    const bounced = account({
      addressees: [
        addressee('ada', { contactPoints: [{ ...email, problem: 'email.mailboxUnknown' }, letter] }),
      ],
      told: [told('ada', [['email', 'ada-email']])],
    });
    expect(told2(plan(bounced, change()))).toEqual(['ada moved letter']);
  });
});

describe('feeders that leave or join', () => {
  const places = [servicePoint('P1', { feeder: 'F1' }), servicePoint('P2', { feeder: 'F2' })];
  const both = revision({ feeders: ['F1', 'F2'] });

  test('taken out of the change: cancelled there, with the window they knew', () => {
    const out = account({
      servicePoints: [servicePoint('P2', { feeder: 'F2' })],
      addressees: [addressee('ada', { servicePoints: ['P2'] })],
      told: [told('ada', [['email', 'ada-email']], ['P2'])],
    });
    const [notice] = plan(out, change(), both);
    expect([notice?.kind, notice?.serveBy, notice?.facts.windows]).toEqual([
      'cancelled',
      null,
      [THURSDAY_MORNING],
    ]);
  });

  test('one place out, one moved: two notices, and neither says of a place what is not so', () => {
    const ada = account({
      servicePoints: places,
      addressees: [addressee('ada', { servicePoints: ['P1', 'P2'] })],
      told: [told('ada', [['email', 'ada-email']], ['P1', 'P2'])],
    });
    const notices = plan(ada, change(), both);
    expect(notices.map(({ kind, servicePoints }) => [kind, servicePoints])).toEqual([
      ['moved', ['P1']],
      ['cancelled', ['P2']],
    ]);
    expect(new Set(notices.map(({ key }) => key)).size).toBe(2);
  });

  test('one place moved, one joins: the new one is a first notice, on all channels of the policy', () => {
    const ada = account({
      servicePoints: places,
      addressees: [addressee('ada', { servicePoints: ['P1', 'P2'], contactPoints: [email, mobile] })],
      told: [told('ada', [['email', 'ada-email']], ['P1'])],
    });
    const notices = plan(ada, change({ feeders: ['F1', 'F2'] }));
    expect(notices.map(({ kind, servicePoints }) => [kind, servicePoints])).toEqual([
      ['moved', ['P1']],
      ['planned', ['P2']],
    ]);
    expect(told2(notices)).toEqual(['ada moved email', 'ada planned email+sms']);
  });

  test('on a shared number a cancellation for one does not swallow the move for the other', () => {
    const pair = account({
      servicePoints: places,
      addressees: [
        addressee('ada', { servicePoints: ['P2'], contactPoints: [mobile] }),
        addressee('bob', {
          servicePoints: ['P1'],
          contactPoints: [{ ...mobile, id: 'bob-mobile' as typeof mobile.id }],
        }),
      ],
      told: [told('ada', [['sms', 'ada-mobile']], ['P2']), told('bob', [['sms', 'bob-mobile']], ['P1'])],
    });
    expect(told2(plan(pair, change(), both))).toEqual(['ada cancelled sms', 'bob moved sms']);
  });

  test('a restoration speaks of what was told, whatever feeders it names', () => {
    const ada = account({
      servicePoints: places,
      addressees: [addressee('ada', { servicePoints: ['P1', 'P2'] })],
      told: [told('ada', [['email', 'ada-email']], ['P2'])],
    });
    const [notice] = plan(
      ada,
      change({ kind: 'restore', feeders: ['F1'], restoredAt: thursdayTen }),
      both,
      thursdayTen,
    );
    expect(notice?.servicePoints).toEqual(['P2']);
  });
});

describe('what the notice says', () => {
  const ada = account({ addressees: [addressee('ada')], told: [told('ada', [['email', 'ada-email']])] });

  test('moved: the old window and the new one, and the new deadline', () => {
    const [notice] = plan(ada, change());
    expect(notice?.facts).toMatchObject({ windows: [FRIDAY_MORNING], formerWindows: [THURSDAY_MORNING] });
    expect(notice?.serveBy).toBe(at('Wednesday 2026-11-25T09:00+01:00'));
    expect(notice?.key).toBe('portal1/outage:O1/2/moved/A1/ada/XA/Europe/Berlin');
  });

  test('longer: the new end and the former one, as the crew says', () => {
    const [notice] = plan(ada, change({ windows: [longer] }), revision(), thursdayTen);
    expect(notice?.facts).toMatchObject({
      etr: { at: longer.to, quality: 'crew' },
      formerEtr: { at: THURSDAY_MORNING.to, quality: 'crew' },
      since: THURSDAY_MORNING.from,
      formerWindows: [],
    });
    expect(notice?.serveBy).toBeNull();
  });

  test('longer on the second day: the former end is that of the second day', () => {
    const friday = { ...FRIDAY_MORNING, to: at('Friday 2026-11-27T16:00+01:00') };
    const [notice] = plan(
      ada,
      change({ windows: [friday] }),
      revision({ windows: [THURSDAY_MORNING, FRIDAY_MORNING] }),
      at('Friday 2026-11-27T10:00+01:00'),
    );
    expect(notice?.facts).toMatchObject({
      kind: 'etr_update',
      etr: { at: friday.to },
      formerEtr: { at: FRIDAY_MORNING.to },
    });
  });

  test('a new estimate: the former one beside it', () => {
    const first = { at: at('Monday 2026-11-23T10:00+01:00'), quality: 'model' } as const;
    const second = { at: at('Monday 2026-11-23T11:00+01:00'), quality: 'crew' } as const;
    const [notice] = plan(
      ada,
      again({ kind: 'etr', etr: second }),
      emergencyRevision({ etr: first }),
      MONDAY_NINE,
      emergency({ status: 'announced' }),
    );
    expect(notice?.facts).toMatchObject({
      etr: second,
      formerEtr: first,
      since: at('Monday 2026-11-23T08:40+01:00'),
    });
  });

  test('a new time of restoration wakes people, a cancellation waits for the morning', () => {
    const byText = account({
      addressees: [addressee('ada', { contactPoints: [mobile] })],
      told: [told('ada', [['sms', 'ada-mobile']])],
    });
    const night = at('Thursday 2026-11-26T22:00+01:00');
    const late = { from: at('Thursday 2026-11-26T20:00+01:00'), to: at('Thursday 2026-11-26T23:00+01:00') };
    const until = { ...late, to: at('Friday 2026-11-27T02:00+01:00') };
    expect(
      plan(byText, change({ windows: [until] }), revision({ windows: [late] }), night)[0]?.deliveries[0]
        ?.sendAt,
    ).toBe(night);
    const wednesday = at('Wednesday 2026-11-25T22:00+01:00');
    expect(plan(byText, change({ kind: 'cancel' }), revision(), wednesday)[0]?.deliveries[0]?.sendAt).toBe(
      at('Thursday 2026-11-26T08:00+01:00'),
    );
  });
});
