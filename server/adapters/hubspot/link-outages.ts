import { Fault } from '../../workflows/fault.js';
import type { Written } from '../../workflows/ports/crm.js';
import type { LinkFacts } from '../../workflows/ports/outbox.js';
import { associationWrite, labelList } from './answers.js';
import type { Api } from './api.js';
import { throwIfAllStopped } from './batch-write.js';
import type { CustomType } from './custom-types.js';
import { AFFECTS_LABEL } from './definitions.js';
import { once } from './once.js';
import { associationsPath, chunksOf, MOST_ASSOCIATION_WRITES } from './paths.js';
import { problemOf } from './problem.js';

interface Link {
  readonly outage: string;
  readonly to: string;
}
/** The number of our label, which is the portal's own; null: it was not made, and the plain association says enough. */
type LabelOf = () => Promise<number | null>;

/**
 * Ties outages to whom and what they affect. What is tied already stays so; what an outage does not affect any more was
 * told of it, and stays tied too.
 */
export const linkOutages = (api: Api, typeId: (name: CustomType) => Promise<string>) => {
  const labelTo = (name: string, to: () => Promise<string>): LabelOf =>
    once(async () => {
      const { results } = await api.call({
        kind: `outage-${name}.labels`,
        method: 'GET',
        path: associationsPath(await typeId('outage'), await to(), 'labels'),
        answer: labelList,
        repeatable: true,
      });
      return results.find(({ label }) => label === AFFECTS_LABEL)?.typeId ?? null;
    });
  const ends = (['contacts', 'companies', 'servicePoints'] as const).map(name => {
    const to = (): Promise<string> =>
      name === 'servicePoints' ? typeId('service_point') : Promise.resolve(name);
    return { name, to, label: labelTo(name, to) };
  });

  const write = async (
    name: string,
    to: string,
    label: number | null,
    links: readonly Link[],
  ): Promise<void> => {
    for (const chunk of chunksOf(links, MOST_ASSOCIATION_WRITES)) {
      const { errors } = await api.call({
        kind: `outage-${name}.associate`,
        method: 'POST',
        path: associationsPath(
          await typeId('outage'),
          to,
          label === null ? 'batch/associate/default' : 'batch/create',
        ),
        body: {
          inputs: chunk.map(link => ({
            from: { id: link.outage },
            to: { id: link.to },
            ...(label === null
              ? {}
              : { types: [{ associationCategory: 'USER_DEFINED', associationTypeId: label }] }),
          })),
        },
        answer: associationWrite,
        repeatable: true,
      });
      // Deleted meanwhile: there is nothing to tie.
      if (errors.some(row => !problemOf(row).words.includes('OBJECT_NOT_FOUND')))
        throw new Fault('retry', 'hubspot.failed', `HubSpot failed rows of outage-${name}.associate`);
    }
  };

  return async (rows: readonly LinkFacts[]): Promise<readonly Written[]> => {
    const written = rows.flatMap(({ outage, crmId, ...lists }) =>
      crmId === null ? [] : [{ outage, crmId, lists }],
    );
    const waiting = rows
      .filter(({ crmId }) => crmId === null)
      .map(({ outage }): Written => ({ key: outage, fault: NOT_YET }));
    if (written.length === 0) return throwIfAllStopped(waiting);
    for (const { name, to, label } of ends) {
      const links = written.flatMap(({ crmId, lists }) =>
        (lists[name] ?? []).map(id => ({ outage: crmId, to: id })),
      );
      if (links.length > 0) await write(name, await to(), await label(), links);
    }
    return [...waiting, ...written.map(({ outage, crmId }): Written => ({ key: outage, crmId }))];
  };
};

const NOT_YET = new Fault('retry', 'hubspot.noRecord', 'The outage has no record in HubSpot yet.');
