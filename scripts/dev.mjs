// npm run dev: the page from Vite's server with hot replacement; main and preload are built again and Electron is
// started again when they change.
import { spawn } from 'node:child_process';
import { at, ensureDependencies, ensureElectron, root, sandboxFlags } from './toolchain.mjs';

ensureDependencies();
const electron = ensureElectron();
process.env.STACKTRAY_WATCH = '1';
const { createBuilder, createServer } = await import('vite');
const configFile = at('vite.config.ts');
const server = await createServer({ configFile, server: { host: '127.0.0.1', port: 5173 } });
await server.listen();
const env = { ...process.env, STACKTRAY_PAGE_URL: server.resolvedUrls.local[0] };

let app;
function restart() {
  const old = app;
  const start = () => {
    const args = [...sandboxFlags(), root, '--', ...process.argv.slice(2)];
    // The channel tells Electron when this script has ended.
    const started = spawn(electron.exe, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env });
    app = started;
    started.once('exit', (code) => {
      if (app === started) void server.close().then(() => process.exit(code ?? 0));
    });
  };
  if (!old) {
    start();
    return;
  }
  app = undefined;
  old.once('exit', start).kill();
}

const builder = await createBuilder({ configFile, logLevel: 'warn' });
let unbuilt = 2;
let timer;
for (const name of ['main', 'preload']) {
  const watcher = await builder.build(builder.environments[name]);
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') console.error(event.error.message);
    if (event.code !== 'END') return;
    unbuilt = Math.max(0, unbuilt - 1);
    if (unbuilt > 0) return;
    clearTimeout(timer);
    timer = setTimeout(restart, 100);
  });
}
