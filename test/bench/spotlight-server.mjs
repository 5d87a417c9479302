/** Runs as a process of its own: the sidecar of Spotlight from the folder that is given, without what reports home. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder = '', port = '0'] = process.argv.slice(2);
const main = join(folder, 'node_modules/@spotlightjs/spotlight/dist/server/main.js');
const { setupSpotlight } = await import(pathToFileURL(main).href);
await setupSpotlight({ port: Number(port) });
