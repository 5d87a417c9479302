/** Builds the folder `root` with Vite and Rollbar's plugin for it, as BuildOptions of build-app.ts say. */
import { join } from 'node:path';
import { build } from 'vite';
import rollbarSourcemaps from 'vite-plugin-rollbar';

const { root, outDir, endpoint, token, version, origin } = JSON.parse(process.argv[2]);

await build({
  ...{ configFile: false, logLevel: 'error', root },
  build: { outDir, emptyOutDir: true, sourcemap: 'hidden', rolldownOptions: { input: join(root, 'main.mjs') } },
  plugins: [
    rollbarSourcemaps({
      ...{ accessToken: token, version, baseUrl: origin, outputDir: outDir, rollbarEndpoint: endpoint },
      ...{ silent: true, ignoreUploadErrors: false },
    }),
  ],
});
