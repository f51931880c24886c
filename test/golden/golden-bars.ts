import { weekday, type Json } from './golden-case.js';

const source = 'golden';

/** The bars of the set, each as one bar of the grammar for each of its reasons. */
export const barsOf = (bars: readonly Json[], act: string): Readonly<Record<string, unknown>> => {
  const rest = { bans: [act], source };
  const entries = bars.flatMap((bar): readonly (readonly [string, unknown])[] => {
    const reason = String(bar['reason']);
    switch (bar['rule']) {
      case 'weekday':
        return [[reason, { kind: 'weekday', days: (bar['days'] as string[]).map(weekday), ...rest }]];
      case 'timeOfDay':
        return [
          [String(bar['reasonBefore']), { kind: 'timeOfDay', before: bar['allowedFrom'], ...rest }],
          [
            String(bar['reasonAfter']),
            {
              kind: 'timeOfDay',
              [bar['toInclusive'] === true ? 'after' : 'from']: bar['allowedTo'],
              ...rest,
            },
          ],
        ];
      case 'season':
        return [[reason, { kind: 'season', from: bar['from'], to: bar['to'], ...rest }]];
      case 'holiday':
        return [[reason, { kind: 'holiday', ...rest }]];
      case 'noServiceDay':
        return [[reason, { kind: 'noServiceDay', ...rest }]];
      case 'eveOf':
        return [
          [
            reason,
            {
              kind: 'eveOf',
              of: (bar['of'] as string[]).map(of => (of === 'noService' ? 'noServiceDay' : of)),
              ...(bar['afterTime'] === undefined ? {} : { after: bar['afterTime'] }),
              ...rest,
            },
          ],
        ];
      case 'heatAdvisory': {
        const fact = 'heatAdvisoryIssuedDates';
        const before = Array.from({ length: Number(bar['precedingDays']) }, (_, index) => index + 1);
        return [
          [String(bar['reasonSameDay']), { kind: 'listedDays', fact, daysBefore: [0], ...rest }],
          ...(before.length === 0
            ? []
            : [
                [
                  String(bar['reasonPreceding']),
                  { kind: 'listedDays', fact, daysBefore: before, ...rest },
                ] as const,
              ]),
        ];
      }
      case 'freeze': {
        const cold = ['previousDayHighF', 'forecastNext24hMaxF'].map(fact => ({ fact, atMost: bar['maxF'] }));
        return [[reason, { kind: 'weather', holds: { all: cold }, ...rest }]];
      }
      default:
        throw new Error(`The bar ${String(bar['rule'])} is not mapped.`);
    }
  });
  return Object.fromEntries(entries);
};
