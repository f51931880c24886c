import { cpus } from 'node:os';
import { exactWithOffset, type Instant, type Zone } from '../../server/domain/time.js';
import type { RulesFigures } from './rules.js';
import { textTable } from './table.js';

const PLANNER = 'Europe/Berlin' as Zone;
const at = (moment: string | null, zone: Zone): string =>
  moment === null ? '–' : exactWithOffset(moment as Instant, zone);
const count = (n: number): string => n.toLocaleString('en-GB');

/** What was judged once, what was done for each recipient, and what it would come to. */
export const rulesTable = ({
  recipients,
  judging,
  slices,
  places,
  batches,
  forecast,
  forecastMs,
}: RulesFigures): string =>
  [
    `${count(recipients)} recipients of one campaign, Node ${process.version}, ${cpus().length} cores`,
    `The law was asked once: ${judging.groups} groups of customers, ${judging.answers} answers, ${judging.ms.toFixed(0)} ms.`,
    '',
    textTable(
      [
        ['recipients planned', 'time', 'rate', 'memory after'],
        ...slices.map(({ upTo, seconds, heapMb }, index) => [
          `up to ${count(upTo)}`,
          `${seconds.toFixed(1)} s`,
          `${count(Math.round((upTo - (slices[index - 1]?.upTo ?? 0)) / seconds))}/s`,
          `${heapMb} MB`,
        ]),
      ],
      1,
    ),
    '',
    textTable(
      [
        [
          'jurisdiction',
          'zone',
          'answer',
          'serve by',
          'notices',
          'e-mails',
          'texts',
          'letters',
          'unreachable',
        ],
        ...places.map(({ jurisdiction, zone, verdict, serveBy, notices, byChannel, unreachable }) => [
          ...[jurisdiction, zone, verdict, at(serveBy, zone as Zone)],
          ...[notices, byChannel.email, byChannel.sms, byChannel.letter, unreachable].map(count),
        ]),
      ],
      4,
    ),
    '',
    textTable(
      [
        ['channel', 'last handed over', 'hand over by', 'launch by', 'messages', 'late'],
        ...forecast.channels.map(({ channel, lastHandedOver, handOverBy, launchBy, messages, late }) => [
          ...[channel, at(lastHandedOver, PLANNER), at(handOverBy, PLANNER), at(launchBy, PLANNER)],
          ...[messages, late].map(count),
        ]),
      ],
      4,
    ),
    `Foreseen from ${batches} batches in ${forecastMs.toFixed(0)} ms; ${count(forecast.late)} customers late.`,
  ].join('\n');
