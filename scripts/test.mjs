// npm test [-- suite … [vitest's arguments]]: types, lint, unit, collector, fault, screen and desktop tests.
// A suite that cannot run here says why on one line; with CI=true it then fails.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import {
  at,
  ensureBuilt,
  ensureDependencies,
  ensureElectron,
  exitCodeOf,
  hasDisplay,
  hasVirtualDisplay,
  nodeRuntime,
  say,
  whyElectronDoesNotLoad,
} from './toolchain.mjs';

const mustRun = process.env.CI === 'true';
const temporary = mkdtempSync(join(tmpdir(), 'stacktray-test-'));
const bin = (path) => at('node_modules', ...path.split('/'));

ensureDependencies();
const electron = electronOrNot();
const whyNoElectron = electron ? whyElectronDoesNotLoad(electron) : 'there is no Electron for this machine';
const node = nodeRuntime(electron);

const suites = {
  types: {
    check: [bin('svelte-check/bin/svelte-check'), '--tsgo', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  },
  lint: { check: [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  format: { check: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  unit: { project: 'unit' },
  collector: { project: 'collector', built: true },
  faults: { project: 'faults', built: true },
  screen: { project: 'screen', built: true, why: whyNoScreen },
  electron: { project: 'electron', built: true, display: true, why: whyNoWindow },
};

const [names, rest] = wanted(process.argv.slice(2));
const results = names.map((name) => ({ name, ...runSuite(name, suites[name]) }));
rmSync(temporary, { recursive: true, force: true });
report(results);

function electronOrNot() {
  try {
    return ensureElectron();
  } catch (error) {
    say(error.message);
    return undefined;
  }
}

function wanted(args) {
  if (args[0] === 'check') return [['types', 'lint', 'format', 'unit'], args.slice(1)];
  const firstOther = args.findIndex((arg) => !Object.hasOwn(suites, arg));
  const count = firstOther === -1 ? args.length : firstOther;
  return [count === 0 ? Object.keys(suites) : args.slice(0, count), args.slice(count)];
}

function runSuite(name, suite) {
  const why = suite.why?.() ?? null;
  if (why !== null) {
    console.log(`SKIPPED: ${name}: ${why}`);
    return mustRun ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
  }
  console.log(`\n== ${name}`);
  if (suite.check) return one(exitCodeOf(process.execPath, suite.check) === 0);
  try {
    if (suite.built) ensureBuilt();
  } catch (error) {
    say(error.message);
    return one(false);
  }
  return runVitest(suite);
}

/** Runs a vitest project on the Node that the product runs on, and counts its tests. */
function runVitest({ project, display }) {
  const counts = join(temporary, `${project}.json`);
  const reporters = ['--reporter', 'default', '--reporter', 'json', '--outputFile.json', counts];
  const vitest = [bin('vitest/vitest.mjs'), 'run', '--project', project, ...reporters, ...rest];
  const env = {
    ...node.env,
    ...(electron ? { STACKTRAY_ELECTRON: electron.exe } : {}),
    // A collector starts threads from sources: what was compiled for one is not compiled for each.
    NODE_COMPILE_CACHE: join(temporary, 'compiled'),
  };
  const code =
    display && !hasDisplay()
      ? exitCodeOf('xvfb-run', ['-a', '-s', '-screen 0 1400x900x24', node.exe, ...vitest], env)
      : exitCodeOf(node.exe, vitest, env);
  if (!existsSync(counts)) return one(false);
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(counts, 'utf8'));
  // A suite can fail outside of its tests, in a hook or an import.
  const failed = code !== 0 ? Math.max(1, numFailedTests) : numFailedTests;
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}

function whyNoScreen() {
  if (process.env.CHROME_PATH) return null;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const found = names.some((name) => spawnSync('which', [name], { stdio: 'ignore' }).status === 0);
  return found ? null : 'no Chromium on this machine (install chromium, or set CHROME_PATH)';
}

function whyNoWindow() {
  if (whyNoElectron !== null) return whyNoElectron;
  return hasDisplay() || hasVirtualDisplay() ? null : 'no display and no xvfb-run';
}

function one(isGood) {
  return isGood ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function report(all) {
  console.log(`\nsuite       passed  failed  skipped   (on ${node.name})`);
  for (const { name, passed, failed, skipped } of all)
    console.log(`${name.padEnd(10)} ${[passed, failed, skipped].map((n) => String(n).padStart(7)).join(' ')}`);
  const sum = (key) => all.reduce((total, result) => total + result[key], 0);
  const failed = sum('failed');
  const unrun = all.filter((result) => result.passed + result.failed === 0).map((result) => result.name);
  if (unrun.length > 0) console.log(`NOT RUN: ${unrun.join(', ')}`);
  console.log(`${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}
