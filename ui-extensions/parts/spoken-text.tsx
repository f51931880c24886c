import { Button, Inline, Text, Tile } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { frameWords } from '../words/frame.js';
import { sayIn, type Language } from '../words/say.js';
import type { Spoken } from './say-this.js';

/** A language's name in that language. */
const NAMES: Readonly<Record<Language, string>> = { en: 'English', ru: 'Русский' };

/** A text of several lines for the customer, to be copied whole: in their own language, and in the other at a press. */
export const SpokenText = ({
  title,
  spoken,
  language,
  onCopy,
}: {
  readonly title: string;
  readonly spoken: readonly [Spoken, Spoken];
  readonly language: Language;
  readonly onCopy: (text: string) => void;
}) => {
  const [turned, setTurned] = useState(false);
  const [shown, other] = turned ? [spoken[1], spoken[0]] : spoken;
  return (
    <Tile compact>
      <Text format={{ fontWeight: 'demibold' }}>
        {title} ({NAMES[shown.language]})
      </Text>
      {shown.sentence.split('\n').map((line, index) => (
        <Text key={`${String(index)} ${line}`}>{line}</Text>
      ))}
      <Inline gap="small">
        <Button
          size="xs"
          variant="transparent"
          onClick={() => {
            onCopy(shown.sentence);
          }}
        >
          {sayIn(frameWords, language)('button.copy')}
        </Button>
        <Button
          size="xs"
          variant="transparent"
          onClick={() => {
            setTurned(!turned);
          }}
        >
          {NAMES[other.language]}
        </Button>
      </Inline>
    </Tile>
  );
};
