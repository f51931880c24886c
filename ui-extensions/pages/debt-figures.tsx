import { BarChart, Flex, Heading, Statistics, StatisticsItem } from '@hubspot/ui-extensions';
import type { DebtList } from '../contract/debt-list.js';
import { rungName, sumsText } from '../parts/debt-standing.js';
import { Rows } from '../parts/rows.js';
import { debtPageWords } from '../words/debt-page.js';
import { number, sayIn, type Language } from '../words/say.js';

interface Props {
  readonly list: DebtList;
  readonly language: Language;
}
const COUNTED = [
  'cases',
  'unproven',
  'returned',
  'cutThisWeek',
  'atRisk',
  'held',
  'lettersAtPrinter',
] as const;

/** All open cases in figures, whatever the list below is narrowed to. */
export const DebtFigures = ({ list: { figures }, language }: Props) => {
  const say = sayIn(debtPageWords, language);
  return (
    <Statistics>
      <StatisticsItem label={say('stat.arrears')} number={sumsText(figures.arrears, language)} />
      {COUNTED.map(each => (
        <StatisticsItem key={each} label={say(`stat.${each}`)} number={number(language, figures[each])} />
      ))}
    </Statistics>
  );
};

/** How many cases stand at each step: drawn, and as a table for who does not see the drawing. */
export const CasesByStep = ({ list: { byRung }, language }: Props) => {
  const say = sayIn(debtPageWords, language);
  if (byRung.length === 0) return null;
  return (
    <Flex direction="column" gap="sm">
      <Heading>{say('steps.title')}</Heading>
      <BarChart
        data={byRung.map(({ rung, cases }) => ({ step: rungName(rung, language), cases }))}
        axes={{
          x: { field: 'step', fieldType: 'category', label: say('col.step') },
          y: { field: 'cases', fieldType: 'linear', label: say('col.cases') },
        }}
        options={{ showDataLabels: true }}
      />
      <Rows
        head={[say('col.step'), say('col.cases'), say('col.sum')]}
        rows={byRung.map(({ rung, cases, arrears }) => [
          rungName(rung, language),
          number(language, cases),
          sumsText(arrears, language),
        ])}
      />
    </Flex>
  );
};
