import { Alert, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useAct, type Doing } from '../../client/use-act.js';
import { savedOutage, type SavedOutage, type RehearsalView } from '../../contract/outage.js';
import { ActState } from '../../parts/act-state.js';
import { Confirmation } from '../../parts/confirmation.js';
import { Why } from '../../parts/why.js';
import { number, type Language } from '../../words/say.js';
import { campaignSay, pathOf, type CampaignProps } from './campaign-context.js';
import { money } from './rehearsal.js';

interface Keyed {
  readonly idempotencyKey: string;
}

/** Counts all that a launch would do. Sends nothing. */
export const Rehearse = ({ card, server, language, onDone }: CampaignProps) => {
  const say = campaignSay(language);
  const act = useAct<Keyed, SavedOutage>(server, pathOf(card, 'rehearsal'), savedOutage);
  const first = card.revision.rehearsal === null;
  return (
    <Flex direction="column" gap="xs">
      <LoadingButton
        variant={first ? 'primary' : 'secondary'}
        loading={act.kind === 'saving'}
        disabled={card.may.prepare !== null}
        onClick={() => {
          void act.press({}).then(outcome => {
            if (outcome.kind === 'ready') onDone();
          });
        }}
      >
        {say(first ? 'rehearse' : 'rehearse.again')}
      </LoadingButton>
      <Why why={card.may.prepare} language={language} />
      <ActState doing={act} language={language} />
    </Flex>
  );
};

type Summary = RehearsalView['summary'];
const FIGURES = ['accounts', 'unreachableNotices', 'late', 'costMinor'] as const;
const figuresIn = (value: unknown): Partial<Summary> | null =>
  typeof value === 'object' && value !== null ? (value as Partial<Summary>) : null;

/** What is different now from what was rehearsed, where the server gave both. */
const Changed = ({
  doing,
  language,
}: {
  readonly doing: Doing<SavedOutage>;
  readonly language: Language;
}) => {
  const say = campaignSay(language);
  const details = doing.kind === 'refused' ? doing.refusal.details : undefined;
  const before = figuresIn(details?.['before']);
  const now = figuresIn(details?.['now']);
  if (before === null || now === null) return null;
  const names = {
    accounts: say('stat.customers'),
    unreachableNotices: say('stat.unreachable'),
    late: say('stat.late'),
    costMinor: say('stat.cost'),
  };
  const textOf = (name: (typeof FIGURES)[number], summary: Partial<Summary>): string =>
    name === 'costMinor'
      ? money(summary.costMinor ?? 0, summary.currency ?? 'EUR', language)
      : number(language, summary[name] ?? 0);
  return (
    <Alert title={say('launch.changed.title')} variant="info">
      {FIGURES.filter(name => before[name] !== now[name]).map(name => (
        <Text key={name}>
          {say('launch.changed', {
            what: names[name],
            before: textOf(name, before),
            now: textOf(name, now),
          })}
        </Text>
      ))}
    </Alert>
  );
};

const OVERLAY = 'forewarn-launch';

/** Sends what was rehearsed; the question says how many, by what, at what cost. */
export const Launch = ({
  card,
  server,
  surface,
  language,
  onDone,
  rehearsal,
}: CampaignProps & { readonly rehearsal: RehearsalView }) => {
  const say = campaignSay(language);
  const { summary, fingerprint } = rehearsal;
  const act = useAct<Keyed & { readonly fingerprint: string }, SavedOutage>(
    server,
    pathOf(card, 'launch'),
    savedOutage,
  );
  const press = async (): Promise<void> => {
    const outcome = await act.press({ fingerprint });
    surface.closeOverlay(OVERLAY);
    if (outcome.kind !== 'ready') return;
    surface.tell(say('launch.done'), 'success');
    onDone();
  };
  const n = summary.accounts;
  return (
    <Flex direction="column" gap="xs">
      <Confirmation
        id={OVERLAY}
        language={language}
        label={say('launch.button', { n })}
        primary
        disabled={card.may.launch !== null || card.approval.needed.length > 0}
        title={say('launch.title', { n })}
        yes={say('launch.yes', { n })}
        saving={act.kind === 'saving'}
        onYes={() => {
          void press();
        }}
        closeOverlay={surface.closeOverlay}
      >
        <Text>
          {say('launch.body', {
            sms: summary.byChannel.sms,
            email: summary.byChannel.email,
            letter: summary.byChannel.letter,
            cost: money(summary.costMinor, summary.currency, language),
          })}
        </Text>
        {summary.late === 0 ? null : <Text>{say('launch.late', { n: summary.late })}</Text>}
        {summary.unreachableNotices === 0 ? null : (
          <Text>{say('unreachable.some', { n: summary.unreachableNotices })}</Text>
        )}
      </Confirmation>
      <Why why={card.may.launch} language={language} />
      <ActState doing={act} language={language} />
      <Changed doing={act} language={language} />
    </Flex>
  );
};
