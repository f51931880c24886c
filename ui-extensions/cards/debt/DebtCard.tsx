import { EmptyState, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useRead } from '../../client/use-read.js';
import { debtCard } from '../../contract/debt.js';
import type { RecordTabProps } from '../../parts/card-props.js';
import { useSurface } from '../../parts/surface.js';
import { copyWith } from '../contact/copy.js';
import { DebtCase } from './debt-case.js';
import { debtActSay, debtSay } from './debt-context.js';

/** A case of a record, with those it can be changed for; `addressOf` says where one is read, null: the first. */
const CaseOfRecord = ({
  server,
  context,
  actions,
  language,
  addressOf,
}: RecordTabProps & { readonly addressOf: (chosen: string | null) => string }) => {
  const say = debtSay(language);
  const [chosen, setChosen] = useState<string | null>(null);
  const read = useRead(server, addressOf(chosen), debtCard);
  const surface = { ...useSurface(actions), copy: copyWith(actions, debtActSay(language)('copied')) };
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

/** The ladder on the tab of a Debt notice record. */
export const DebtCard = (props: RecordTabProps) => (
  <CaseOfRecord
    {...props}
    addressOf={chosen =>
      chosen === null
        ? `/api/cards/debt-records/${String(props.context.crm.objectId)}?language=${props.language}`
        : `/api/debts/${encodeURIComponent(chosen)}?language=${props.language}`
    }
  />
);

/** HubSpot's own id of the type. */
const COMPANY = '0-2';

/**
 * The same on a contact or a company, over all the accounts it answers for: an account without custom objects has no
 * Debt notice records, and whoever is on the phone with a customer need not leave them.
 */
export const CustomerDebtCard = (props: RecordTabProps) => {
  const { objectId, objectTypeId } = props.context.crm;
  const customer =
    objectTypeId === COMPANY ? `/api/cards/companies/${objectId}` : `/api/cards/contacts/${objectId}`;
  return (
    <CaseOfRecord
      {...props}
      addressOf={chosen =>
        `${customer}/debt?language=${props.language}${chosen === null ? '' : `&case=${encodeURIComponent(chosen)}`}`
      }
    />
  );
};
