import { EmptyState, Text } from '@hubspot/ui-extensions';
import { useRead } from '../../client/use-read.js';
import { meView, type MeView } from '../../contract/office.js';
import type { RecordTabProps } from '../../parts/card-props.js';
import { Frame } from '../../parts/frame.js';
import { debtWords } from '../../words/debt.js';
import { sayIn, type Language } from '../../words/say.js';

/** May this person move a case on, once there are cases; the server's own words where not. */
const Role = ({ me, language }: { readonly me: MeView; readonly language: Language }) => {
  const say = sayIn(debtWords, language);
  const debt = me.permissions.find(({ permission }) => permission === 'debt.advance');
  const why = debt?.allowed === true ? null : (debt?.why ?? '');
  return <Text variant="microcopy">{why === null ? say('role.debt') : say('role.none', { why })}</Text>;
};

/** The ladder of a debt notice. The server keeps no cases yet, and the card says so rather than look empty. */
export const DebtCard = ({ server, context, language }: RecordTabProps) => {
  const read = useRead(server, '/api/me', meView);
  const say = sayIn(debtWords, language);
  return (
    <Frame read={read} language={language} title={say('title')} zone={context.portal.timezone}>
      {me => (
        <EmptyState title={say('none.title')} layout="vertical" reverseOrder imageWidth={120}>
          <Text>{say('none')}</Text>
          <Role me={me} language={language} />
        </EmptyState>
      )}
    </Frame>
  );
};
