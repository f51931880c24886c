import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../../../server/adapters/config/read-yaml.js';
import { brandSchema } from '../../../server/adapters/texts/brand.js';
import {
  debtSchema,
  elementsSchema,
  reasonsSchema,
  sentencesSchema,
  templateFileSchema,
  type TextFiles,
} from '../../../server/adapters/texts/files.js';
import type { PostalAddress } from '../../../server/domain/contact-point.js';
import {
  NOTICE_KINDS,
  type NoticeKind,
  type OutageNoticeFacts,
  type OutageNoticeKind,
} from '../../../server/domain/notice/notice.js';
import { instant, type Window, type Zone } from '../../../server/domain/time.js';

const CONFIG = join(__dirname, '../../../config');

export const shippedBrand = () => readYaml(join(CONFIG, 'brand.yaml'), brandSchema, 'config/brand.yaml');

/** The texts this product ships, read as the server reads them. */
export const shippedFiles = (): TextFiles => {
  const folder = join(CONFIG, 'templates');
  const named = <S extends Parameters<typeof readYaml>[1]>(file: string, schema: S) => ({
    file: `config/templates/${file}`,
    data: readYaml(join(folder, file), schema, `config/templates/${file}`),
  });
  const kinds = readdirSync(folder).filter(file =>
    NOTICE_KINDS.includes(file.replace('.yaml', '') as NoticeKind),
  );
  return {
    templates: kinds.map(file => named(file, templateFileSchema)),
    sentences: named('sentences.yaml', sentencesSchema),
    debt: named('debt.yaml', debtSchema),
    reasons: named('reasons.yaml', reasonsSchema),
    elements: named('elements.yaml', elementsSchema),
  };
};

export const LANGUAGES = ['en', 'ru', 'es'] as const;
export const zone = (name: string) => name as Zone;
export const window = (from: string, to: string): Window => ({ from: instant(from), to: instant(to) });
/** Monday 23 November 2026, 10:00 in Berlin. */
export const MONDAY = instant('2026-11-23T10:00+01:00');
/** Wednesday 25 November 2026, 09:00 to 13:00 in Berlin. */
export const WEDNESDAY = window('2026-11-25T09:00+01:00', '2026-11-25T13:00+01:00');
/** Friday 27 November 2026, 22:00 to Saturday 28 November, 06:00 in Berlin. */
export const FRIDAY_NIGHT = window('2026-11-27T22:00+01:00', '2026-11-28T06:00+01:00');

export const HIGH_STREET: PostalAddress = {
  line1: '12 High St',
  line2: 'Flat 3',
  city: 'London',
  postcode: 'SE1 0AA',
  country: 'GB',
};

export const facts = (kind: OutageNoticeKind, over: Partial<OutageNoticeFacts> = {}): OutageNoticeFacts => ({
  kind,
  ref: 'K7M2Q',
  addresseeName: 'Mary O’Neil',
  role: 'holder',
  customerClass: 'residential',
  accountNumber: '900012344821',
  premises: [HIGH_STREET],
  windows: kind === 'planned' || kind === 'moved' ? [WEDNESDAY] : [],
  formerWindows: kind === 'moved' || kind === 'cancelled' ? [FRIDAY_NIGHT] : [],
  since: kind === 'emergency' || kind === 'etr_update' ? instant('2026-11-23T09:40+01:00') : null,
  restoredAt: kind === 'restored' ? instant('2026-11-23T12:05+01:00') : null,
  etr:
    kind === 'emergency' || kind === 'etr_update'
      ? { at: instant('2026-11-23T18:30+01:00'), quality: 'model' }
      : null,
  formerEtr: kind === 'etr_update' ? { at: instant('2026-11-23T16:30+01:00'), quality: 'model' } : null,
  nextUpdateBy: kind === 'emergency' || kind === 'etr_update' ? instant('2026-11-23T13:00+01:00') : null,
  reason: kind === 'emergency' ? 'investigating' : 'network_repair',
  alsoAffected: [],
  othersAffected: null,
  lifeSupport: false,
  inArrears: false,
  hasNewDate: false,
  ...over,
});
