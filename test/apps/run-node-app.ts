/** Runs the small Node application of rollbar-node.mjs to its end, on the Node that runs the tests. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface NodeAppRun {
  sdk: 'rollbar' | 'rollbar-2';
  /** The whole address that reports go to, e.g. `http://127.0.0.1:7655/api/1/item/`. */
  endpoint: string;
  token: string;
  scenario: 'handled' | 'uncaught' | 'message' | 'nested' | 'telemetry' | 'two';
}

export interface NodeAppResult {
  /** What was sent, in order. */
  uuids: string[];
  /** What the SDK said went wrong, and reports that were not answered with 200. */
  errors: string[];
}

const program = join(import.meta.dirname, 'rollbar-node.mjs');

/** Rejects with what the application wrote to stderr when it ended without a result. */
export async function runNodeApp({ sdk, endpoint, token, scenario }: NodeAppRun): Promise<NodeAppResult> {
  const child = spawn(process.execPath, [program, sdk, endpoint, token, scenario], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, complaints] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const result = out.trim().split('\n').at(-1) ?? '';
  if (!result.startsWith('{')) throw new Error(`rollbar-node.mjs ended without a result: ${complaints}`);
  return JSON.parse(result) as NodeAppResult;
}
