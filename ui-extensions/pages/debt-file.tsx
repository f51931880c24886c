import { Flex, Link, LoadingButton } from '@hubspot/ui-extensions';
import type { Server } from '../client/server.js';
import { useAct } from '../client/use-act.js';
import { oneUseLink, type OneUseLink } from '../contract/one-use-link.js';
import type { DebtFilter } from '../contract/debt-list.js';
import type { Rung } from '../contract/debt-summary.js';
import type { DebtExportRequest } from '../contract/debt-requests.js';
import { ActState } from '../parts/act-state.js';
import { Why } from '../parts/why.js';
import { debtPageWords } from '../words/debt-page.js';
import { sayIn, type Language } from '../words/say.js';

/** The cases that are shown as a file. A page can download nothing: the server makes a link that opens once. */
export const DebtFile = ({
  server,
  language,
  filter,
  rung,
  mayNot,
}: {
  readonly server: Server;
  readonly language: Language;
  readonly filter: DebtFilter;
  readonly rung: Rung | null;
  /** Why this person may not have it; null: they may. */
  readonly mayNot: string | null;
}) => {
  const say = sayIn(debtPageWords, language);
  const act = useAct<DebtExportRequest & { readonly idempotencyKey: string }, OneUseLink>(
    server,
    '/api/debts/export',
    oneUseLink,
  );
  if (mayNot !== null) return <Why why={mayNot} language={language} />;
  return (
    <Flex direction="column" gap="xs" align="start">
      <LoadingButton
        size="xs"
        variant="secondary"
        loading={act.kind === 'saving'}
        onClick={() => void act.press({ filter, rung })}
      >
        {say('export.make')}
      </LoadingButton>
      {act.kind === 'ready' ? (
        <Link href={{ url: act.value.url, external: true }}>{say('export.open')}</Link>
      ) : null}
      <ActState doing={act} language={language} />
    </Flex>
  );
};
