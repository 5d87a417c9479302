import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

const node = Object.fromEntries(
  [
    'process',
    'console',
    'URL',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'fetch',
    'Buffer',
    'module',
  ].map((name) => [name, 'readonly']),
);

export default defineConfig(
  globalIgnores(['out/', 'dist/', '.svelte-check/', 'test-results/', 'test/fixtures/']),
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  { languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } } },
  {
    rules: {
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true, IIFEs: true }],
      'max-params': ['error', 3],
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'svelte/no-at-html-tags': 'error',
      // Objects here are closures: nothing has a `this` that could be lost.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    // ESLint sees the props of other components as `any`, and no globals; svelte-check checks both. State modules replace
    // whole values, so their sets and maps need not be reactive themselves.
    files: ['**/*.svelte', '**/*.svelte.ts'],
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // A suite is one long function by nature; state modules are one function that returns an object.
    files: ['test/**/*.ts', 'renderer/state/**/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', 'eslint.config.js'],
    ...ts.configs.disableTypeChecked,
    languageOptions: { globals: node, parserOptions: { projectService: false } },
  },
);
