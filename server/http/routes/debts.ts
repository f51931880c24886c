import { z } from 'zod';
import { debtCard as debtCardView } from '../../../ui-extensions/contract/debt.js';
import { debtFilter, debtList as debtListView } from '../../../ui-extensions/contract/debt-list.js';
import { debtExportRequest } from '../../../ui-extensions/contract/debt-requests.js';
import { rung } from '../../../ui-extensions/contract/debt-summary.js';
import { oneUseLink } from '../../../ui-extensions/contract/one-use-link.js';
import type { customerDebt } from '../../queries/customer-debt.js';
import type { debtCard } from '../../queries/debt-card.js';
import type { debtList } from '../../queries/debt-list.js';
import type { makeFileLink } from '../../workflows/make-file-link.js';
import type { Api, Call } from '../api.js';
import { orNotFound, orRefuse } from '../problems.js';
import { asked, given, recordIdOf, viewerOf } from './customers.js';

export interface DebtRoutes {
  readonly portal: string;
  readonly publicUrl: string;
  readonly debtCard: ReturnType<typeof debtCard>;
  readonly customerDebt: ReturnType<typeof customerDebt>;
  readonly debtList: ReturnType<typeof debtList>;
  readonly makeFileLink: ReturnType<typeof makeFileLink>;
}

/** An id of a case, or the reference that customers quote. */
const CASE = /^[\w-]{4,40}$/;
const listQuery = z.object({
  filter: z.enum(debtFilter.options).optional(),
  rung: z.enum(rung.options).optional(),
  text: z.string().trim().min(1).max(60).optional(),
  after: z.uuid().optional(),
});

const customerQuery = z.object({ case: z.uuid().optional() });

/** What cards and pages show of debts. */
export const debtRoutes = (api: Api, deps: DebtRoutes): void => {
  api.get('/debts', 'read', async call => ({
    status: 200,
    body: debtListView.parse(await deps.debtList(given(asked(listQuery, call)), viewerOf(call))),
  }));
  api.get('/debts/:case', 'read', async call => {
    const { case: asked = '' } = call.params;
    const named = orNotFound(CASE.test(asked) ? asked : null, 'debt case');
    const card = orNotFound(await deps.debtCard('case', named, viewerOf(call)), 'debt case');
    return { status: 200, body: debtCardView.parse(card) };
  });
  api.get('/cards/debt-records/:record', 'read', async call => {
    const record = recordIdOf(call.params['record'], 'debt notice');
    const card = orNotFound(await deps.debtCard('record', record, viewerOf(call)), 'debt notice');
    return { status: 200, body: debtCardView.parse(card) };
  });
  const ofCustomer = (kind: 'contact' | 'company') => async (call: Call) => {
    const customer = recordIdOf(call.params['customer'], kind);
    const { case: chosen = null } = asked(customerQuery, call);
    const card = await deps.customerDebt(kind, customer, chosen, viewerOf(call));
    return { status: 200, body: debtCardView.parse(orNotFound(card, 'debt case')) };
  };
  api.get('/cards/contacts/:customer/debt', 'read', ofCustomer('contact'));
  api.get('/cards/companies/:customer/debt', 'read', ofCustomer('company'));
  // Who reads the whole list of debtors is one who works with it.
  api.post('/debts/export', 'debt.advance', debtExportRequest, async ({ body, actor }) => {
    const made = await deps.makeFileLink(
      { kind: 'debts', filter: body.filter, rung: body.rung },
      actor.email,
    );
    const { token, expiresAt } = orRefuse(made);
    const url = `${deps.publicUrl}/files/${deps.portal}/${token}`;
    return { status: 201, body: oneUseLink.parse({ url, expiresAt }) };
  });
};
