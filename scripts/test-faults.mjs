// npm run test:faults [-- --long] [-- --soak [MINUTES]] [vitest's arguments]: what the built collector does when clients,
// disk and power fail. The short form is part of `npm test`; --soak instead runs it at a fixed rate, with the page open.
import { at, ensureBuilt, ensureDependencies, ensureElectron, exitCodeOf, nodeRuntime, say } from './toolchain.mjs';

const usualMinutes = 30;

try {
  const { form, minutes, rest } = read(process.argv.slice(2));
  ensureDependencies();
  const node = nodeRuntime(ensureElectron());
  ensureBuilt();
  const vitest = [at('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', minutes ? 'soak' : 'faults', ...rest];
  const env = { ...node.env, STACKTRAY_FAULTS: form, STACKTRAY_SOAK_MINUTES: String(minutes) };
  process.exitCode = exitCodeOf(node.exe, vitest, env);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}

function read(args) {
  const rest = [...args];
  const long = rest.indexOf('--long');
  if (long !== -1) rest.splice(long, 1);
  const soak = rest.indexOf('--soak');
  let minutes = 0;
  if (soak !== -1) {
    const given = Number(rest[soak + 1]);
    const isGiven = given > 0;
    minutes = isGiven ? given : usualMinutes;
    rest.splice(soak, isGiven ? 2 : 1);
  }
  return { form: long === -1 ? 'short' : 'long', minutes, rest };
}
