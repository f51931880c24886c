import {
  Button,
  ButtonRow,
  Flex,
  LoadingButton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { useState } from 'react';
import { useAct } from '../../client/use-act.js';
import { useRead } from '../../client/use-read.js';
import { missedList, missedListView, type MissedRow } from '../../contract/campaign.js';
import { ActState } from '../../parts/act-state.js';
import { Frame } from '../../parts/frame.js';
import type { Language } from '../../words/say.js';
import { FileButton } from './files.js';
import { Resend } from './resend.js';
import { cardPathOf, pathOf, sendingSay, type CampaignProps } from './campaign-context.js';

/** HubSpot's own ids of the types. */
const CONTACT = '0-1';
const TICKET = '0-5';

const Person = ({ row, language }: { readonly row: MissedRow; readonly language: Language }) => {
  const say = sendingSay(language);
  const [contact] = row.contactIds;
  return (
    <TableRow>
      <TableCell>
        {contact === undefined ? (
          row.addressee
        ) : (
          <CrmActionLink
            actionType="RECORD_APP_LINK"
            actionContext={{ objectTypeId: CONTACT, objectId: Number(contact) }}
          >
            {say('missed.contact', { name: row.addressee })}
          </CrmActionLink>
        )}
        {row.lifeSupport ? <Tag variant="error">{say('missed.lifeSupport')}</Tag> : null}
      </TableCell>
      <TableCell>{row.place}</TableCell>
      <TableCell>{row.reasons[language].join('; ')}</TableCell>
      <TableCell>
        {row.ticket === null ? (
          say('missed.noTicket')
        ) : (
          <CrmActionLink
            actionType="RECORD_APP_LINK"
            actionContext={{ objectTypeId: TICKET, objectId: Number(row.ticket) }}
          >
            {say('missed.ticket', { name: row.addressee })}
          </CrmActionLink>
        )}
      </TableCell>
    </TableRow>
  );
};

const ToList = ({ card, server, language }: CampaignProps) => {
  const say = sendingSay(language);
  const act = useAct<{ readonly idempotencyKey: string }, { name: string; size: number }>(
    server,
    pathOf(card, 'missed-list'),
    missedListView,
  );
  return (
    <Flex direction="column" gap="xs">
      <ButtonRow>
        <LoadingButton
          variant="secondary"
          loading={act.kind === 'saving'}
          disabled={card.may.prepare !== null}
          onClick={() => {
            void act.press({});
          }}
        >
          {say('missed.list')}
        </LoadingButton>
      </ButtonRow>
      {act.kind === 'ready' ? (
        <Text>{say('missed.listed', { name: act.value.name, n: act.value.size })}</Text>
      ) : null}
      <ActState doing={act} language={language} />
    </Flex>
  );
};

/** The people who were not reached, life support first; further ones a page at a time. */
export const Missed = (props: CampaignProps) => {
  const { card, server, language } = props;
  const say = sendingSay(language);
  // The pages' cursors: the first has none.
  const [after, setAfter] = useState<string | null>(null);
  const [before, setBefore] = useState<readonly MissedRow[]>([]);
  const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
  const read = useRead(server, `${cardPathOf(card, 'missed')}${query}`, missedList);
  return (
    <Frame read={read} language={language} zone={card.outage.zone}>
      {({ rows, next }) => (
        <Flex direction="column" gap="sm">
          {before.length + rows.length === 0 ? <Text>{say('missed.none')}</Text> : null}
          <Table density="condensed">
            <TableHead>
              <TableRow>
                <TableHeader>{say('missed.name')}</TableHeader>
                <TableHeader>{say('missed.place')}</TableHeader>
                <TableHeader>{say('missed.reasons')}</TableHeader>
                <TableHeader>{say('missed.task')}</TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {[...before.filter(({ notice }) => !rows.some(row => row.notice === notice)), ...rows].map(
                row => (
                  <Person key={row.notice} row={row} language={language} />
                ),
              )}
            </TableBody>
          </Table>
          {next === null ? null : (
            <Button
              size="xs"
              variant="secondary"
              onClick={() => {
                setBefore(shown => [...shown, ...rows]);
                setAfter(next);
              }}
            >
              {say('missed.more')}
            </Button>
          )}
          {card.may.launch === null && rows.length > 0 ? <Resend {...props} /> : null}
          <ToList {...props} />
          <FileButton card={card} server={server} language={language} file="export" />
        </Flex>
      )}
    </Frame>
  );
};
