import {
  Accordion,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Link,
  List,
  LoadingButton,
  LoadingSpinner,
  Panel,
  PanelBody,
  PanelSection,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useAct } from '../../client/use-act.js';
import { useRead } from '../../client/use-read.js';
import { noticePanel, type NoticePanel } from '../../contract/customer.js';
import { oneUseLink, type OneUseLink } from '../../contract/one-use-link.js';
import { ActState } from '../../parts/act-state.js';
import { Citations } from '../../parts/citations.js';
import { FailedState } from '../../parts/frame.js';
import { deliveryTold, StateTag } from '../../parts/notice-states.js';
import { RefusalBlock } from '../../parts/refusal-block.js';
import { frameWords } from '../../words/frame.js';
import { moment, timeOfDay } from '../../words/moments.js';
import { noticeWords } from '../../words/notices.js';
import { sayIn, type Language } from '../../words/say.js';
import type { PanelProps } from './panel-props.js';
import { SendAgain } from './send-again.js';

type Delivery = NoticePanel['detail']['deliveries'][number];
type Shown = Pick<PanelProps, 'server' | 'language' | 'notice' | 'nowMs'>;

const LetterLink = ({ server, language, notice, delivery }: Shown & { readonly delivery: Delivery }) => {
  const say = sayIn(noticeWords, language);
  const link = useAct<{ readonly delivery: string }, OneUseLink>(
    server,
    `/api/notices/${notice.id}/letter-links`,
    oneUseLink,
  );
  if (link.kind === 'ready')
    return (
      <Link href={{ url: link.value.url, external: true }} onClick={link.reset}>
        {say('panel.letter.open', { when: timeOfDay(link.value.expiresAt, notice.zone, language) })}
      </Link>
    );
  return (
    <Flex direction="column" gap="xs">
      <LoadingButton
        size="small"
        variant="secondary"
        loading={link.kind === 'saving'}
        onClick={() => void link.press({ delivery: delivery.row.id })}
      >
        {say('panel.letter')}
      </LoadingButton>
      <ActState doing={link} language={language} />
    </Flex>
  );
};

/** What happened on one way, step by step. */
const Steps = ({
  delivery,
  notice,
  language,
  nowMs,
}: Omit<Shown, 'server'> & { readonly delivery: Delivery }) => {
  const say = sayIn(noticeWords, language);
  const at = (instant: string): string => moment(instant, notice.zone, language, nowMs);
  const steps = [
    { at: notice.createdAt, words: say('panel.step.planned', { when: at(notice.createdAt) }) },
    ...delivery.attempts.map(({ startedAt, carrier, result, reason }) => ({
      at: startedAt,
      words: say('panel.step.attempt', {
        when: at(startedAt),
        carrier,
        what: [attemptWords(result, language), reason].filter(part => part !== null).join(', '),
      }),
    })),
    ...delivery.receipts.map(({ at: when, outcome, reason }) => ({
      at: when,
      words: say('panel.step.receipt', {
        when: at(when),
        what: [receiptWords(outcome, language), reason].filter(part => part !== null).join(', '),
      }),
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return (
    <List variant="ordered">
      {steps.map(({ words }) => (
        <Text key={words}>{words}</Text>
      ))}
    </List>
  );
};
const ATTEMPTS = ['accepted', 'retry', 'rejected', 'unknown'] as const;
const RECEIPTS = ['sent', 'posted', 'delivered', 'failed', 'returned'] as const;
const attemptWords = (result: string | null, language: Language): string =>
  sayIn(noticeWords, language)(`attempt.${ATTEMPTS.find(each => each === result) ?? 'none'}`);
const receiptWords = (outcome: string, language: Language): string => {
  const known = RECEIPTS.find(each => each === outcome);
  return known === undefined ? outcome : sayIn(noticeWords, language)(`receipt.${known}`);
};

const OneDelivery = (props: Shown & { readonly delivery: Delivery }) => {
  const { delivery, notice, language, nowMs } = props;
  const say = sayIn(noticeWords, language);
  return (
    <PanelSection>
      <Flex direction="column" gap="sm">
        <DescriptionList direction="row">
          <DescriptionListItem label={say('panel.channel')}>
            {say(`channel.${delivery.row.channel}`)}
          </DescriptionListItem>
          <DescriptionListItem label={say('history.carrier')}>
            <StateTag {...deliveryTold(delivery.row, { zone: notice.zone, language, nowMs })} />
          </DescriptionListItem>
          <DescriptionListItem label={say('panel.to')}>{delivery.to}</DescriptionListItem>
          <DescriptionListItem label={say('panel.template')}>
            {delivery.template === null ? '—' : `${delivery.template} · ${notice.language}`}
          </DescriptionListItem>
        </DescriptionList>
        <Tile compact>
          <Text format={{ fontWeight: 'demibold' }}>{delivery.subject ?? say('panel.text')}</Text>
          {(delivery.body ?? say('panel.text.none')).split('\n').map((line, index) => (
            <Text key={`${String(index)} ${line}`}>{line}</Text>
          ))}
        </Tile>
        {delivery.letter === null ? null : <LetterLink {...props} />}
        <Accordion title={say('panel.steps')} size="xs">
          <Steps {...props} />
        </Accordion>
        {delivery.sha256 === null ? null : (
          <Text variant="microcopy">
            {say('panel.proof')} {delivery.sha256}
          </Text>
        )}
      </Flex>
    </PanelSection>
  );
};

const Law = ({ panel, notice, language, nowMs }: Omit<Shown, 'server'> & { readonly panel: NoticePanel }) => {
  const say = sayIn(noticeWords, language);
  const { because } = panel.detail;
  const at = (instant: string): string => moment(instant, notice.zone, language, nowMs);
  return (
    <PanelSection>
      <Accordion title={say('panel.law')} size="xs">
        <Flex direction="column" gap="xs">
          {notice.serveBy === null ? null : <Text>{say('panel.serveBy', { when: at(notice.serveBy) })}</Text>}
          {notice.servedAt === null ? null : (
            <Text>{say('panel.served', { when: at(notice.servedAt) })}</Text>
          )}
          {because.length === 0 ? <Text>{say('panel.law.none')}</Text> : null}
          <Citations because={because} language={language} />
        </Flex>
      </Accordion>
    </PanelSection>
  );
};

const Decisions = ({
  panel,
  notice,
  language,
  nowMs,
}: Omit<Shown, 'server'> & { readonly panel: NoticePanel }) => {
  const say = sayIn(noticeWords, language);
  return panel.decisions.length === 0 ? null : (
    <PanelSection>
      <List variant="unordered">
        {panel.decisions.map(({ at, by, act, reason }) => (
          <Text key={`${at} ${act}`}>
            {say('panel.step.decision', {
              when: moment(at, notice.zone, language, nowMs),
              who: by,
              what: [say(`decision.${act}`), reason].filter(part => part !== null).join(': '),
            })}
          </Text>
        ))}
      </List>
    </PanelSection>
  );
};

/** One notice: what was said in which words, what became of it on each way, which rule asks for it, and sending it again. */
const OpenNotice = (props: PanelProps) => {
  const { server, language, notice, onDone } = props;
  const read = useRead(server, `/api/cards/notices/${notice.id}?language=${language}`, noticePanel);
  if (read.kind === 'loading')
    return <LoadingSpinner showLabel label={sayIn(frameWords, language)('state.loading')} />;
  if (read.kind === 'failed') return <FailedState failed={read} language={language} onAgain={read.refresh} />;
  if (read.kind === 'refused') return <RefusalBlock refusal={read.refusal} language={language} />;
  const panel = read.value;
  return (
    <PanelBody>
      {panel.detail.deliveries.map(delivery => (
        <OneDelivery key={delivery.row.id} {...props} delivery={delivery} />
      ))}
      <Decisions {...props} panel={panel} />
      <Law {...props} panel={panel} />
      <PanelSection>
        <SendAgain
          {...props}
          panel={panel}
          onDone={() => {
            read.refresh();
            onDone();
          }}
        />
      </PanelSection>
    </PanelBody>
  );
};

/** The button of a row; nothing of the notice is read before it is pressed. */
export const NoticeButton = ({ what, ...props }: PanelProps & { readonly what: string }) => {
  const { language, notice } = props;
  const [open, setOpen] = useState(false);
  const say = sayIn(noticeWords, language);
  return (
    <Button
      size="xs"
      variant="secondary"
      onClick={() => {
        setOpen(true);
      }}
      overlay={
        <Panel
          id={`notice-${notice.id}`}
          title={what}
          aria-label={say('history.open.what', { what })}
          variant="modal"
          width="md"
          onClose={() => {
            setOpen(false);
          }}
        >
          {open ? <OpenNotice {...props} /> : null}
        </Panel>
      }
    >
      {say('history.open')}
    </Button>
  );
};
