import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskFull, openEmbeddedStore } from '../../server/adapters/store/embedded.js';
import type { Store } from '../../server/adapters/store/store.js';
import { addHours } from '../../server/domain/time.js';
import { need } from '../sandbox/scenario.js';
import { startNeighbourhood } from '../stories/neighbourhood.js';
import { expectEachHouseToldOnce, fortyHouses, FRIDAY } from './forty-houses.js';

interface SmallDisk {
  readonly folder: string;
  /** Takes all that is left. */
  fill(): void;
  free(): void;
  remove(): void;
}

/** Null where this user may not mount one. */
const smallDisk = (): SmallDisk | null => {
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', folder]).status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      const file = openSync(ballast, 'w');
      try {
        for (let size = 1 << 20; size >= 4096; size /= 2) while (wrote(file, size));
      } finally {
        closeSync(file);
      }
    },
    free: () => {
      rmSync(ballast, { force: true });
    },
    remove: () => {
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const wrote = (file: number, size: number): boolean => {
  try {
    return writeSync(file, Buffer.alloc(size)) === size;
  } catch {
    return false;
  }
};

describe('a full disk under the embedded ledger', () => {
  let disk: SmallDisk | null;
  beforeEach(() => {
    disk = smallDisk();
    if (disk === null && process.env['CI'] === 'true')
      throw new Error('A small disk cannot be mounted, so a full one is not tested.');
    if (disk === null) console.warn('Not tested: only root may mount a small disk.');
  });
  afterEach(() => disk?.remove());

  it('is said plainly at the start, and the folder is free again', async () => {
    if (disk === null) return;
    disk.fill();
    await expect(openEmbeddedStore({ folder: disk.folder })).rejects.toBeInstanceOf(DiskFull);
    disk.free();
    await (await openEmbeddedStore({ folder: disk.folder })).close();
  });

  it('fills up in the middle of a campaign: nothing is lost and nothing sent twice, once there is room again', async () => {
    if (disk === null) return;
    const { folder } = disk;
    let store: Store | undefined;
    const town = await startNeighbourhood(fortyHouses, {
      engine: {
        name: 'embedded',
        makeLedger: () =>
          Promise.resolve({
            url: null,
            open: async () => (store = await openEmbeddedStore({ folder: join(folder, 'ledger') })),
            drop: () => Promise.resolve(),
          }),
      },
    });
    const { world, desk } = town;
    const { id } = need(await desk.draft(FRIDAY));
    need(await desk.launch(need(await desk.rehearse(id))));
    disk.fill();
    const working = world.pump().then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
    );
    const refused = await desk.draft(FRIDAY);
    expect(refused).toMatchObject({ status: 503 });
    disk.free();
    expect(['done', 'Fault']).toContain(await working);
    // What was claimed was given up with the lease; as the heartbeat does in a few seconds.
    await world.server.renew();
    for (let hour = 0; hour < 4; hour += 1) await world.advanceTo(addHours(world.clock.now(), 1));

    await expectEachHouseToldOnce(town, id);
    await town.close();
    await store?.close();
  }, 240_000);
});
