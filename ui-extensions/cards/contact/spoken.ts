import type { SayView } from '../../contract/say-view.js';
import type { Spoken } from '../../parts/say-this.js';

const OTHER = { en: 'ru', ru: 'en' } as const;

/** The customer's own language first. */
export const spokenOf = ({ language, texts }: SayView): readonly [Spoken, Spoken] => {
  const other = OTHER[language];
  return [
    { language, sentence: texts[language] },
    { language: other, sentence: texts[other] },
  ];
};
