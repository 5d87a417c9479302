// npm run bench: builds, then measures the built programs under the Node that they ship with.
import { at, ensureBuilt, ensureDependencies, ensureElectron, exitCodeOf, nodeRuntime, say } from './toolchain.mjs';

try {
  ensureDependencies();
  const node = nodeRuntime(ensureElectron());
  ensureBuilt();
  const program = at('test/bench/bench.ts');
  process.exitCode = exitCodeOf(node.exe, [program, ...process.argv.slice(2)], node.env);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
