import { Text } from '@hubspot/ui-extensions';
import { frameWords } from '../words/frame.js';
import { sayIn, type Language } from '../words/say.js';

/** Why somebody may look and not do this; nothing where they may. */
export const Why = ({ why, language }: { readonly why: string | null; readonly language: Language }) =>
  why === null ? null : (
    <Text variant="microcopy">{sayIn(frameWords, language)('state.noPermission', { why })}</Text>
  );
