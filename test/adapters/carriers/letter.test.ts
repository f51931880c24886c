import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nextCutOff, postedOn, type HandOver } from '../../../server/domain/calendar.js';
import { parseManifestLine, readManifest } from '../../../server/adapters/carriers/letter-manifest.js';
import { makeLetterSpool } from '../../../server/adapters/carriers/letter-spool.js';
import { readPrinterEvents } from '../../../server/adapters/carriers/printer-events.js';
import type { DeliveryId } from '../../../server/domain/ids.js';
import { instant, type CivilDate, type Zone } from '../../../server/domain/time.js';
import type { Receipt } from '../../../server/workflows/ports.js';
import { jumpingClock } from './jumping-clock.js';
import { deliveryId, letterTo } from './messages.js';

const handOver: HandOver = {
  zone: 'Europe/Berlin' as Zone,
  cutOff: 14 * 60,
  postedAt: 17 * 60,
  weekdays: [1, 2, 3, 4, 5],
  closed: ['2026-12-25' as CivilDate],
};

describe('the hand-over calendar', () => {
  it.each([
    ['Monday morning', '2026-11-23T09:00:00Z', '2026-11-23'],
    ['Monday at the cut-off', '2026-11-23T13:00:00Z', '2026-11-23'],
    ['Monday just after', '2026-11-23T13:00:00.001Z', '2026-11-24'],
    ['Friday afternoon', '2026-11-27T15:00:00Z', '2026-11-30'],
    ['Saturday', '2026-11-28T08:00:00Z', '2026-11-30'],
    ['Thursday night before a day off on Friday', '2026-12-24T20:00:00Z', '2026-12-28'],
    ['Sunday of the clock change', '2026-03-29T00:30:00Z', '2026-03-30'],
  ])('%s (%s) is for %s', (_name, at, day) => {
    expect(nextCutOff(handOver, instant(at)).day).toBe(day);
  });

  it('posts by the wall clock, in winter and in summer', () => {
    expect(postedOn(handOver, '2026-11-23' as CivilDate)).toBe('2026-11-23T16:00:00.000Z');
    expect(postedOn(handOver, '2026-07-23' as CivilDate)).toBe('2026-07-23T15:00:00.000Z');
  });

  it('does not search for ever', () => {
    expect(() => nextCutOff({ ...handOver, weekdays: [] }, instant('2026-11-23T09:00:00Z'))).toThrow(
      RangeError,
    );
  });
});

describe('the letter spool', () => {
  let spool: string;
  const clock = jumpingClock();
  const make = () =>
    makeLetterSpool(
      {
        name: 'print',
        concurrency: 4,
        honoursKeys: true,
        onUnknown: { outage: 'ask', debt: 'ask', information: 'ask' },
        handOver,
        postage: { home: 'DE', domestic: 'standard', abroad: 'international' },
      },
      { spool },
      { clock, limiter: { take: () => Promise.resolve() } },
    );
  const manifest = () => join(spool, 'manifests', '2026-11-23.jsonl');

  beforeEach(async () => {
    spool = await mkdtemp(join(tmpdir(), 'spool-'));
  });
  afterEach(() => rm(spool, { recursive: true, force: true }));

  it('lists a letter with what the print house needs, and no name', async () => {
    await make().send(letterTo(1));
    await make().send(letterTo(2, 'FR'));
    const text = await readFile(manifest(), 'utf8');
    expect(text).not.toMatch(/Lindqvist|Mühlgasse|13599/);
    const [first, second] = await readManifest(manifest());
    expect(first).toEqual({
      delivery: deliveryId(1),
      file: `letters/${deliveryId(1)}.pdf`,
      sha256: createHash('sha256').update(letterTo(1).pdf).digest('hex'),
      pages: 2,
      language: 'de',
      country: 'DE',
      postage: 'standard',
      registered: false,
      targetDay: '2026-11-23',
    });
    expect(second).toMatchObject({ country: 'FR', postage: 'international' });
    expect(await readFile(join(spool, first?.file ?? ''))).toEqual(letterTo(1).pdf);
    expect(await readdir(join(spool, 'letters'))).toHaveLength(2);
  });

  it('tells the print house which letter goes by registered mail; a line of an older version says none does', async () => {
    await make().send(letterTo(1, 'DE', true));
    const [line] = await readManifest(manifest());
    expect(line?.registered).toBe(true);
    const { registered: _, ...older } = JSON.parse(await readFile(manifest(), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(parseManifestLine(JSON.stringify(older))?.registered).toBe(false);
  });

  it('lists a letter once, also for another process, and on another day', async () => {
    await make().send(letterTo(1));
    clock.set('2026-11-24T09:00:00Z');
    await make().send(letterTo(1));
    clock.set('2026-11-23T09:00:00Z');
    expect(await readdir(join(spool, 'manifests'))).toEqual(['2026-11-23.jsonl']);
    expect(await readManifest(manifest())).toHaveLength(1);
  });

  it('takes up a hand-over that broke off before the line', async () => {
    await mkdir(join(spool, 'letters'));
    await writeFile(join(spool, 'letters', `${deliveryId(1)}.pdf`), letterTo(1).pdf);
    expect(await make().lookup(letterTo(1).key, deliveryId(1))).toEqual({ known: false });
    await make().send(letterTo(1));
    expect(await make().lookup(letterTo(1).key, deliveryId(1))).toEqual({
      known: true,
      reference: deliveryId(1),
    });
    expect(await readManifest(manifest())).toHaveLength(1);
  });

  it('takes up a hand-over that broke off within the line', async () => {
    await make().send(letterTo(1));
    await make().send(letterTo(2));
    const whole = await readFile(manifest());
    await truncate(manifest(), whole.byteLength - 20);
    expect(await make().lookup(letterTo(2).key, deliveryId(2))).toEqual({ known: false });
    await make().send(letterTo(2));
    await make().send(letterTo(3));
    expect((await readManifest(manifest())).map(line => line.delivery)).toEqual([1, 2, 3].map(deliveryId));
  });

  it('makes no file of an id that is no UUID', async () => {
    const bad = { ...letterTo(1), delivery: '../../outside' as DeliveryId };
    await expect(make().send(bad)).rejects.toThrow(RangeError);
    await expect(make().lookup(bad.key, bad.delivery)).rejects.toThrow(RangeError);
    expect(await readdir(spool)).toEqual([]);
  });

  it('does not make a spool that is missing', async () => {
    await rm(spool, { recursive: true });
    await expect(make().send(letterTo(1))).rejects.toMatchObject({ kind: 'retry', code: 'letter.spoolDown' });
    await expect(readdir(spool)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('what the print house reports', () => {
  let spool: string;
  let receipts: Receipt[];
  const record = (read: readonly Receipt[]) => {
    receipts.push(...read);
    return Promise.resolve();
  };
  const report = async (name: string, ...lines: readonly string[]) => {
    await mkdir(join(spool, 'events'), { recursive: true });
    await appendFile(join(spool, 'events', name), lines.join('\n'));
  };
  const one = deliveryId(1);

  beforeEach(async () => {
    spool = await mkdtemp(join(tmpdir(), 'spool-'));
    receipts = [];
  });
  afterEach(() => rm(spool, { recursive: true, force: true }));

  it('becomes receipts, at the time told', async () => {
    await report(
      '1.csv',
      '\uFEFFdelivery,event,at,reason',
      `${one},printed,2026-11-23T14:05+01:00,`,
      `${one},posted,2026-11-23T17:00+01:00,`,
      `"${one}","delivered","2026-11-25T11:00:00+01:00",""`,
      `${one},returned,2026-11-27T11:00+01:00,address_unknown`,
      `${one},rejected,2026-11-23T14:05+01:00,Frau Lindqvist is not there`,
      '',
    );
    expect(await readPrinterEvents('print', spool, record)).toEqual({ files: 1, receipts: 5, badLines: 0 });
    expect(receipts.map(({ outcome, reason, raw, at }) => [outcome, reason, raw, at])).toEqual([
      ['sent', null, 'printed', '2026-11-23T13:05:00.000Z'],
      ['posted', null, 'posted', '2026-11-23T16:00:00.000Z'],
      ['delivered', null, 'delivered', '2026-11-25T10:00:00.000Z'],
      ['returned', 'letter.addressUnknown', 'returned address_unknown', '2026-11-27T10:00:00.000Z'],
      ['failed', 'letter.rejected', 'rejected', '2026-11-23T13:05:00.000Z'],
    ]);
    expect(receipts[0]).toMatchObject({ carrier: 'print', delivery: one, reference: one });
  });

  it('says what can be shown of a delivery, and each attempt that met nobody', async () => {
    await report(
      '1.csv',
      `${one},attempted,2026-11-24T11:00+01:00,nobody_home`,
      `${one},attempted,2026-11-25T11:00+01:00,nobody_home`,
      `${one},delivered,2026-11-26T11:00+01:00,signed`,
      `${one},delivered,2026-11-26T11:00+01:00,refused`,
      `${one},delivered,2026-11-26T11:00+01:00,to Frau Lindqvist`,
    );
    await readPrinterEvents('print', spool, record);
    expect(receipts.map(({ outcome, raw, proof = null }) => [outcome, raw, proof])).toEqual([
      ['attempted', 'attempted nobody_home 2026-11-24T10:00:00.000Z', null],
      ['attempted', 'attempted nobody_home 2026-11-25T10:00:00.000Z', null],
      ['delivered', 'delivered signed', 'receivedSigned'],
      ['delivered', 'delivered refused', 'refused'],
      ['delivered', 'delivered', 'delivered'],
    ]);
  });

  it('is read once, and only when whole', async () => {
    await report('1.csv', `${one},posted,2026-11-23T17:00+01:00,`);
    await report('2.csv.part', `${one},delivered,2026-11-25T17:00+01:00,`);
    await readPrinterEvents('print', spool, record);
    expect(await readPrinterEvents('print', spool, record)).toEqual({ files: 0, receipts: 0, badLines: 0 });
    expect(receipts).toHaveLength(1);
    expect(await readdir(join(spool, 'events', 'done'))).toEqual(['1.csv']);
  });

  it('loses nothing by a line that cannot be read', async () => {
    await report(
      '1.csv',
      `${one},posted,2026-11-23T17:00,`,
      `../../etc,posted,2026-11-23T17:00+01:00,`,
      `${one},eaten,2026-11-23T17:00+01:00,`,
      `${one},posted,2026-11-23T17:00+01:00,a,b`,
      `${one},posted,2026-11-23T17:00+01:00,`,
    );
    expect(await readPrinterEvents('print', spool, record)).toEqual({ files: 1, receipts: 1, badLines: 4 });
    const rejected = await readFile(join(spool, 'events', 'rejected', '1.csv'), 'utf8');
    expect(
      rejected
        .trimEnd()
        .split('\n')
        .map(line => line.split(':').slice(0, 2).join(':')),
    ).toEqual([
      'line 1: no time with an offset',
      'line 2: no delivery id',
      'line 3: unknown event',
      'line 4: too many fields',
    ]);
  });

  it('is read again when its receipts could not be stored', async () => {
    await report('1.csv', `${one},posted,2026-11-23T17:00+01:00,`);
    await expect(readPrinterEvents('print', spool, () => Promise.reject(new Error('store')))).rejects.toThrow(
      'store',
    );
    expect(await readPrinterEvents('print', spool, record)).toMatchObject({ files: 1, receipts: 1 });
  });

  it('may be nothing at all', async () => {
    expect(await readPrinterEvents('print', spool, record)).toEqual({ files: 0, receipts: 0, badLines: 0 });
  });
});
