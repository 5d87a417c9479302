// npm start: the window where there is a display, else the headless collector with its page for a browser.
import {
  at,
  become,
  ensureBuilt,
  ensureDependencies,
  ensureElectron,
  hasDisplay,
  nodeRuntime,
  root,
  sandboxFlags,
  say,
  whyElectronDoesNotLoad,
} from './toolchain.mjs';

const args = process.argv.slice(2);

try {
  ensureDependencies();
  const electron = electronOrNot();
  ensureBuilt();
  const reason = whyHeadless(electron);
  if (reason === null) openWindow(electron);
  else serveHeadless(electron, reason);
} catch (error) {
  say(error.message);
  process.exit(1);
}

function electronOrNot() {
  try {
    const electron = ensureElectron();
    say(`Electron ${electron.version} (${electron.source})`);
    return electron;
  } catch (error) {
    say(error.message);
    return undefined;
  }
}

/** Tasks with the data are done without a window. */
function isTask(arg) {
  return /^--(?:check|repair|back-up|restore|export|import)(?:=|$)/.test(arg);
}

/** Null when a window can be opened. */
function whyHeadless(electron) {
  if (args.includes('--headless') || args.includes('--help') || args.some(isTask)) return '';
  if (!electron) return 'There is no Electron here';
  if (!hasDisplay()) return 'There is no display here';
  const reason = whyElectronDoesNotLoad(electron);
  return reason === null ? null : `Electron does not load: ${reason}`;
}

function openWindow(electron) {
  // What follows `--` is for the program, and not for Chromium.
  become(electron.exe, [...sandboxFlags(), root, '--', ...args], { ELECTRON_RUN_AS_NODE: undefined });
}

function serveHeadless(electron, reason) {
  if (reason !== '') say(`${reason}, so the inbox is served to a browser instead.`);
  const node = nodeRuntime(electron);
  become(node.exe, [at('out/main/headless.js'), ...args], node.env);
}
