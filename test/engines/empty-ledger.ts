import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore } from '../../server/adapters/store/embedded.js';
import { schemaVersion } from './postgres-server.js';

/**
 * The migrated, empty ledger that a test on the embedded engine begins with: migrated once for each version of the
 * schema, then loaded from a dump in a fraction of the time.
 */
export const emptyLedger = async (): Promise<Blob> => {
  const file = join(tmpdir(), `forewarn-empty-ledger-${schemaVersion()}.tar`);
  if (!existsSync(file)) {
    const store = await openEmbeddedStore({ folder: null });
    const part = `${file}.${process.pid}`;
    writeFileSync(part, Buffer.from(await (await store.dump()).arrayBuffer()));
    await store.close();
    renameSync(part, file);
  }
  return new Blob([readFileSync(file)]);
};
