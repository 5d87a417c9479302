// npm run bench:grouping -- --data DIR [--assign st1|st2]: judges grouping on labelled occurrences, or prints its groups.
import { at, ensureDependencies, ensureElectron, exitCodeOf, nodeRuntime, say } from './toolchain.mjs';

try {
  ensureDependencies();
  const node = nodeRuntime(ensureElectron());
  const program = at('test/bench/grouping/bench-grouping.ts');
  process.exitCode = exitCodeOf(node.exe, [program, ...process.argv.slice(2)], node.env);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
