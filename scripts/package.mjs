// npm run package -- [electron-builder's arguments]: a runnable application for this platform, unpacked unless told otherwise.
import { at, ensureBuilt, ensureDependencies, ensureElectron, exitCodeOf, say } from './toolchain.mjs';

ensureDependencies();
const electron = ensureElectron();
if (electron.source !== 'official')
  say(`WARNING: packaging Electron ${electron.version} (${electron.source}): never for a release`);
ensureBuilt();
const args = process.argv.slice(2);
process.exit(
  exitCodeOf(process.execPath, [
    at('node_modules/electron-builder/out/cli/cli.js'),
    `-c.electronDist=${electron.dist}`,
    `-c.electronVersion=${electron.version}`,
    '--publish',
    'never',
    ...(args.length === 0 ? ['--dir'] : args),
  ]),
);
