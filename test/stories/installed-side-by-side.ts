import type { PortalId } from '../../server/domain/ids.js';
import { contactCard } from '../../ui-extensions/contract/customer.js';
import { IDA, MARTA, PLANNED } from '../http/office-town.js';
import type { Portal } from '../portal/portal.js';
import { OTHER, THIRD, type TwoAccounts } from './further-accounts.js';

/** In the world of a second account that has installed the app, a third one does. */
export const installedSideBySide = (world: () => TwoAccounts): void => {
  describe('two accounts that installed the app', () => {
    let two: TwoAccounts;
    let outage: string;
    beforeAll(async () => {
      two = world();
      expect((await two.install(two.third)).status).toBe(200);
      await two.town.world.server.portal(THIRD)?.importDirectory();
      for (const role of ['campaigns', 'agent', 'admin'])
        await two.send(THIRD, MARTA, 'POST', '/api/roles/grant', { email: IDA, role });
      const drafted = await two.send(THIRD, IDA, 'POST', '/api/outages', PLANNED);
      outage = String(drafted.body['id']);
      const rehearsed = await two.send(THIRD, IDA, 'POST', `/api/outages/${outage}/rehearsal`);
      const [revision] = rehearsed.body['revisions'] as readonly { rehearsal: { fingerprint: string } }[];
      const { fingerprint } = revision?.rehearsal ?? {};
      await two.send(THIRD, IDA, 'POST', `/api/outages/${outage}/launch`, { fingerprint });
      await two.town.world.advanceTo(two.town.at('2026-11-23T12:10+01:00'));
    });

    it('tell each its own customers, and write it into each one’s own HubSpot', async () => {
      expect(await two.town.received('vera@mail.example')).toHaveLength(1);
      expect(await two.town.received('anna@mail.example')).toHaveLength(1);
      expect(two.third.records.get('outage', outage, 'forewarn_id')).toBeDefined();
      expect([two.third.records.count('emails'), two.other.records.count('emails')]).toEqual([1, 0]);
    });

    it('have cards of their own', async () => {
      const [vera] = two.third.records.list('contacts');
      const card = await two.send(THIRD, IDA, 'GET', `/api/cards/contacts/${vera?.id ?? ''}`);
      const { customer, history } = contactCard.parse(card.body);
      expect([customer.name, history.total]).toEqual(['Vera Blau', 1]);
      expect((await two.send(OTHER, IDA, 'GET', `/api/cards/outages/${outage}`)).status).toBe(404);
    });

    it('are heard each by its own webhooks', async () => {
      const points = async (portal: PortalId, account: Portal): Promise<readonly string[]> => {
        const [first] = account.records.list('contacts');
        const { body } = await two.send(portal, IDA, 'GET', `/api/cards/contacts/${first?.id ?? ''}`);
        return contactCard.parse(body).contactPoints.map(({ value }) => value);
      };
      const before = await points(OTHER, two.other);
      const [vera] = two.third.records.list('contacts');
      two.third.records.update('contacts', vera?.id ?? '', { mobilephone: '+49 176 00123456' });
      await two.third.webhooks.runDue();
      expect(two.third.webhooks.attempts().at(-1)?.status).toBe(204);
      await two.town.world.advanceTo(two.town.at('2026-11-23T12:15+01:00'));
      expect(await points(THIRD, two.third)).toContain('+4917600123456');
      expect(await points(OTHER, two.other)).toEqual(before);
    });

    it('renew each its own token, and leave the other’s', async () => {
      const { world } = two.town;
      await world.advanceTo(two.town.at('2026-11-23T13:00+01:00'));
      const keptBefore = await two.installations.find(OTHER);
      const before = await two.installations.find(THIRD);
      world.clock.set(two.town.at('2026-11-23T14:00+01:00'));
      await world.server.portal(THIRD)?.crm.parties('contact', null);
      const after = await two.installations.find(THIRD);
      expect(after?.tokens.access).not.toBe(before?.tokens.access);
      expect(two.third.oauth.access(after?.tokens.access ?? '')?.expired).toBe(false);
      expect(await two.installations.find(OTHER)).toEqual(keptBefore);
      expect(two.third.oauth.refreshGrant(keptBefore?.tokens.refresh ?? '')).toBeUndefined();
    });
  });
};
