import type { PartyKind } from '../../domain/directory.js';
import type { AddresseeRole } from '../../domain/account.js';
import type { CrmRole } from '../../workflows/ports/crm.js';
import { labelList } from './answers.js';
import type { Api } from './api.js';
import type { CustomType } from './custom-types.js';
import { readLinks, type LinkKind } from './links.js';
import { once } from './once.js';
import { PARTY_TYPE } from './parties.js';
import { associationsPath } from './paths.js';

/** The most responsible first. */
const ROLES: readonly (readonly [AddresseeRole, RegExp])[] = [
  ['holder', /^account ?holder\b/],
  ['occupant', /^(occupant|tenant)\b/],
  ['carer', /^(nominated )?carer\b/],
  ['thirdParty', /^third ?party\b/],
];

/** By the words a person reads, in either direction (`Account holder of`): the labels endpoint gives no other name. */
const roleOfLabel = (label: string): AddresseeRole | undefined => {
  const plain = label
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return ROLES.find(([, pattern]) => pattern.test(plain))?.[0];
};

/** Without a label of ours somebody at a service point is taken for an occupant, who is told: better once too often. */
const roleOf = (kinds: readonly LinkKind[], labels: ReadonlyMap<number, string>): AddresseeRole => {
  const found = kinds.flatMap(({ typeId, label }) => roleOfLabel(labels.get(typeId) ?? label ?? '') ?? []);
  return ROLES.find(([role]) => found.includes(role))?.[0] ?? 'occupant';
};

const PARTIES = [
  { kind: 'contact', type: 'contacts' },
  { kind: 'company', type: 'companies' },
] as const;

export const readRoles = (api: Api, typeId: (name: CustomType) => Promise<string>) => {
  const labelsOf = (to: string) =>
    once(async () => {
      const { results } = await api.call({
        kind: `service_point-${to}.labels`,
        method: 'GET',
        path: associationsPath(await typeId('service_point'), to, 'labels'),
        answer: labelList,
        repeatable: true,
      });
      return new Map(results.flatMap(({ typeId: id, label }) => (label ? [[id, label] as const] : [])));
    });
  const labels = { contact: labelsOf('contacts'), company: labelsOf('companies') };

  return async (servicePoints: readonly string[]): Promise<readonly CrmRole[]> => {
    if (servicePoints.length === 0) return [];
    const from = await typeId('service_point');
    const roles = PARTIES.map(async ({ kind, type }): Promise<readonly CrmRole[]> => {
      const names = await labels[kind]();
      const links = await readLinks(api, from, type, `service_point-${type}`, servicePoints);
      return links.map(link => ({
        servicePoint: link.from,
        party: link.to,
        kind,
        role: roleOf(link.kinds, names),
      }));
    });
    return (await Promise.all(roles)).flat();
  };
};

/** From the other end: where these people are supplied, or answer for. */
export const readServicePointsOf =
  (api: Api, typeId: (name: CustomType) => Promise<string>) =>
  async (kind: PartyKind, parties: readonly string[]): Promise<readonly string[]> => {
    if (parties.length === 0) return [];
    const to = await typeId('service_point');
    const links = await readLinks(api, PARTY_TYPE[kind], to, `${PARTY_TYPE[kind]}-service_point`, parties);
    return [...new Set(links.map(link => link.to))];
  };
