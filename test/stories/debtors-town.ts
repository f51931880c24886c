import type { DebtCaseId } from '../../server/domain/ids.js';
import { addMinutes, withOffset, type Zone } from '../../server/domain/time.js';
import { debtCard, type DebtCard } from '../../ui-extensions/contract/debt.js';
import type { Content } from '../sandbox/sinks/inbox.js';
import { engineWith, type Between } from './between-claim-and-carrier.js';
import { crewByWebhook } from './crew-by-webhook.js';
import { debtDesk, type OrderSeen } from './debt-desk.js';
import { startNeighbourhood, type House, type Neighbour } from './neighbourhood.js';

const BERLIN = 'Europe/Berlin' as Zone;
/** Nobody has an address that could be written to unless it is given: a person gives every notice. */
const house = (name: string, person: Partial<Neighbour> = {}, place: Partial<House> = {}): House => ({
  feeder: 'F-12',
  ...place,
  people: [{ name, ...person }],
});
const HOUSES = [
  house('Irina Sokol', { street: 'Mühlenweg 1' }),
  house('Oleg Petrow', { street: 'Mühlenweg 2' }),
  house('Ben Holm'),
  house(
    'Carmen Ruiz',
    { email: 'carmen@mail.example', language: 'es' },
    {
      jurisdiction: 'ES-MD:madrid',
      timezone: 'Europe/Madrid',
      ruleFacts: 'bonoSocial=false;severelyVulnerable=false',
    },
  ),
  house('Dora Amsel'),
  house('Emil Still'),
  house('Fritz Berg'),
  house('Gerd Voss'),
  house('Hanna Lutz'),
  house('Sara Vogt'),
  house('Lena Kraft', { email: 'lena@mail.example', street: 'Mühlenweg 11', language: 'ru' }),
  house('Petr Orlow', { email: 'petr@mail.example', street: 'Mühlenweg 12', language: 'ru' }),
  house('Uta Wolf', { email: 'uta@mail.example', street: 'Mühlenweg 13' }),
];
export const NAMES = HOUSES.map(({ people }) => people[0]?.name ?? '');
/** Their places in the list. */
export const [IRINA, OLEG, BEN, CARMEN, DORA, EMIL, FRITZ, GERD, HANNA, SARA, LENA, PETR, UTA] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
] as const;

/** Debtors of every kind, a crew that is told by webhook, and what people, the post and billing do there. */
export const startDebtors = async () => {
  const between: Between = { happens: null };
  const crew = await crewByWebhook();
  const town = await startNeighbourhood(HOUSES, { network: crew.settings, engine: engineWith(between) });
  const desk = debtDesk(town, NAMES);
  await desk.staff();

  const orders = (n: number): readonly OrderSeen[] => crew.orders(`A-${n}`);
  const kinds = (n: number) => orders(n).map(({ kind }) => kind);
  const last = (n: number, kind: string): OrderSeen => {
    const order = orders(n).findLast(each => each.kind === kind);
    if (order === undefined) throw new Error(`${NAMES[n] ?? ''} has no order: ${kind}`);
    return order;
  };
  const reply = async (order: OrderSeen, event: string): Promise<void> => {
    const { world } = town;
    await world.advanceTo(addMinutes(world.clock.now(), 1));
    const known = await crew.reply(world.serverUrl, order.order, event, world.clock.now());
    if (known !== 1) throw new Error('The server knows no such order.');
    await world.pump();
  };
  const approve = async (n: number): Promise<void> => {
    const { status, body } = await desk.call(n, 'approve', { reason: 'Checked.' }, 'marta');
    if (status !== 201) throw new Error(`${NAMES[n] ?? ''}: ${JSON.stringify(body)}`);
  };
  const hold = (n: number, reason: string) =>
    desk.call(n, 'holds', { reason, until: { event: 'decision' }, effect: 'stopsClock', note: 'x' });
  /** Paid this moment, as billing writes it. */
  const pay = (id: string, n: number, minor = 18420): Promise<unknown> =>
    desk.say(
      `payment,${id},A-${n},${(minor / 100).toFixed(2)},EUR,${withOffset(town.world.clock.now(), BERLIN)},,,,`,
    );
  const lettersOf = async (id: DebtCaseId) =>
    ((await town.world.server.store.transact(tx => tx.debtCases.deliveries([id]))).get(id) ?? []).filter(
      ({ channel }) => channel === 'letter',
    );
  const cardOf = async (id: DebtCaseId): Promise<DebtCard> =>
    debtCard.parse((await town.world.call('GET', `/api/debts/${id}`, undefined, 'ida')).body);
  const mails = async (to: string) =>
    (await town.received(to)).flatMap((each: Content) => (each.channel === 'email' ? [each] : []));
  const subjects = async (to: string) => (await mails(to)).map(({ subject }) => subject);
  const errors = (msg: string) => town.log.filter(line => line.msg === msg);
  /** The post brings the newest letter of a case back, though it had said that it was delivered. */
  const comesBack = async (id: DebtCaseId): Promise<void> => {
    const delivery = (await lettersOf(id)).at(-1)?.id ?? null;
    const at = town.world.clock.now();
    const word = { outcome: 'returned', reason: 'letter.addressUnknown', raw: 'returned' } as const;
    await town.world.server.recordReceipts([{ carrier: 'print', delivery, reference: null, ...word, at }]);
    await town.world.pump();
  };
  const morning = (day: string) => town.world.advanceTo(town.at(`${day}T08:00+01:00`));
  return {
    between,
    town,
    desk,
    orders,
    kinds,
    last,
    reply,
    approve,
    hold,
    pay,
    lettersOf,
    cardOf,
    mails,
    subjects,
    errors,
    comesBack,
    morning,
    close: async () => {
      await town.close();
      await crew.close();
    },
  };
};
