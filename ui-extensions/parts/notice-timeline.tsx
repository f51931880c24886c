import {
  Button,
  EmptyState,
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { Fragment, type ReactNode } from 'react';
import type { HistoryPage, HistoryRow } from '../contract/customer.js';
import { moment } from '../words/moments.js';
import { noticeWords } from '../words/notices.js';
import { sayIn, type Language } from '../words/say.js';
import {
  aboutNotice,
  deliveredWhen,
  deliveryTold,
  noticeTold,
  StateTag,
  type Reading,
} from './notice-states.js';

export interface TimelineProps {
  readonly page: HistoryPage;
  readonly language: Language;
  readonly nowMs: number;
  /** Several people's notices: each row says whose it is. */
  readonly named: boolean;
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly onPage: (page: number) => void;
  /** The button that opens a notice; `what` names it. */
  readonly open: (notice: HistoryRow, what: string) => ReactNode;
}

const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** A notice: one row for each way it took, the law's word on the first. */
const NoticeRows = ({
  notice,
  reading,
  named,
  open,
}: {
  readonly notice: HistoryRow;
  readonly reading: Reading;
  readonly named: boolean;
  readonly open: TimelineProps['open'];
}) => {
  const { language, nowMs } = reading;
  const say = sayIn(noticeWords, language);
  const about = aboutNotice(notice, reading);
  const [first] = notice.premises;
  const law = <StateTag {...noticeTold(notice, reading)} />;
  const head = (
    <Flex direction="column" gap="flush">
      <Text>{about}</Text>
      <Text variant="microcopy">
        {[first?.line1, named ? say('history.to', { name: notice.addressee }) : null]
          .filter(part => part !== null && part !== undefined)
          .join(' · ')}
      </Text>
    </Flex>
  );
  const when = (instant: string): string => moment(instant, notice.zone, language, nowMs);
  if (notice.deliveries.length === 0)
    return (
      <TableRow>
        <TableCell>{when(notice.createdAt)}</TableCell>
        <TableCell>{head}</TableCell>
        <TableCell>—</TableCell>
        <TableCell>{say('delivery.none', { reason: notice.unreachable.join('; ') })}</TableCell>
        <TableCell>{law}</TableCell>
        <TableCell>{open(notice, about)}</TableCell>
      </TableRow>
    );
  return (
    <>
      {notice.deliveries.map((delivery, index) => (
        <TableRow key={delivery.id}>
          <TableCell>{when(deliveredWhen(delivery))}</TableCell>
          <TableCell>{index === 0 ? head : ''}</TableCell>
          <TableCell>
            <Text>{say(`channel.${delivery.channel}`)}</Text>
            {delivery.again ? <Text variant="microcopy">{say('history.again')}</Text> : null}
          </TableCell>
          <TableCell>
            <StateTag {...deliveryTold(delivery, reading)} />
          </TableCell>
          <TableCell>{index === 0 ? law : ''}</TableCell>
          <TableCell>{index === 0 ? open(notice, about) : ''}</TableCell>
        </TableRow>
      ))}
    </>
  );
};

/** The history of notices, the newest first: what the carrier says and what the law says, side by side. */
export const NoticeTimeline = (props: TimelineProps) => {
  const { page, language, nowMs, named, filtered, onClear, onPage, open } = props;
  const say = sayIn(noticeWords, language);
  const [newest] = page.notices;
  if (newest === undefined)
    return filtered ? (
      <Flex direction="column" gap="sm">
        <Text>{say('history.empty.filter')}</Text>
        <Button size="small" variant="secondary" onClick={onClear}>
          {say('history.clear')}
        </Button>
      </Flex>
    ) : (
      <EmptyState title={say('history.about')} layout="vertical" reverseOrder imageWidth={120}>
        <Text>{say('history.empty')}</Text>
      </EmptyState>
    );
  const pageCount = Math.max(1, Math.ceil(page.total / page.pageSize));
  const paging =
    pageCount === 1
      ? ({} as const)
      : ({ paginated: true, pageCount, page: page.page, onPageChange: onPage } as const);
  return (
    <Table bordered density="condensed" {...paging}>
      <TableHead>
        <TableRow>
          <TableHeader>{say('history.when', { zone: cityOf(newest.zone) })}</TableHeader>
          <TableHeader>{say('history.about')}</TableHeader>
          <TableHeader>{say('history.channel')}</TableHeader>
          <TableHeader>{say('history.carrier')}</TableHeader>
          <TableHeader>{say('history.law')}</TableHeader>
          <TableHeader width="min"> </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {page.notices.map(notice => (
          <Fragment key={notice.id}>
            <NoticeRows
              notice={notice}
              reading={{ zone: notice.zone, language, nowMs }}
              named={named}
              open={open}
            />
          </Fragment>
        ))}
      </TableBody>
    </Table>
  );
};
