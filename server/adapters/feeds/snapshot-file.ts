import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { FeedReading, Unreadable } from '../../workflows/ports/feeds.js';
import type { Instant } from '../../domain/time.js';
import type { FeedFile } from './feed-file.js';
import { readRows } from './feed-rows.js';
import { timeInName, type ReadTime } from './feed-times.js';

/** The unpacked bytes, never more than `most` of them: what is larger is a mistake or an attack. */
const contentOf = async (path: string, most: number): Promise<Buffer | 'tooLarge'> => {
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > most) throw new RangeError('more than is taken');
      chunks.push(chunk);
    }
  };
  const file = createReadStream(path);
  try {
    await (path.endsWith('.gz') ? pipeline(file, createGunzip(), collect) : pipeline(file, collect));
  } catch (error) {
    // The pipeline may tell of the streams it closed rather than of why.
    if (size > most) return 'tooLarge';
    throw error;
  }
  return Buffer.concat(chunks);
};

const whyUnread = (error: unknown): Unreadable => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return 'cutShort';
  return code?.startsWith('Z_') === true ? 'notGzip' : 'notReadable';
};

const parse = (content: Buffer): unknown => {
  try {
    return JSON.parse(content.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
};

/** `[…` without its end was a snapshot once. */
const looksCut = (content: Buffer): boolean =>
  /^\s*\[/.test(content.subarray(0, 100).toString('latin1')) &&
  !/\]\s*$/.test(content.subarray(-100).toString('latin1'));

const newest = (rows: readonly unknown[], field: string, time: ReadTime): Instant | null =>
  rows
    .map(row =>
      typeof row === 'object' && row !== null ? time((row as Record<string, unknown>)[field], 'first') : null,
    )
    .filter(moment => moment !== null)
    .sort()
    .at(-1) ?? null;

/** The moment a file was taken at, as far as its name tells. */
export const momentOfFile = ({ snapshotTime }: FeedFile, path: string): Instant | null =>
  'fileName' in snapshotTime ? timeInName(snapshotTime, basename(path)) : null;

/** Reads one file. Bad content is an answer, not an error: nothing a feed sends stops the server. */
export const readSnapshotFile = async (
  file: FeedFile,
  time: ReadTime,
  path: string,
): Promise<FeedReading> => {
  let content: Buffer | 'tooLarge';
  try {
    content = await contentOf(path, file.mostBytes);
  } catch (error) {
    return { ok: false, why: whyUnread(error) };
  }
  if (content === 'tooLarge') return { ok: false, why: 'tooLarge' };
  const raw = parse(content);
  if (raw === undefined) return { ok: false, why: looksCut(content) ? 'cutShort' : 'notJson' };
  if (!Array.isArray(raw)) return { ok: false, why: 'notAnArray' };
  const rows = raw as readonly unknown[];
  const { snapshotTime } = file;
  const at =
    'fileName' in snapshotTime
      ? timeInName(snapshotTime, basename(path))
      : newest(rows, snapshotTime.field, time);
  if (at === null) return { ok: false, why: 'noTime' };
  const { refused, odd, unknownCauses, ...read } = readRows(rows, file, time);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { ok: true, snapshot: { at, sha256, size: rows.length, ...read }, refused, odd, unknownCauses };
};
