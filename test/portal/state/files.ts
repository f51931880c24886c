export interface PortalFile {
  readonly id: string;
  /** Without the extension, as HubSpot gives it. */
  readonly name: string;
  readonly extension: string;
  readonly path: string;
  readonly type: 'IMG' | 'DOCUMENT' | 'OTHER';
  readonly access: string;
  readonly size: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

interface Upload {
  readonly fileName: string;
  readonly folder: string;
  readonly access: string;
  readonly contentType: string;
  readonly overwrite: boolean;
  readonly bytes: Uint8Array;
}

export interface Files {
  /** A name that is taken gets a number behind it, unless it may be overwritten. */
  add(upload: Upload): PortalFile;
  get(id: string): PortalFile | undefined;
  all(): readonly PortalFile[];
  remove(id: string): void;
  /** A key that opens the file for so long. */
  sign(id: string, seconds: number): { readonly key: string; readonly expiresAt: string };
  signed(key: string): PortalFile | undefined;
}

const firstId = 210_001;

export function createFiles({ now, key }: { now: () => string; key: () => string }): Files {
  const files = new Map<string, PortalFile>();
  const keys = new Map<string, { readonly id: string; readonly until: number }>();
  let next = firstId;
  const at = (path: string): PortalFile | undefined => [...files.values()].find(file => file.path === path);
  const freePath = (stem: string, extension: string): string => {
    const ending = extension === '' ? '' : `.${extension}`;
    let path = `${stem}${ending}`;
    for (let n = 1; at(path); n += 1) path = `${stem}-${String(n)}${ending}`;
    return path;
  };
  return {
    add: ({ fileName, folder, access, contentType, overwrite, bytes }) => {
      const [, stem = fileName, extension = ''] = /^(.+)\.([^.]+)$/.exec(fileName) ?? [];
      const wanted = `/${folder.replace(/^\/+|\/+$/g, '')}/${stem}`;
      const full = extension === '' ? wanted : `${wanted}.${extension}`;
      const former = overwrite ? at(full) : undefined;
      const path = former ? full : freePath(wanted, extension);
      const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
      const file: PortalFile = {
        id: former?.id ?? String(next++),
        name,
        extension,
        path,
        type: typeOf(extension),
        access,
        size: bytes.length,
        createdAt: former?.createdAt ?? now(),
        updatedAt: now(),
        contentType: contentType === '' ? 'application/octet-stream' : contentType,
        bytes,
      };
      files.set(file.id, file);
      return file;
    },
    get: id => files.get(id),
    all: () => [...files.values()],
    remove: id => {
      files.delete(id);
    },
    sign: (id, seconds) => {
      const made = key();
      const until = Date.parse(now()) + seconds * 1_000;
      keys.set(made, { id, until });
      return { key: made, expiresAt: new Date(until).toISOString() };
    },
    signed: given => {
      const found = keys.get(given);
      return found && found.until > Date.parse(now()) ? files.get(found.id) : undefined;
    },
  };
}

function typeOf(extension: string): PortalFile['type'] {
  if (/^(png|jpe?g|gif|webp|svg)$/i.test(extension)) return 'IMG';
  return /^(pdf|docx?|txt|csv|xlsx?)$/i.test(extension) ? 'DOCUMENT' : 'OTHER';
}
