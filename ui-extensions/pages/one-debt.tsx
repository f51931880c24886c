import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { PageBreadcrumbs, PageTitle } from '@hubspot/ui-extensions/pages';
import { useMemo } from 'react';
import { copyWith } from '../cards/contact/copy.js';
import { DebtCase } from '../cards/debt/debt-case.js';
import { debtActSay, type Surface } from '../cards/debt/debt-context.js';
import { useRead } from '../client/use-read.js';
import { debtCard } from '../contract/debt.js';
import { debtPageWords } from '../words/debt-page.js';
import { operationsWords } from '../words/operations.js';
import { sayIn } from '../words/say.js';
import { ADDRESS, debtAddress, usePages, usePart } from './place.js';

/** A debt case as its record shows it: an account without custom objects has no other place for it. */
export const OneDebt = () => {
  const id = usePart('id');
  // Of another case nothing that was read of this one may stay on the screen.
  return <Debt key={id} id={id} />;
};

const Debt = ({ id }: { readonly id: string }) => {
  const { server, context, actions, language } = usePages();
  const say = sayIn(debtPageWords, language);
  const read = useRead(server, `/api/debts/${encodeURIComponent(id)}`, debtCard);
  const surface = useMemo(
    (): Surface => ({
      closeOverlay: overlay => {
        actions.closeOverlay(overlay);
      },
      tell: (message, type) => {
        actions.addAlert({ message, type });
      },
      copy: copyWith(actions, debtActSay(language)('copied')),
    }),
    [actions, language],
  );
  const title = read.kind === 'ready' ? say('case.title', { ref: read.value.ref }) : say('case');
  return (
    <Flex direction="column" gap="sm">
      <PageBreadcrumbs>
        <PageBreadcrumbs.PageLink to={ADDRESS.now}>
          {sayIn(operationsWords, language)('title')}
        </PageBreadcrumbs.PageLink>
        <PageBreadcrumbs.PageLink to={ADDRESS.debts}>{say('title')}</PageBreadcrumbs.PageLink>
        <PageBreadcrumbs.Current>{title}</PageBreadcrumbs.Current>
      </PageBreadcrumbs>
      <PageTitle>{title}</PageTitle>
      {read.kind === 'failed' && read.code === 'notFound' ? (
        <EmptyState title={say('case.none.title')} layout="vertical" reverseOrder imageWidth={120}>
          <Text>{say('case.none')}</Text>
        </EmptyState>
      ) : (
        <DebtCase
          read={read}
          server={server}
          surface={surface}
          language={language}
          zone={context.portal.timezone}
          onCase={chosen => {
            actions.navigateToPage({ to: debtAddress(chosen) });
          }}
        />
      )}
    </Flex>
  );
};
