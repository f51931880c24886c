import { Alert, Button, ErrorState, Flex, Heading, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import type { Failed } from '../client/outcome.js';
import type { Read } from '../client/use-read.js';
import { frameWords } from '../words/frame.js';
import { millisecondsOf, timeOfDay } from '../words/moments.js';
import type { RefusalWords } from '../words/refusal-words.js';
import { sayIn, type Language } from '../words/say.js';
import { Footer } from './footer.js';
import { RefusalBlock } from './refusal-block.js';
import { HearingContext, problemIn, useHearing } from './refusal-in.js';

/** When the facts of an answer were true, where it says so (`contract/card.ts`). */
const serverNowOf = (value: unknown): string | null => {
  const { serverNow } = value as { readonly serverNow?: unknown };
  return typeof serverNow === 'string' ? serverNow : null;
};
export interface FrameProps<A> {
  readonly read: Read<A>;
  readonly language: Language;
  readonly title?: string;
  /** What is being loaded, in the reader's language; else "Loading…". */
  readonly loading?: string;
  /** In which the footer says the time: of the premises, or of the account where there is none. */
  readonly zone: string;
  /** Rulebooks the facts rest on, as `id@version`. */
  readonly rules?: readonly string[];
  /** What the surface can be answered; a frame within another one says it as that does. */
  readonly refusals?: RefusalWords;
  readonly children: (value: A) => ReactNode;
}

type Words = ReturnType<typeof sayIn<(typeof frameWords)['en']>>;

const titleOf = (failed: Failed, say: Words): string => {
  if (failed.code === 'portal.unknown') return say('state.notInstalled.title');
  return say(failed.reason === 'denied' ? 'state.denied.title' : 'state.error.title');
};

const whyOf = (failed: Failed, language: Language, say: Words): string => {
  if (failed.code === 'portal.unknown') return say('state.notInstalled');
  if (failed.code === 'notFound') return say('state.error.notFound');
  if (failed.reason === 'denied') return problemIn(failed, language) ?? say('state.denied');
  if (failed.reason === 'busy') return say('state.error.busy');
  return say(failed.reason === 'unexpected' ? 'state.error.unexpected' : 'state.error');
};

/** No answer at all: what failed, that nothing was lost, and the way on. */
export const FailedState = ({
  failed,
  language,
  onAgain,
}: {
  readonly failed: Failed;
  readonly language: Language;
  readonly onAgain: () => void;
}) => {
  const say = sayIn(frameWords, language);
  const type = failed.code === 'portal.unknown' ? 'support' : failed.reason === 'denied' ? 'lock' : 'error';
  return (
    <ErrorState title={titleOf(failed, say)} type={type}>
      <Text>{whyOf(failed, language, say)}</Text>
      {failed.reference === null ? null : (
        <Text variant="microcopy">{say('state.error.reference', { reference: failed.reference })}</Text>
      )}
      <Button variant="secondary" onClick={onAgain}>
        {say('button.again')}
      </Button>
    </ErrorState>
  );
};

/**
 * The skeleton of every surface: what it shows while it waits, when it is refused and when it fails, and below the
 * facts when they were true. Facts once shown stay until newer ones are there.
 */
export const Frame = <A extends object>(props: FrameProps<A>) => {
  const { read, zone, refusals } = props;
  const outer = useHearing();
  const serverNow = read.kind === 'ready' ? serverNowOf(read.value) : null;
  const hearing = {
    words: refusals ?? outer.words,
    zone,
    nowMs: serverNow === null ? outer.nowMs : millisecondsOf(serverNow),
  };
  return (
    <HearingContext.Provider value={hearing}>
      <Framed {...props} />
    </HearingContext.Provider>
  );
};

const Framed = <A extends object>({
  read,
  language,
  title,
  loading,
  zone,
  rules,
  children,
}: FrameProps<A>) => {
  const say = sayIn(frameWords, language);
  if (read.kind === 'loading')
    return (
      <LoadingSpinner
        layout="centered"
        showLabel
        label={read.slow ? say('state.loading.slow') : (loading ?? say('state.loading'))}
      />
    );
  if (read.kind === 'failed') return <FailedState failed={read} language={language} onAgain={read.refresh} />;
  if (read.kind === 'refused')
    return <RefusalBlock refusal={read.refusal} also={read.also} language={language} />;
  const serverNow = serverNowOf(read.value);
  const asOf = serverNow === null ? null : timeOfDay(serverNow, zone, language);
  return (
    <Flex direction="column" gap="sm">
      {title === undefined ? null : <Heading>{title}</Heading>}
      {read.stale === null || asOf === null ? null : (
        <Alert title={say('state.stale.title')} variant="warning">
          {say('state.stale', { time: asOf })}
        </Alert>
      )}
      {children(read.value)}
      <Footer
        language={language}
        asOf={asOf}
        rules={rules ?? []}
        updating={read.updating}
        paused={read.paused}
        stale={read.stale !== null}
        onRefresh={read.refresh}
      />
    </Flex>
  );
};
