import {
  Alert,
  Flex,
  SearchInput,
  Statistics,
  StatisticsItem,
  Tab,
  Tabs,
  Text,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useRead } from '../../client/use-read.js';
import {
  companyCard,
  siteFilter,
  type CompanyCard as Card,
  type HistoryRow,
  type SiteFilter,
} from '../../contract/customer.js';
import type { RecordTabProps } from '../../parts/card-props.js';
import { sumsText } from '../../parts/debt-standing.js';
import { Frame } from '../../parts/frame.js';
import { NoticeHistory } from '../../parts/notice-history.js';
import { SayThis } from '../../parts/say-this.js';
import { billWords } from '../../words/bill.js';
import { actWords } from '../../words/customer-acts.js';
import { customerWords } from '../../words/customer.js';
import { millisecondsOf } from '../../words/moments.js';
import { customerRefusals } from '../../words/refusals-customer.js';
import { sayIn, type Language } from '../../words/say.js';
import { Bill } from '../contact/bill.js';
import { ComplaintForm } from '../contact/complaint-form.js';
import { copyWith } from '../contact/copy.js';
import { FormPanel } from '../contact/form-panel.js';
import { NoticeButton } from '../contact/notice-panel.js';
import { spokenOf } from '../contact/spoken.js';
import { isUnknown, Unknown } from '../contact/unknown.js';
import { SitesTable } from './sites-table.js';

interface Asked {
  readonly show: SiteFilter | null;
  readonly text: string;
  readonly page: number;
}
const START: Asked = { show: null, text: '', page: 1 };

const pathOf = (company: string, { show, text, page }: Asked, language: Language): string =>
  [
    `/api/cards/companies/${company}?language=${language}`,
    show === null ? '' : `&show=${show}`,
    text === '' ? '' : `&text=${encodeURIComponent(text)}`,
    page === 1 ? '' : `&page=${String(page)}`,
  ].join('');

const Head = ({ card, language }: { readonly card: Card; readonly language: Language }) => {
  const say = sayIn(customerWords, language);
  const { sites, off, planned, notReached } = card.totals;
  const { overdue } = card.bill.totals;
  return (
    <>
      {notReached > 0 ? (
        <Alert title={say('company.missed', { n: notReached })} variant="danger" />
      ) : off === 0 ? (
        <Alert title={say('company.allOk', { n: sites })} variant="success" />
      ) : (
        <Alert title={say('company.head', { off, sites, missed: notReached })} variant="warning" />
      )}
      <Statistics>
        <StatisticsItem label={say('stat.sites')} number={sites} />
        <StatisticsItem label={say('stat.off')} number={off} />
        <StatisticsItem label={say('stat.planned')} number={planned} />
        <StatisticsItem label={say('stat.notReached')} number={notReached} />
        {overdue.length === 0 ? null : (
          <StatisticsItem
            label={sayIn(billWords, language)('totals.overdue')}
            number={sumsText(overdue, language)}
          />
        )}
      </Statistics>
    </>
  );
};

const Filters = ({
  card,
  asked,
  language,
  onAsk,
}: {
  readonly card: Card;
  readonly asked: Asked;
  readonly language: Language;
  readonly onAsk: (asked: Asked) => void;
}) => {
  const say = sayIn(customerWords, language);
  return (
    <Flex direction="row" gap="sm" wrap align="end">
      <SearchInput
        name="find"
        label={say('sites.find')}
        value={asked.text}
        onChange={text => {
          onAsk({ ...asked, text, page: 1 });
        }}
      />
      <ToggleGroup
        name="show"
        toggleType="radioButtonList"
        label={say('sites.show')}
        inline
        value={card.show}
        options={siteFilter.options.map(value => ({ label: say(`sites.show.${value}`), value }))}
        onChange={value => {
          onAsk({ ...asked, show: value as SiteFilter, page: 1 });
        }}
      />
    </Flex>
  );
};

/** A company with all its sites: which are off, which were not reached, and everything that was told about any of them. */
export const CompanyCard = ({ server, context, actions, language }: RecordTabProps) => {
  const company = String(context.crm.objectId);
  const [asked, setAsked] = useState<Asked>(START);
  const [tab, setTab] = useState('sites');
  const read = useRead(server, pathOf(company, asked, language), companyCard);
  const say = sayIn(customerWords, language);
  const act = sayIn(actWords, language);
  const onCopy = copyWith(actions, say('copied'));
  if (isUnknown(read)) return <Unknown language={language} onAgain={read.refresh} />;
  const zone = read.kind === 'ready' ? read.value.sites.rows[0]?.zone : undefined;
  return (
    <Frame
      read={read}
      language={language}
      refusals={customerRefusals}
      title={say('company.title')}
      loading={say('contact.loading')}
      zone={zone ?? context.portal.timezone}
    >
      {card => {
        const nowMs = millisecondsOf(card.serverNow);
        const path = `/api/cards/companies/${company}/history`;
        const open = (notice: HistoryRow, what: string) => (
          <NoticeButton
            server={server}
            language={language}
            notice={notice}
            what={what}
            nowMs={nowMs}
            mayNot={card.mayServe.why}
            onDone={read.refresh}
          />
        );
        if (card.totals.sites === 0) return <Text>{say('noPlace')}</Text>;
        return (
          <>
            <Head card={card} language={language} />
            <SayThis spoken={spokenOf(card.say)} language={language} onCopy={onCopy} />
            <Tabs
              selected={tab}
              onSelectedChange={(selected: string | number) => {
                setTab(String(selected));
              }}
            >
              <Tab tabId="sites" title={say('tab.sites', { count: card.totals.sites })}>
                <Flex direction="column" gap="sm">
                  <Filters card={card} asked={asked} language={language} onAsk={setAsked} />
                  <SitesTable
                    sites={card.sites}
                    language={language}
                    nowMs={nowMs}
                    onPage={page => {
                      setAsked({ ...asked, show: card.show, page });
                    }}
                    history={site => (
                      <NoticeHistory
                        server={server}
                        language={language}
                        path={path}
                        first={null}
                        places={[]}
                        place={site.id}
                        nowMs={nowMs}
                        named
                        open={open}
                      />
                    )}
                  />
                </Flex>
              </Tab>
              <Tab tabId="bill" title={say('tab.bills', { n: card.bill.totals.cases })}>
                {tab !== 'bill' ? null : (
                  <Bill
                    bill={card.bill}
                    server={server}
                    language={language}
                    nowMs={nowMs}
                    mayNot={card.mayServe.why}
                    onCopy={onCopy}
                    onDone={read.refresh}
                  />
                )}
              </Tab>
              <Tab tabId="history" title={say('tab.history.plain')}>
                {tab !== 'history' ? null : (
                  <NoticeHistory
                    server={server}
                    language={language}
                    path={path}
                    first={null}
                    places={[]}
                    nowMs={nowMs}
                    named
                    open={open}
                  />
                )}
              </Tab>
            </Tabs>
            <FormPanel
              id="complaint"
              language={language}
              label={act('act.complaint')}
              title={act('act.complaint.title')}
              disabled={!card.mayServe.allowed}
              form={() => (
                <ComplaintForm
                  server={server}
                  language={language}
                  path={`/api/companies/${company}/complaints`}
                  about="notTold"
                  outage={null}
                  place={null}
                  onCopy={onCopy}
                  onDone={read.refresh}
                />
              )}
            />
          </>
        );
      }}
    </Frame>
  );
};
