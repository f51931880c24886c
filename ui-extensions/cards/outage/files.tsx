import { Flex, Link, LoadingButton } from '@hubspot/ui-extensions';
import { useAct } from '../../client/use-act.js';
import { fileLink, type FileLink } from '../../contract/campaign.js';
import { ActState } from '../../parts/act-state.js';
import { Why } from '../../parts/why.js';
import { pathOf, sendingSay, type CampaignProps } from './campaign-context.js';

interface FileRequest {
  readonly idempotencyKey: string;
  readonly file: 'export' | 'preview';
  readonly notice?: string;
  readonly language?: string;
}

/** A card can download nothing: the server makes a link that opens once, and the browser opens it. */
export const FileButton = (
  props: Pick<CampaignProps, 'card' | 'server' | 'language'> & {
    readonly file: FileRequest['file'];
    readonly notice?: string;
    readonly textLanguage?: string;
  },
) => {
  const { card, server, language, file, notice, textLanguage } = props;
  const say = sendingSay(language);
  const act = useAct<FileRequest, FileLink>(server, pathOf(card, 'files'), fileLink);
  const press = (): void => {
    void act.press({
      file,
      ...(notice === undefined ? {} : { notice }),
      ...(textLanguage === undefined ? {} : { language: textLanguage }),
    });
  };
  return (
    <Flex direction="column" gap="xs" align="start">
      <LoadingButton
        size="xs"
        variant="secondary"
        loading={act.kind === 'saving'}
        disabled={card.may.prepare !== null}
        onClick={press}
      >
        {say(file === 'export' ? 'export.make' : 'export.letter')}
      </LoadingButton>
      {act.kind === 'ready' ? (
        <Link href={{ url: act.value.url, external: true }}>
          {say(file === 'export' ? 'export.open' : 'export.openLetter')}
        </Link>
      ) : null}
      <Why why={card.may.prepare} language={language} />
      <ActState doing={act} language={language} />
    </Flex>
  );
};
