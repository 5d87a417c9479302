// npm run pictures: builds, then takes pictures of every screen, into test-results/pictures.
import { at, ensureBuilt, ensureDependencies, ensureElectron, exitCodeOf, nodeRuntime, say } from './toolchain.mjs';

try {
  ensureDependencies();
  const node = nodeRuntime(ensureElectron());
  ensureBuilt();
  process.exitCode = exitCodeOf(node.exe, [at('test/pictures/pictures.ts'), ...process.argv.slice(2)], node.env);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
