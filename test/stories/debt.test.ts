import type { DebtCaseId } from '../../server/domain/ids.js';
import type { CaseEvent } from '../../server/domain/debt/event.js';
import { billing } from '../sandbox/billing-rows.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

const OLEG = {
  name: 'Oleg Petrow',
  email: 'oleg@mail.example',
  mobile: '+49 1512 3456789',
  street: 'Fährgasse 3',
};

/** All that happened in the only case, and its account, in order. */
const eventsOf = async ({ world }: Neighbourhood): Promise<readonly CaseEvent[]> =>
  world.server.store.transact(async tx => {
    const all = await tx.debtCases.events([await onlyCase(world.server.store)]);
    return [...all.values()].flat();
  });
const onlyCase = async (store: Neighbourhood['world']['server']['store']): Promise<DebtCaseId> => {
  throw new Error(`not yet ${store.portal}`);
};

describe('a debt, from the bill to its end', () => {
  it('is told of in its order', async () => {
    const hood = await startNeighbourhood([{ feeder: 'F-1', account: '9100002', people: [OLEG] }]);
    const tell = billing(hood.world);
    await tell('bill,b1,9100002,184.20,EUR,2026-10-27,2026-11-17,,,');
    await hood.world.advanceTo(hood.at('2026-11-26T12:00+01:00'));
    console.log(JSON.stringify(hood.log.filter(l => /debt|notice|batch/.test(l.msg)).slice(-20), null, 1));
    await hood.close();
  });
});
