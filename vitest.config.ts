import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const slow = { testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 1, fileParallelism: false };
const project = (name: string, include: string[], more: object = {}) => ({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  define: { __APP_VERSION__: '"0.0.0-test"' },
  test: { name, include, environment: 'node', pool: 'forks' as const, ...more },
});

// unit starts nothing; collector starts the collector in the test's own process; screen drives the headless page in
// Chromium; electron drives the real window. faults and soak do harm to the built collector, or wear it out.
export default defineConfig({
  test: {
    projects: [
      project('unit', ['test/unit/**/*.test.ts', 'test/architecture/**/*.test.ts']),
      project('collector', ['test/collector/**/*.test.ts'], { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('screen', ['test/screen/**/*.test.ts'], slow),
      project('faults', ['test/faults/**/*.test.ts'], { ...slow, testTimeout: 300_000 }),
      project('soak', ['test/soak/**/*.test.ts'], slow),
      project('electron', ['test/electron/**/*.test.ts'], slow),
    ],
  },
});
