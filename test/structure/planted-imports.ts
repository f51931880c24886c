/** One forbidden import: where it stands, what it says, and the rule of .dependency-cruiser.cjs that must object. */
export interface Plant {
  readonly rule: string;
  readonly file: string;
  readonly code: string;
}

/** Files that plants point at; they import nothing. */
export const EMPTY_FILES: readonly string[] = [
  'server/domain/empty.ts',
  'server/workflows/ports.ts',
  'server/workflows/other-workflow.ts',
  'server/workflows/gather.ts',
  'server/queries/empty.ts',
  'server/adapters/one/empty.ts',
  'server/adapters/clock.ts',
  'server/http/empty.ts',
  'server/env.ts',
  'ui-extensions/contract/empty.ts',
  'test/empty.ts',
  'plugin/empty.ts',
];

const homeless: readonly (readonly [pkg: string, specifier?: string])[] = [
  ['temporal-polyfill'],
  ['libphonenumber-js', 'libphonenumber-js/max'],
  ['dayjs'],
  ['intl-messageformat'],
  ['@hubspot/api-client'],
  ['bull'],
  ['ioredis'],
  ['kysely'],
  ['pg'],
  ['@electric-sql/pglite'],
  ['pdf-lib'],
  ['uqr'],
  ['fontkit'],
  ['@expo-google-fonts/noto-sans', '@expo-google-fonts/noto-sans/package.json'],
  ['nodemailer'],
  ['postal-mime'],
  ['pino'],
  ['prom-client'],
  ['yaml'],
  ['helmet'],
  ['express-rate-limit'],
  ['express'],
  ['zod'],
];

const plant = (rule: string, file: string, specifier: string): Plant => ({
  rule,
  file,
  code: `import '${specifier}';\n`,
});

/** Each in a file of its own, so that one plant cannot answer for another. */
export const PLANTS: readonly Plant[] = [
  plant('no-circular', 'server/domain/a.ts', './a.js'),
  plant('not-unresolvable', 'server/domain/c.ts', './missing.js'),
  plant('production-not-to-test', 'plugin/d.ts', '../test/empty.js'),
  plant('production-not-to-dev-packages', 'server/adapters/one/e.ts', 'smtp-server'),
  plant('only-listed-packages', 'server/adapters/one/f.ts', 'semver'),
  plant('domain-is-pure', 'server/domain/g.ts', 'node:crypto'),
  plant('domain-has-two-packages', 'server/domain/h.ts', 'zod'),
  plant('workflows-have-no-effects', 'server/workflows/i.ts', 'node:fs'),
  plant('workflows-have-no-effects', 'server/queries/i.ts', 'yaml'),
  plant('workflows-do-not-meet', 'server/workflows/j.ts', './other-workflow.js'),
  plant('ports-know-no-workflow', 'server/workflows/ports/k.ts', '../other-workflow.js'),
  plant('gather-is-for-compose', 'server/http/l.ts', '../workflows/gather.js'),
  plant('queries-answer-in-contract-types', 'server/queries/m.ts', '../../ui-extensions/contract/empty.js'),
  plant('adapters-do-not-meet', 'server/adapters/two/n.ts', '../one/empty.js'),
  plant('single-adapters-do-not-meet', 'server/adapters/o.ts', './clock.js'),
  plant('http-is-thin', 'server/http/p.ts', 'node:fs'),
  plant('root-is-imported-by-nobody', 'server/adapters/one/q.ts', '../../env.js'),
  plant('contract-is-zod-mini', 'ui-extensions/contract/r.ts', 'zod'),
  plant('contract-is-zod-mini', 'ui-extensions/contract/s.ts', 'node:crypto'),

  plant('layer:server/domain', 'server/domain/layer.ts', '../workflows/ports.js'),
  plant('layer:server/workflows', 'server/workflows/layer.ts', '../adapters/clock.js'),
  plant('layer:server/queries', 'server/queries/layer.ts', '../workflows/other-workflow.js'),
  plant('layer:server/queries', 'server/queries/layer-2.ts', '../http/empty.js'),
  plant('layer:server/adapters', 'server/adapters/one/layer.ts', '../../workflows/other-workflow.js'),
  plant('layer:server/adapters', 'server/adapters/one/layer-2.ts', '../../http/empty.js'),
  plant(
    'layer:server/adapters',
    'server/adapters/one/layer-3.ts',
    '../../../ui-extensions/contract/empty.js',
  ),
  plant('layer:server/http', 'server/http/layer.ts', '../adapters/clock.js'),
  plant('layer:server/[^/]+[.]ts', 'server/layer.ts', '../plugin/empty.js'),
  plant('layer:ui-extensions/contract', 'ui-extensions/contract/layer.ts', '../../server/domain/empty.js'),
  plant(
    'layer:ui-extensions/(cards|pages|settings|parts|client|words)',
    'ui-extensions/cards/layer.ts',
    '../../server/domain/empty.js',
  ),
  plant('layer:plugin', 'plugin/layer.ts', '../server/domain/empty.js'),

  plant('home:react', 'server/http/react.ts', 'react'),
  plant('home:@hubspot/ui-extensions', 'ui-extensions/client/drawn.ts', '@hubspot/ui-extensions'),
  plant('home:@remote-ui/(react|core|rpc)', 'plugin/drawn.ts', '@remote-ui/core'),

  plant('home-types:express', 'server/compose-house.ts', 'express'),
  plant('home-types:zod', 'server/load-config.ts', 'zod'),
  ...homeless.map(([pkg, specifier = pkg], n) => plant(`home:${pkg}`, `plugin/homeless-${n}.ts`, specifier)),
];
