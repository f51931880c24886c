import { parseArgs } from 'node:util';
import { forewarnProperties, forewarnSchemas } from './forewarn-schemas.js';
import { createPortal, defaultToken, type Portal } from './portal.js';

const firstPort = 4320;
const portsTried = 20;

/** Asked for a port, it takes that one or fails; otherwise the next free one from the default on. */
async function listenOn(portal: Portal, port: number, tries: number): ReturnType<Portal['listen']> {
  try {
    return await portal.listen(port);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken || tries <= 1) throw error;
    return listenOn(portal, port + 1, tries - 1);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, bare: { type: 'boolean', default: false } },
  });
  const asked = values.port === undefined ? undefined : Number(values.port);
  if (asked !== undefined && !Number.isInteger(asked))
    throw new Error(`--port: expected a number, found ${String(values.port)}`);
  const portal = createPortal({
    clock: { now: () => new Date().toISOString() },
    // Bare is how HubSpot hands an account over: for trying `npm run provision`.
    ...(values.bare ? {} : { schemas: forewarnSchemas, properties: forewarnProperties }),
  });
  const { url } = await listenOn(portal, asked ?? firstPort, asked === undefined ? portsTried : 1);
  console.log(`Local portal ${String(portal.portalId)} at ${url}, token ${defaultToken}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
