import { Button, EmptyState, Text } from '@hubspot/ui-extensions';
import type { Read } from '../../client/use-read.js';
import { customerWords } from '../../words/customer.js';
import { frameWords } from '../../words/frame.js';
import { sayIn, type Language } from '../../words/say.js';

/** The server has not read this record: it is new, or has nothing to do with supply. No error, and no claim that all is well. */
export const isUnknown = <A,>(read: Read<A>): boolean => read.kind === 'failed' && read.code === 'notFound';

export const Unknown = ({
  language,
  onAgain,
}: {
  readonly language: Language;
  readonly onAgain: () => void;
}) => {
  const say = sayIn(customerWords, language);
  return (
    <EmptyState title={say('unknown.title')} layout="vertical" reverseOrder imageWidth={120}>
      <Text>{say('unknown')}</Text>
      <Button variant="secondary" onClick={onAgain}>
        {sayIn(frameWords, language)('button.again')}
      </Button>
    </EmptyState>
  );
};
