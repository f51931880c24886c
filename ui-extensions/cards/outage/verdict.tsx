import {
  Accordion,
  Alert,
  Button,
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useServerClock } from '../../client/use-server-clock.js';
import type { VerdictView } from '../../contract/outage.js';
import { Citations } from '../../parts/citations.js';
import { RefusalBlock } from '../../parts/refusal-block.js';
import { frameWords } from '../../words/frame.js';
import { instantAt, millisecondsOf, moment, relative } from '../../words/moments.js';
import { sayIn, type Language } from '../../words/say.js';
import { campaignSay } from './campaign-context.js';

export interface VerdictProps {
  readonly verdict: VerdictView;
  readonly zone: string;
  readonly language: Language;
  readonly serverNow: string;
  /** Takes the nearest lawful start; absent where nothing can be moved from here. */
  readonly onMove?: (start: string) => void;
}

const HALF_HOUR = 1_800_000;
/** The earliest start holds for this moment; a person needs time to rehearse, and nobody begins work at 15:07. */
const roomFor = (start: string): string =>
  instantAt(Math.ceil(millisecondsOf(start) / HALF_HOUR + 1) * HALF_HOUR);

/** What the law makes of it, in one line with the time that is left; refused, with what would be lawful. */
export const Verdict = ({ verdict, zone, language, serverNow, onMove }: VerdictProps) => {
  const say = campaignSay(language);
  const now = useServerClock(serverNow);
  const [refusal, ...also] = verdict.refusals;
  if (verdict.kind === 'lawful')
    return (
      <Flex direction="column" gap="xs">
        <Alert
          variant="success"
          title={
            verdict.serveBy === null
              ? say('law.noDeadline')
              : say('law.lawful', {
                  time: moment(verdict.serveBy, zone, language, now),
                  left: relative(verdict.serveBy, language, now),
                })
          }
        />
        <Arithmetic verdict={verdict} language={language} />
      </Flex>
    );
  const start = verdict.earliestStart === null ? null : roomFor(verdict.earliestStart);
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: 'demibold' }}>{say(`law.${verdict.kind}`)}</Text>
      {refusal === undefined ? null : (
        <RefusalBlock refusal={refusal} also={also} language={language}>
          {start === null || onMove === undefined ? undefined : (
            <Button
              onClick={() => {
                onMove(start);
              }}
            >
              {say('law.move', { time: moment(start, zone, language, now) })}
            </Button>
          )}
        </RefusalBlock>
      )}
      <Arithmetic verdict={verdict} language={language} open />
    </Flex>
  );
};

type Line = VerdictView['judgements'][number]['trace'][number];
const FIRST = 3;
const LAST = 5;

/** Every line, or of a long count its beginning and its end. */
const shown = (trace: readonly Line[]): readonly (Line | number)[] =>
  trace.length <= FIRST + LAST + 1
    ? trace
    : [...trace.slice(0, FIRST), trace.length - FIRST - LAST, ...trace.slice(-LAST)];

/** The count a person can check by hand, for each place with rules of its own, and where the rules come from. */
export const Arithmetic = ({
  verdict,
  language,
  open = false,
}: {
  readonly verdict: VerdictView;
  readonly language: Language;
  readonly open?: boolean;
}) => {
  const say = campaignSay(language);
  return (
    <Accordion title={sayIn(frameWords, language)('law.arithmetic')} size="xs" defaultOpen={open}>
      {verdict.judgements.map(({ jurisdiction, zone, trace, because }, place) => (
        <Flex key={place} direction="column" gap="xs">
          <Text format={{ fontWeight: 'demibold' }}>{say('law.place', { jurisdiction, zone })}</Text>
          <Table density="condensed">
            <TableHead>
              <TableRow>
                <TableHeader>{say('law.col.step')}</TableHeader>
                <TableHeader>{say('law.col.result')}</TableHeader>
                <TableHeader>{say('law.col.rule')}</TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {shown(trace).map((line, n) =>
                typeof line === 'number' ? (
                  <TableRow key={n}>
                    <TableCell colSpan={3}>{say('law.more', { n: line })}</TableCell>
                  </TableRow>
                ) : (
                  <TableRow key={n}>
                    <TableCell>{line.step}</TableCell>
                    <TableCell>{line.result}</TableCell>
                    <TableCell>{line.because?.rule ?? ''}</TableCell>
                  </TableRow>
                ),
              )}
            </TableBody>
          </Table>
          <Citations because={because} language={language} />
        </Flex>
      ))}
    </Accordion>
  );
};
