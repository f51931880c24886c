import { Flex, Link, Text } from '@hubspot/ui-extensions';
import type { Citation } from '../contract/common.js';
import { frameWords } from '../words/frame.js';
import { sayIn, type Language } from '../words/say.js';

export interface CitationsProps {
  readonly because: readonly Citation[];
  readonly language: Language;
}

/** Which line of which rulebook decided, where it comes from, and how sure we are of it. */
export const Citations = ({ because, language }: CitationsProps) => {
  const say = sayIn(frameWords, language);
  if (because.length === 0) return null;
  // Two reasons may rest on one rule.
  const once = new Map(because.map(each => [`${each.rulebook}/${each.rule}`, each]));
  return (
    <Flex direction="column" gap="flush">
      {[...once].map(([key, { rule, rulebook, source, url, confidence }]) => (
        <Text key={key} variant="microcopy">
          {rule} · {url === undefined ? source : <Link href={{ url, external: true }}>{source}</Link>} ·{' '}
          {rulebook} · {say(`law.confidence.${confidence}`)}
        </Text>
      ))}
    </Flex>
  );
};
