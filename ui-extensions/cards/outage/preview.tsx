import { Flex, Inline, Select, StatusTag, Text, Tile } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useRead } from '../../client/use-read.js';
import { previewView, type PreviewView } from '../../contract/campaign.js';
import type { RehearsalView } from '../../contract/outage.js';
import { Frame } from '../../parts/frame.js';
import type { Language } from '../../words/say.js';
import { campaignSay, cardPathOf, type CampaignProps } from './campaign-context.js';
import { FileButton } from './files.js';

interface Chosen {
  readonly kind?: string;
  readonly language?: string;
  readonly channel?: string;
}

const queryOf = (chosen: Chosen): string =>
  Object.entries(chosen)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');

const sizeOf = ({ sms, pages }: PreviewView, language: Language): string | null => {
  const say = campaignSay(language);
  if (sms !== null)
    return say('text.sms', { n: sms.segments, characters: sms.characters, encoding: sms.encoding });
  return pages === null ? null : say('text.pages', { n: pages });
};

const Choice = ({
  view,
  language,
  onChoose,
}: {
  readonly view: PreviewView;
  readonly language: Language;
  readonly onChoose: (chosen: Chosen) => void;
}) => {
  const say = campaignSay(language);
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const now = { kind: view.kind, language: view.language, channel: view.channel };
  return (
    <Inline gap="small">
      <Select
        label={say('text.kind')}
        value={view.kind}
        options={view.kinds.map(kind => ({ label: say(`notice.${kind}`), value: kind }))}
        onChange={value => {
          onChoose({ ...now, kind: String(value) });
        }}
      />
      <Select
        label={say('text.language')}
        value={view.language}
        options={view.languages.map(code => ({ label: names.of(code) ?? code, value: code }))}
        onChange={value => {
          onChoose({ ...now, language: String(value) });
        }}
      />
      <Select
        label={say('text.channel')}
        value={view.channel}
        options={view.channels.map(channel => ({ label: say(`channel.${channel}`), value: channel }))}
        onChange={value => {
          onChoose({ ...now, channel: String(value) });
        }}
      />
    </Inline>
  );
};

/** The words as the renderers set them, one language and channel at a time, and what the rules miss in them. */
export const Preview = ({
  card,
  server,
  language,
  summary,
}: CampaignProps & { readonly summary: RehearsalView['summary'] }) => {
  const say = campaignSay(language);
  const [chosen, setChosen] = useState<Chosen>({});
  const read = useRead(server, `${cardPathOf(card, 'preview')}?${queryOf(chosen)}`, previewView);
  return (
    <Flex direction="column" gap="sm">
      {summary.missingElements.length === 0 ? (
        <StatusTag variant="success">{say('text.complete')}</StatusTag>
      ) : (
        summary.missingElements.map(missing => (
          <StatusTag key={Object.values(missing).join('/')} variant="danger">
            {say('text.missing', missing)}
          </StatusTag>
        ))
      )}
      <Frame read={read} language={language} zone={card.outage.zone}>
        {view => (
          <Flex direction="column" gap="xs">
            <Choice view={view} language={language} onChoose={setChosen} />
            <Tile compact>
              {view.subject === null ? null : <Text format={{ fontWeight: 'demibold' }}>{view.subject}</Text>}
              {view.text.split('\n\n').map((paragraph, n) => (
                <Text key={n}>{paragraph}</Text>
              ))}
            </Tile>
            {view.channel === 'letter' ? (
              <FileButton
                // Another text is another letter: the link of the former one goes.
                key={`${view.kind}/${view.language}`}
                card={card}
                server={server}
                language={language}
                file="preview"
                notice={view.kind}
                textLanguage={view.language}
              />
            ) : null}
            <Text variant="microcopy">
              {[say('text.sample'), sizeOf(view, language)].filter(part => part !== null).join(' ')}
            </Text>
          </Flex>
        )}
      </Frame>
    </Flex>
  );
};
