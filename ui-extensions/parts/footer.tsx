import { Button, Inline, Text } from '@hubspot/ui-extensions';
import { frameWords } from '../words/frame.js';
import { sayIn, type Language } from '../words/say.js';

export interface FooterProps {
  readonly language: Language;
  /** When the facts were true, in words. */
  readonly asOf: string | null;
  readonly rules: readonly string[];
  readonly updating: boolean;
  readonly paused: boolean;
  readonly stale: boolean;
  readonly onRefresh: () => void;
}

/** `As of 15:11 · Rules: baseline@3 · Refresh`. */
export const Footer = ({ language, asOf, rules, updating, paused, stale, onRefresh }: FooterProps) => {
  const say = sayIn(frameWords, language);
  const parts = [
    asOf === null ? null : say('footer.asOf', { time: asOf }),
    rules.length === 0 ? null : say('footer.rules', { rules: rules.join(', ') }),
    updating ? say('footer.updating') : paused ? say('footer.paused') : null,
  ].filter(part => part !== null);
  return (
    <Inline gap="small" align="center">
      <Text variant="microcopy" format={{ fontWeight: stale ? 'bold' : 'regular' }}>
        {parts.join(' · ')}
      </Text>
      <Button variant="transparent" size="xs" onClick={onRefresh}>
        {say('button.refresh')}
      </Button>
    </Inline>
  );
};
