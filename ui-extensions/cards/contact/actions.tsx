import { ButtonRow, Flex, Text } from '@hubspot/ui-extensions';
import type { Server } from '../../client/server.js';
import type { ContactNow, HistoryRow } from '../../contract/customer.js';
import { actWords } from '../../words/customer-acts.js';
import { debtActWords } from '../../words/debt-acts.js';
import { sayIn, type Language } from '../../words/say.js';
import { ComplaintForm, type About } from './complaint-form.js';
import { CorrectionForm } from './correction-form.js';
import { PromiseForm } from '../debt/promise-form.js';
import { FormPanel } from './form-panel.js';

export interface ActionsProps {
  readonly server: Server;
  readonly language: Language;
  readonly now: ContactNow;
  readonly onCopy: (sentence: string) => void;
  readonly onDone: () => void;
}

const NOT_REACHED: readonly string[] = ['failed', 'returned'];

/** The notice of now that did not get through on some way; null: there is none. */
export const failedNotice = ({ places }: ContactNow): HistoryRow | null => {
  const told = places[0]?.told ?? null;
  return told !== null && told.deliveries.some(({ state }) => NOT_REACHED.includes(state)) ? told : null;
};

const aboutOf = ({ places }: ContactNow): About => {
  switch (places[0]?.situation.state) {
    case 'off':
      return 'noPower';
    case 'restored':
      return 'stillDark';
    case 'planned':
    case 'cancelled':
    case 'supplied':
    case undefined:
      return 'notTold';
  }
};

/** What an agent does for this customer; at most one of it is the obvious next thing. */
export const Actions = ({ server, language, now, onCopy, onDone }: ActionsProps) => {
  const say = sayIn(actWords, language);
  const { kind, crmId } = now.customer;
  const isContact = kind === 'contact';
  const [worst] = now.places;
  const failed = failedNotice(now);
  const restored = worst?.situation.state === 'restored';
  const disabled = !now.mayServe.allowed;
  const ofDebt = sayIn(debtActWords, language);
  const [debt, ...more] = now.bill.cases;
  return (
    <Flex direction="column" gap="xs">
      <ButtonRow>
        {!isContact ? null : (
          <FormPanel
            id="fix"
            language={language}
            label={say(failed === null ? 'act.fix' : 'act.fix.send')}
            title={say('act.fix.title')}
            primary={failed !== null}
            disabled={disabled}
            form={() => (
              <CorrectionForm
                server={server}
                language={language}
                contact={crmId}
                country={worst?.address.country ?? ''}
                notice={failed}
                onDone={onDone}
              />
            )}
          />
        )}
        <FormPanel
          id="complaint"
          language={language}
          label={say(restored ? 'act.complaint.still' : 'act.complaint')}
          title={say('act.complaint.title')}
          primary={restored && failed === null}
          disabled={disabled}
          form={() => (
            <ComplaintForm
              server={server}
              language={language}
              path={`/api/${isContact ? 'contacts' : 'companies'}/${crmId}/complaints`}
              about={aboutOf(now)}
              outage={worst?.situation.outage?.id ?? null}
              place={worst?.id ?? null}
              onCopy={onCopy}
              onDone={onDone}
            />
          )}
        />
        {debt === undefined ? null : (
          <FormPanel
            id="promise"
            language={language}
            label={ofDebt('promise.button')}
            title={ofDebt('promise.title')}
            disabled={disabled}
            form={() => (
              <PromiseForm debts={[debt, ...more]} server={server} language={language} onDone={onDone} />
            )}
          />
        )}
      </ButtonRow>
      {now.mayServe.why === null ? null : (
        <Text variant="microcopy">{say('noPermission', { why: now.mayServe.why })}</Text>
      )}
    </Flex>
  );
};
