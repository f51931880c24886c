import { EmptyState, Text } from '@hubspot/ui-extensions';
import { useMemo, useState } from 'react';
import { useRead } from '../../client/use-read.js';
import { debtCard } from '../../contract/debt.js';
import type { RecordTabProps } from '../../parts/card-props.js';
import { copyWith } from '../contact/copy.js';
import { DebtCase } from './debt-case.js';
import { debtActSay, debtSay, type Surface } from './debt-context.js';

/** The ladder on the tab of a Debt notice record. */
export const DebtCard = ({ server, context, actions, language }: RecordTabProps) => {
  const say = debtSay(language);
  const [chosen, setChosen] = useState<string | null>(null);
  const path =
    chosen === null
      ? `/api/cards/debt-records/${String(context.crm.objectId)}`
      : `/api/debts/${encodeURIComponent(chosen)}`;
  const read = useRead(server, path, debtCard);
  const surface = useMemo(
    (): Surface => ({
      closeOverlay: id => {
        actions.closeOverlay(id);
      },
      tell: (message, type) => {
        actions.addAlert({ message, type });
      },
      copy: copyWith(actions, debtActSay(language)('copied')),
    }),
    [actions, language],
  );
  if (read.kind === 'failed' && read.code === 'notFound')
    return (
      <EmptyState title={say('none.title')} layout="vertical" reverseOrder imageWidth={120}>
        <Text>{say('none')}</Text>
      </EmptyState>
    );
  return (
    <DebtCase
      read={read}
      server={server}
      surface={surface}
      language={language}
      zone={context.portal.timezone}
      onCase={setChosen}
    />
  );
};
