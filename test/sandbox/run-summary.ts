import { standingWords } from '../../ui-extensions/words/debt-standing.js';
import type { CampaignFigures, DebtFigures, RunFigures } from './run-figures.js';

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(' · ') || 'none';

const WORDS = { lawful: 'lawful', unlawful: 'NOT LAWFUL', undetermined: 'CANNOT BE JUDGED' } as const;

const paragraph = (c: CampaignFigures): readonly string[] => [
  `${c.ref} rev ${c.revision} (${c.kind}, ${c.feeders.join(', ')}): ${c.story}`,
  `  in law       ${WORDS[c.verdict]}${c.lastLawful === null ? '' : `; last lawful moment ${c.lastLawful}`}${c.verdict === 'unlawful' && c.earliestStart !== null ? `; earliest lawful start ${c.earliestStart}` : ''}`,
  ...c.refused.map(text => `  refused      ${text}`),
  ...(c.approvedLate === null ? [] : [`  went ahead   approved by a second person: ${c.approvedLate}`]),
  ...(c.launched
    ? [
        `  affected     ${c.affected} customers, ${c.notices} notices`,
        `  by channel   ${list(c.byChannel)}`,
        `  served       ${c.served.total} (${c.served.proven} proven, ${c.served.byRule} by rule, ${c.served.afterTheDeadline} after the deadline)${c.replaced > 0 ? `; ${c.replaced} replaced before they left` : ''}`,
        `  not reached  ${c.unserved + c.unreachable.reduce((sum, u) => sum + u.notices, 0)}${c.unserved > 0 ? `; ${c.unserved} given to a person` : ''}${c.unreachable.map(u => `; ${u.notices}: ${u.reason}`).join('')}`,
      ]
    : ['  not launched']),
];

/** What comes next, by the kind of the decision. */
const NEXT: Readonly<Record<string, (day: string) => string>> = {
  wait: day => `the next step waits until ${day}`,
  give: () => 'a notice is being given',
  hold: day => `stands still until ${day}`,
  askForApproval: day => `lawful from ${day}`,
  askToDisconnect: () => 'the network is asked',
  barred: () => 'not lawful now',
  recall: () => 'the order is taken back',
  reconnect: () => 'supply must come back',
};

const rungs: Readonly<Record<string, string>> = standingWords.en;

const debtLine = ({ account, story, rung, next, until, unproven, returned }: DebtFigures): string =>
  [
    `  ${account}  ${story.padEnd(55)} ${rungs[`rung.${rung}`] ?? rung}`,
    ...(next === 'none' ? [] : [NEXT[next]?.(until ?? 'something happens') ?? next]),
    ...(unproven > 0 ? [`${unproven} without proof`] : []),
    ...(returned > 0 ? [`${returned} came back`] : []),
  ].join('; ');

/** The run in words, for a terminal. */
export const summaryOf = (figures: RunFigures): string =>
  [
    `Town: ${figures.town.customers} customers, ${figures.town.servicePoints} service points. Contact points that cannot be used: ${list(figures.imported.problems)}.`,
    '',
    ...figures.campaigns.flatMap(campaign => [...paragraph(campaign), '']),
    'Debts, one household at each rung:',
    ...figures.debts.map(debtLine),
    '',
    `Left the house: ${list(figures.messages)}; received twice: ${figures.duplicates}.`,
    `CRM: ${figures.crmCallsTotal} calls; records ${list(figures.crmRecords)}. Tickets for people: ${figures.tickets}.`,
    `Settled at ${figures.endedAt} by the simulated clock.`,
  ].join('\n');
