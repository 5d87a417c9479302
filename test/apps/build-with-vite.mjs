/** Builds built-shop/ with Vite and its Rollbar plugin: node build-with-vite.mjs '{"outDir": …}'. */
import { join } from 'node:path';
import { build } from 'vite';
import rollbarSourcemaps from 'vite-plugin-rollbar';

const { outDir, endpoint, token, version, origin } = JSON.parse(process.argv[2]);
const root = join(import.meta.dirname, 'built-shop');

await build({
  ...{ configFile: false, logLevel: 'error', root },
  build: { outDir, emptyOutDir: true, sourcemap: 'hidden', rolldownOptions: { input: join(root, 'main.js') } },
  plugins: [
    rollbarSourcemaps({
      ...{ accessToken: token, version, baseUrl: origin, outputDir: outDir, rollbarEndpoint: endpoint },
      ...{ silent: true, ignoreUploadErrors: false },
    }),
  ],
});
