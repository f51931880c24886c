const esmOnly = [
  'temporal-polyfill',
  'temporal-utils',
  'temporal-spec',
  'intl-messageformat',
  '@formatjs',
  'postal-mime',
  '@hubspot/ui-extensions',
  'tinyspy',
].join('|');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/engines/setup.cjs',
  testSequencer: '<rootDir>/test/engines/longest-first.cjs',
  globalTeardown: '<rootDir>/test/engines/teardown.cjs',
  roots: ['<rootDir>/test', '<rootDir>/server', '<rootDir>/ui-extensions'],
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.tsx?$': ['ts-jest', { diagnostics: false }],
    // ESM-only packages: jest cannot require() them as plain Node does.
    '^.+\\.m?js$': [
      'ts-jest',
      {
        diagnostics: false,
        tsconfig: {
          allowJs: true,
          module: 'commonjs',
          moduleResolution: 'node10',
          isolatedModules: true,
          target: 'es2022',
        },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly})/)`],
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  testTimeout: 90_000,
};
