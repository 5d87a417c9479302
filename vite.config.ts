import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import pkg from './package.json' with { type: 'json' };
import { licences } from './scripts/licences.ts';

const at = (path: string): string => resolve(import.meta.dirname, path);
const external = ['electron', ...builtinModules, /^node:/, ...Object.keys(pkg.dependencies)];
const watch = process.env['STACKTRAY_WATCH'] ? {} : null;
const node = {
  consumer: 'server' as const,
  resolve: { conditions: ['node'], noExternal: true as const, external: Object.keys(pkg.dependencies) },
};
const nodeBuild = { watch, emptyOutDir: true, target: 'node22', minify: false, copyPublicDir: false };

// One run builds the page ("client"), everything that runs under Node or Electron ("main") and the preload script.
export default defineConfig({
  root: 'renderer',
  base: './',
  define: { __APP_VERSION__: JSON.stringify(pkg.version) },
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), licences(import.meta.dirname)],
  builder: {
    buildApp: async (builder) => {
      for (const name of ['client', 'main', 'preload']) await builder.build(builder.environments[name]!);
    },
  },
  environments: {
    client: {
      build: {
        outDir: '../out/renderer',
        emptyOutDir: true,
        target: 'chrome130',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        // The largest are grammars, loaded when code of that language is shown.
        chunkSizeWarningLimit: 1100,
      },
    },
    main: {
      ...node,
      build: {
        ...nodeBuild,
        outDir: '../out/main',
        sourcemap: true,
        rolldownOptions: {
          external,
          input: {
            electron: at('main/electron/electron.ts'),
            'collector-entry': at('main/electron/collector-entry.ts'),
            headless: at('main/headless.ts'),
            'checkpoint-thread': at('main/store/checkpoint-thread.ts'),
            'storing-thread': at('main/collector/storing-thread.ts'),
            'index-thread': at('main/collector/index-thread.ts'),
            'match-thread': at('main/collector/match-thread.ts'),
            'pack-thread': at('main/store/packing/pack-thread.ts'),
            'query-thread': at('main/store/rql/query-thread.ts'),
            'read-thread': at('main/store/reads/read-thread.ts'),
            'symbol-thread': at('main/symbols/symbol-thread.ts'),
            'retention-thread': at('main/store/retention/retention-thread.ts'),
            'forget-thread': at('main/store/forget/forget-thread.ts'),
            'keeping-thread': at('main/store/safekeeping/keeping-thread.ts'),
            'search-thread': at('main/store/search/search-thread.ts'),
          },
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
        },
      },
    },
    preload: {
      ...node,
      build: {
        ...nodeBuild,
        outDir: '../out/preload',
        rolldownOptions: {
          external,
          input: { preload: at('main/electron/preload.ts') },
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
});
