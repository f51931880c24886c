import { createHash } from 'node:crypto';
import { z } from 'zod';
import { apiVersion } from '../api-version.js';
import { invalid, notFound, refused, type Outcome } from '../problem.js';
import { createFiles, type Files, type PortalFile } from '../state/files.js';
import { answered, limitOf, type Answer, type Call, type Handling, type Route } from './route.js';

const base = `/files/${apiVersion}/files`;
const accesses = [
  'PUBLIC_INDEXABLE',
  'PUBLIC_NOT_INDEXABLE',
  'HIDDEN_INDEXABLE',
  'HIDDEN_NOT_INDEXABLE',
  'HIDDEN_PRIVATE',
  'HIDDEN_SENSITIVE',
  'PRIVATE',
  'SENSITIVE',
] as const;
const options = z.object({
  access: z.enum(accesses),
  ttl: z.string().optional(),
  overwrite: z.boolean().optional(),
  duplicateValidationStrategy: z.string().optional(),
  duplicateValidationScope: z.string().optional(),
});
const signedSeconds = { usual: 3_600, most: 6 * 3_600 };

/** Files that activities may carry. The bytes are read only by the address of a public file, or a signed one. */
export function fileRoutes({ crm, chance }: Handling): readonly Route[] {
  const files = createFiles({ now: () => crm.now(), key: () => chance.uuid() });
  const one =
    (handle: (file: PortalFile, call: Call) => Outcome<Answer>): Route['answer'] =>
    call => {
      const file = files.get(call.params['fileId'] ?? '');
      return file ? handle(file, call) : refused(notFound('resource not found'));
    };
  const remove = one(({ id }) => {
    files.remove(id);
    return answered(204);
  });
  const sign = one((file, call) => {
    const seconds = Number(call.query.get('expirationSeconds') ?? signedSeconds.usual);
    if (!(seconds >= 1 && seconds <= signedSeconds.most))
      return refused(invalid(`expirationSeconds: expected 1 to ${String(signedSeconds.most)}`));
    const { key, expiresAt } = files.sign(file.id, seconds);
    const { extension, size, name, type } = file;
    return answered(200, {
      extension,
      size,
      name,
      type,
      expiresAt,
      url: `${call.origin}/local-files/signed/${key}`,
    });
  });
  const search: Route['answer'] = call => {
    const limit = limitOf(call, 10, 100);
    if (!limit.ok) return limit;
    const name = call.query.get('name');
    const path = call.query.get('path');
    const found = files
      .all()
      .filter(file => (name === null || file.name === name) && (path === null || file.path === path));
    return answered(200, { results: found.slice(0, limit.value).map(file => view(file, call)) });
  };
  const bytesOf = (file: PortalFile | undefined): Outcome<Answer> =>
    file
      ? answered(200, file.bytes, { 'content-type': file.contentType })
      : refused(notFound('resource not found'));
  return [
    { method: 'POST', path: base, answer: call => upload(files, call) },
    { method: 'GET', path: `${base}/search`, answer: search },
    { method: 'GET', path: `${base}/:fileId/signed-url`, answer: sign },
    { method: 'GET', path: `${base}/:fileId`, answer: one((file, call) => answered(200, view(file, call))) },
    { method: 'DELETE', path: `${base}/:fileId/gdpr-delete`, answer: remove },
    { method: 'DELETE', path: `${base}/:fileId`, answer: remove },
    {
      method: 'GET',
      path: '/local-files/signed/:key',
      open: true,
      answer: call => bytesOf(files.signed(call.params['key'] ?? '')),
    },
    {
      method: 'GET',
      path: '/local-files/public/:fileId',
      open: true,
      answer: call => {
        const file = files.get(call.params['fileId'] ?? '');
        return bytesOf(file && isPublic(file) ? file : undefined);
      },
    },
  ];
}

const isPublic = ({ access }: PortalFile): boolean => !/PRIVATE|SENSITIVE/.test(access);

function view(file: PortalFile, { origin }: Call): unknown {
  const { bytes: _, contentType: __, ...shown } = file;
  const url = `${origin}/local-files/public/${file.id}`;
  return {
    ...shown,
    archived: false,
    fileMd5: md5(file.bytes),
    ...(isPublic(file) ? { url, defaultHostingUrl: url } : {}),
  };
}

const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

function upload(files: Files, call: Call): Outcome<Answer> {
  const { form } = call;
  const file = form?.files.get('file');
  if (!form || !file) return refused(invalid('A part "file" is required'));
  const folderPath = form.texts.get('folderPath');
  const folderId = form.texts.get('folderId');
  if ((folderPath === undefined) === (folderId === undefined))
    return refused(invalid('Either folderPath or folderId is required, and not both'));
  const parsed = options.safeParse(jsonOf(form.texts.get('options')));
  if (!parsed.success) return refused(invalid('options: expected JSON with a known "access"'));
  const kept = files.add({
    fileName: form.texts.get('fileName') ?? file.name,
    folder: folderPath ?? `folder-${folderId ?? ''}`,
    access: parsed.data.access,
    contentType: file.contentType,
    overwrite: parsed.data.overwrite ?? false,
    bytes: file.bytes,
  });
  return answered(201, view(kept, call));
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
