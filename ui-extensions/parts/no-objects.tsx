import { Alert } from '@hubspot/ui-extensions';
import { frameWords } from '../words/frame.js';
import { sayIn, type Language } from '../words/say.js';

/** Said where the house is run, and never on an agent's card: what an account without custom objects does otherwise. */
export const NoObjects = ({
  customObjects,
  language,
}: {
  readonly customObjects: boolean | null;
  readonly language: Language;
}) => {
  const say = sayIn(frameWords, language);
  return customObjects === false ? (
    <Alert title={say('state.noObjects')} variant="info">
      {say('state.noObjects.what')}
    </Alert>
  ) : null;
};
