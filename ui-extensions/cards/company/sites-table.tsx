import {
  Button,
  Flex,
  Panel,
  PanelBody,
  PanelSection,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState, type ReactNode } from 'react';
import type { CompanyCard, PlaceNow } from '../../contract/customer.js';
import { noticeTold, StateTag } from '../../parts/notice-states.js';
import { headlineOf, placeTold, siteName, untilWords } from '../../parts/place-now.js';
import { customerWords } from '../../words/customer.js';
import { noticeWords } from '../../words/notices.js';
import { sayIn, type Language } from '../../words/say.js';

export interface SitesProps {
  readonly sites: CompanyCard['sites'];
  readonly language: Language;
  readonly nowMs: number;
  readonly onPage: (page: number) => void;
  /** The history of one site, drawn when its panel is opened. */
  readonly history: (site: PlaceNow) => ReactNode;
}

const SitePanel = ({
  site,
  language,
  nowMs,
  history,
}: Omit<SitesProps, 'sites' | 'onPage'> & { readonly site: PlaceNow }) => {
  const [open, setOpen] = useState(false);
  const say = sayIn(noticeWords, language);
  const headline = headlineOf(site, language, nowMs);
  const name = siteName(site);
  return (
    <Button
      size="xs"
      variant="secondary"
      onClick={() => {
        setOpen(true);
      }}
      overlay={
        <Panel
          id={`site-${site.id}`}
          title={name}
          aria-label={say('history.open.what', { what: name })}
          variant="modal"
          width="lg"
          onClose={() => {
            setOpen(false);
          }}
        >
          {open ? (
            <PanelBody>
              <PanelSection>
                <Flex direction="column" gap="xs">
                  <Text format={{ fontWeight: 'demibold' }}>
                    {headline?.title ?? placeTold(site, language).words}
                  </Text>
                  {(headline?.lines ?? []).map(line => (
                    <Text key={line}>{line}</Text>
                  ))}
                </Flex>
              </PanelSection>
              <PanelSection>{history(site)}</PanelSection>
            </PanelBody>
          ) : null}
        </Panel>
      }
    >
      {say('history.open')}
    </Button>
  );
};

/** The sites asked for, those with trouble on top: what is on there, until when, and whether its person was told. */
export const SitesTable = (props: SitesProps) => {
  const { sites, language, nowMs, onPage } = props;
  const say = sayIn(customerWords, language);
  const words = sayIn(noticeWords, language);
  if (sites.rows.length === 0) return <Text>{say('sites.none')}</Text>;
  const pageCount = Math.max(1, Math.ceil(sites.total / sites.pageSize));
  const paging =
    pageCount === 1
      ? ({} as const)
      : ({ paginated: true, pageCount, page: sites.page, onPageChange: onPage } as const);
  return (
    <Table bordered density="condensed" {...paging}>
      <TableHead>
        <TableRow>
          <TableHeader>{say('sites.site')}</TableHeader>
          <TableHeader>{say('place.state')}</TableHeader>
          <TableHeader>{say('place.when')}</TableHeader>
          <TableHeader>{say('sites.told')}</TableHeader>
          <TableHeader>{words('history.law')}</TableHeader>
          <TableHeader width="min"> </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {sites.rows.map(site => (
          <TableRow key={site.id}>
            <TableCell>{siteName(site)}</TableCell>
            <TableCell>
              <StateTag {...placeTold(site, language)} />
            </TableCell>
            <TableCell>{untilWords(site, language, nowMs)}</TableCell>
            <TableCell>
              {site.told?.addressee ?? '—'}
              {site.missed > 0 ? ` · ${say('sites.missed', { n: site.missed })}` : ''}
            </TableCell>
            <TableCell>
              {site.told === null ? (
                '—'
              ) : (
                <StateTag {...noticeTold(site.told, { zone: site.zone, language, nowMs })} />
              )}
            </TableCell>
            <TableCell>
              <SitePanel {...props} site={site} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
};
