import { barsOf } from './golden-bars.js';
import { CHANNELS, channelOf, conditionOf, type GoldenCase, type Json } from './golden-case.js';
import { CONVENTIONS_OF_ONE_WAIT, periodOf } from './golden-periods.js';

const source = 'golden';
const OPERATORS: Readonly<Record<string, string>> = {
  '>=': 'atLeast',
  '>': 'over',
  '<=': 'atMost',
  '<': 'below',
  '=': 'is',
};

interface Fragment {
  readonly act: string;
  readonly rules: Json;
}

const formOf = (form: unknown): Json =>
  form === undefined
    ? {}
    : {
        form: {
          groups: (form as Json[]).map(group => ({
            oneOf: (group['oneOf'] as string[]).map(channelOf),
            reason: group['reason'],
            ...(group['when'] === undefined ? {} : { when: conditionOf(group['when']) }),
          })),
          source,
        },
      };

const notice = (changes: Json = {}): Json => ({ given: { to: 'customer', source }, ...changes });
const atSending = Object.fromEntries(
  Object.values(CHANNELS).map(channel => [channel, { event: 'accepted', source }]),
);

/** A convention as a fragment of a rulebook: what is tested is the grammar and the engine, not a formula of the test. */
export const fragmentOf = ({ convention, given, question }: GoldenCase): Fragment => {
  const act = typeof given['event'] === 'string' ? given['event'] : 'act';
  const { kind } = convention;
  const n = Number(convention['n']);
  const simple = (extra: Json = {}): Fragment => ({
    act,
    rules: {
      notices: { notice: notice(formOf(convention['form'])) },
      waits: { notice: { from: 'notice', to: act, ...periodOf(kind, n, convention), source } },
      servedWhen: atSending,
      writtenForm: { channels: Object.values(CHANNELS), source },
      ...extra,
    },
  });
  switch (kind) {
    case 'ELAPSED_HOURS':
      if (question === 'deadline_instant')
        return {
          act,
          rules: { deadlines: { due: { since: 'start', within: { count: n, unit: 'clockHours' }, source } } },
        };
      return simple(
        convention['withQuietHours'] === true
          ? {
              quietHours: {
                from: (given['quiet'] as string[])[0],
                to: (given['quiet'] as string[])[1],
                clock: 'premises',
                source,
              },
            }
          : {},
      );
    case 'DAYS_EXCL_NOTICE_INCL_EVENT':
      return convention['requiredSteps'] === undefined
        ? simple()
        : {
            act,
            rules: {
              notices: Object.fromEntries(
                (convention['requiredSteps'] as string[]).map((step, index) => [
                  step,
                  {
                    given: {
                      to: 'customer',
                      order: index + 1,
                      proof: convention['proofRequired'] === true,
                      source,
                    },
                    ...formOf(convention['form']),
                  },
                ]),
              ),
              waits: {
                notice: { from: convention['appliesTo'], to: act, ...periodOf(kind, n), source },
              },
            },
          };
    case 'MAIL_OFFSET_THEN_DAYS':
      return {
        act,
        rules: {
          notices: { notice: notice() },
          servedWhen: {
            letter: {
              event: 'posted',
              plus: { count: Number(convention['mailDays']), unit: 'days' },
              source,
            },
          },
          waits: {
            notice: { from: 'notice', to: act, ...periodOf('DAYS_EXCL_NOTICE_INCL_EVENT', n), source },
            ...(convention['minGapDays'] === undefined
              ? {}
              : {
                  gap: {
                    from: 'prior',
                    to: 'notice.sent',
                    ...periodOf('MIN_GAP', Number(convention['minGapDays'])),
                    source,
                  },
                }),
          },
        },
      };
    case 'MIN_GAP':
      return {
        act: 'notice.sent',
        rules: {
          notices: { notice: notice() },
          waits: { gap: { from: 'prior', to: 'notice.sent', ...periodOf(kind, n), source } },
        },
      };
    case 'SEQUENCE': {
      const steps = convention['steps'] as Json[];
      const last = String(steps.at(-1)?.['step']);
      return {
        act: last,
        rules: {
          waits: Object.fromEntries(
            steps.map(step => [
              String(step['step']),
              {
                from: step['after'],
                to: step['step'],
                ...periodOf(String(step['counting']), Number(step['n']), step),
                ...(step['onlyOn'] === 'business_day' ? { onlyOn: 'workingDay' } : {}),
                source,
              },
            ]),
          ),
          bars: barsOf((convention['bars'] ?? []) as Json[], last),
        },
      };
    }
    case 'WITHIN_BUSINESS_DAYS':
      return {
        act,
        rules: { deadlines: { due: { since: 'start', within: { count: n, unit: 'workingDays' }, source } } },
      };
    case 'BLACKOUT':
    case 'WEATHER':
      return { act, rules: { bars: barsOf(convention['bars'] as Json[], act) } };
    case 'SEASON':
      return {
        act,
        rules: {
          bars: Object.fromEntries(
            (convention['bans'] as Json[]).map(ban => [
              String(ban['reason']),
              {
                kind: 'season',
                from: convention['from'],
                to: convention['to'],
                bans: [ban['event']],
                when: conditionOf(convention['when']),
                source,
              },
            ]),
          ),
        },
      };
    case 'PROTECTED':
      return {
        act,
        rules: {
          bars: {
            [String(convention['reason'])]: {
              kind: 'season',
              from: convention['from'],
              to: convention['to'],
              bans: [act],
              when: conditionOf(convention['when']),
              source,
            },
          },
        },
      };
    case 'THRESHOLD':
      return {
        act,
        rules: {
          thresholds: Object.fromEntries(
            (convention['all'] as Json[]).map(term => {
              const right = term['right'];
              const operand =
                typeof right === 'object' && right !== null
                  ? { fact: (right as Json)['ref'], times: (right as Json)['times'] ?? 1 }
                  : right;
              return [
                String(term['reason']),
                { needs: { fact: term['left'], [OPERATORS[String(term['op'])] ?? '']: operand }, source },
              ];
            }),
          ),
        },
      };
    case 'STEP':
      return {
        act,
        rules: {
          compensation: {
            sum: {
              freeHours: convention['free'],
              first: convention['first'],
              per: convention['per'],
              everyHours: convention['every'],
              partial: convention['partialPeriods'],
              currency: convention['currency'],
              ...(convention['multiplyBy'] === undefined ? {} : { multiplyBy: convention['multiplyBy'] }),
              ...(convention['cap'] === undefined ? {} : { cap: convention['cap'] }),
              ...(convention['capPeriods'] === undefined ? {} : { capPeriods: convention['capPeriods'] }),
              source,
            },
          },
        },
      };
    case 'QUIET_HOURS':
      return {
        act,
        rules: {
          quietHours: {
            from: (given['quiet'] as string[])[0],
            to: (given['quiet'] as string[])[1],
            clock: 'recipient',
            source,
          },
        },
      };
    case 'DEEMED_SERVICE':
      return {
        act,
        rules: {
          notices: { notice: notice() },
          servedWhen: Object.fromEntries(
            Object.entries(convention['servedWhen'] as Readonly<Record<string, string>>).map(
              ([name, when]) => [
                channelOf(name),
                { event: when === 'at_sending' ? 'accepted' : 'delivered', source },
              ],
            ),
          ),
        },
      };
    case 'ASAP_AFTER':
      return {
        act,
        rules: {
          notices: { notice: { given: { to: 'customer', asSoonAs: convention['anchor'], source } } },
          servedWhen: atSending,
        },
      };
    case 'FORM':
      return {
        act,
        rules: { notices: { notice: notice(formOf(convention['form'])) }, servedWhen: atSending },
      };
    case 'DISPUTE_STAY':
      return {
        act,
        rules: {
          bars: {
            complaint_pending: {
              kind: 'always',
              bans: [act],
              when: {
                all: [
                  { fact: 'complaintResolved', is: false },
                  { event: 'complaintFiled', within: { count: n, unit: 'days' }, after: 'start' },
                ],
              },
              source,
            },
          },
        },
      };
    default:
      if (kind in CONVENTIONS_OF_ONE_WAIT) return simple();
      throw new Error(`The convention ${kind} is not mapped.`);
  }
};
