import type { Migration } from 'kysely';
import * as ledger from './0001-ledger.js';
import * as workers from './0002-workers.js';
import * as feeds from './0003-feeds.js';
import * as directory from './0004-directory.js';
import * as office from './0005-office.js';
import * as offers from './0006-offers.js';
import * as law from './0007-law.js';
import * as customers from './0008-customers.js';
import * as campaigns from './0009-campaigns.js';
import * as crm from './0010-crm.js';
import * as debt from './0011-debt.js';
import * as debtNotices from './0012-debt-notices.js';
import * as complaints from './0014-complaints.js';
import * as debtFeeds from './0015-debt-feeds.js';
import * as orders from './0016-orders.js';
import * as debtReads from './0017-debt-reads.js';
import * as debtBreaks from './0018-debt-breaks.js';
import * as debtIndexes from './0019-debt-indexes.js';

/** In the order of their names; forward only. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-ledger': ledger,
  '0002-workers': workers,
  '0003-feeds': feeds,
  '0004-directory': directory,
  '0005-office': office,
  '0006-offers': offers,
  '0007-law': law,
  '0008-customers': customers,
  '0009-campaigns': campaigns,
  '0010-crm': crm,
  '0011-debt': debt,
  '0012-debt-notices': debtNotices,
  '0014-complaints': complaints,
  '0015-debt-feeds': debtFeeds,
  '0016-orders': orders,
  '0017-debt-reads': debtReads,
  '0018-debt-breaks': debtBreaks,
  '0019-debt-indexes': debtIndexes,
};
