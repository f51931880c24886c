import { Alert } from '@hubspot/ui-extensions';
import type { Doing } from '../client/use-act.js';
import { frameWords } from '../words/frame.js';
import { sayIn, type Language } from '../words/say.js';
import { RefusalBlock } from './refusal-block.js';
import { problemIn } from './refusal-in.js';

/** What became of a press that did not simply succeed; nothing while it is idle, at work or done. */
export const ActState = <A,>({
  doing,
  language,
}: {
  readonly doing: Doing<A>;
  readonly language: Language;
}) => {
  const say = sayIn(frameWords, language);
  if (doing.kind === 'refused')
    return <RefusalBlock refusal={doing.refusal} also={doing.also} language={language} />;
  if (doing.kind === 'unsure')
    return (
      <Alert title={say('state.unsure.title')} variant="warning">
        {say('state.unsure')}
      </Alert>
    );
  if (doing.kind !== 'failed') return null;
  const said = doing.nothingDone ? 'state.failed.nothing' : 'state.failed.unsure';
  return (
    <Alert title={problemIn(doing, language) ?? say('state.error.title')} variant="danger">
      {doing.reason === 'denied' ? null : say(said)}
    </Alert>
  );
};
