import { Alert, ButtonRow, Flex, Text } from '@hubspot/ui-extensions';
import { createContext, useContext, type ReactNode } from 'react';
import type { RefusalView } from '../contract/common.js';
import { frameWords } from '../words/frame.js';
import { refusalIn, type Said } from '../words/refusals.js';
import { sayIn, type Language } from '../words/say.js';
import { Citations } from './citations.js';

/** Words for the refusals that only this surface meets. */
export const RefusalWords = createContext<Readonly<Record<string, Said>>>({});

export interface RefusalBlockProps {
  readonly refusal: RefusalView;
  /** Further reasons, so that nobody mends one only to meet the next. */
  readonly also?: readonly RefusalView[];
  readonly language: Language;
  /** Buttons: the lawful option first. */
  readonly children?: ReactNode;
}

const Lawful = ({ refusal, language }: Pick<RefusalBlockProps, 'refusal' | 'language'>) =>
  refusal.lawful === undefined ? null : (
    <Text format={{ fontWeight: 'demibold' }}>
      {sayIn(frameWords, language)('law.lawful', { what: refusal.lawful })}
    </Text>
  );

/** A refusal teaches: what cannot be done, what would be lawful, and which rule says so. */
export const RefusalBlock = ({ refusal, also = [], language, children }: RefusalBlockProps) => {
  const more = useContext(RefusalWords);
  const [first = refusal, ...others] = [refusal, ...also].map(each => refusalIn(each, language, more));
  return (
    <Alert title={first.message} variant="danger">
      <Flex direction="column" gap="xs">
        <Lawful refusal={first} language={language} />
        {others.map(each => (
          <Flex key={each.code} direction="column" gap="flush">
            <Text>{each.message}</Text>
            <Lawful refusal={each} language={language} />
          </Flex>
        ))}
        {children === undefined ? null : <ButtonRow>{children}</ButtonRow>}
        <Citations because={[refusal, ...also].flatMap(({ because }) => because)} language={language} />
      </Flex>
    </Alert>
  );
};
