import { Button, Inline, Text, Tile } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { frameWords } from '../words/frame.js';
import { sayIn, type Language } from '../words/say.js';

export interface Spoken {
  readonly language: Language;
  readonly sentence: string;
}
export interface SayThisProps {
  /** The customer's own language first. Composed on the server from the same facts as the notices. */
  readonly spoken: readonly [Spoken, ...Spoken[]];
  readonly language: Language;
  /** Who may be told, where not everybody may. */
  readonly note?: string;
  readonly onCopy: (sentence: string) => void;
}

/** A language's name in that language. */
const NAMES: Readonly<Record<Language, string>> = { en: 'In English', ru: 'По-русски' };

/** The sentence a person can read out on the phone, in the customer's language, and in the other at a press. */
export const SayThis = ({ spoken, language, note, onCopy }: SayThisProps) => {
  const say = sayIn(frameWords, language);
  const [chosen, setChosen] = useState<Language | null>(null);
  const shown = spoken.find(each => each.language === chosen) ?? spoken[0];
  return (
    <Tile compact>
      <Text format={{ fontWeight: 'demibold' }}>{say('say.title')}</Text>
      <Text testId={note === undefined ? 'say' : 'say-of-bill'}>{shown.sentence}</Text>
      {note === undefined ? null : <Text variant="microcopy">{note}</Text>}
      <Inline gap="small">
        <Button
          size="xs"
          variant="transparent"
          onClick={() => {
            onCopy(shown.sentence);
          }}
        >
          {say('button.copy')}
        </Button>
        {spoken
          .filter(each => each !== shown)
          .map(each => (
            <Button
              key={each.language}
              size="xs"
              variant="transparent"
              onClick={() => {
                setChosen(each.language);
              }}
            >
              {NAMES[each.language]}
            </Button>
          ))}
      </Inline>
    </Tile>
  );
};
