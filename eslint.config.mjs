import tseslint from 'typescript-eslint';

export default tseslint.config(
  // Run as they are: the runner's setup before anything could compile it, HubSpot's bundler as an ES module.
  { ignores: ['dist/', 'node_modules/', '**/_ui/', 'coverage/', 'test/engines/*.cjs', 'test/plugin/*.mjs'] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'Time is an argument: use the injected clock and domain/time.ts.' },
      ],
      'no-console': 'error',
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Formatting for people, sockets and tests may meet the host's Date; the domain and the workflows may not.
    // moments.ts formats and subtracts for the cards; nothing else of theirs meets it.
    files: [
      'server/adapters/**',
      'server/http/**',
      'server/main.ts',
      'ui-extensions/words/moments.ts',
      'test/**',
    ],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    // Long for a reason, which test/structure.test.ts lists.
    files: [
      'test/domain/check-revision.test.ts',
      'test/domain/next-move.test.ts',
      'test/domain/plan-first-notices.test.ts',
      'test/sandbox/page/page.test.ts',
    ],
    rules: { 'max-lines': 'off' },
  },
  { files: ['test/**', 'server/check-config.ts', 'server/rules.ts'], rules: { 'no-console': 'off' } },
);
