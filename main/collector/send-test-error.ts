/** Posts a test error the way an application would: over HTTP, to the listener, with the first token. */
import { request } from 'node:http';
import type { AppStatus } from '../../shared/app-status.ts';
import { Refusal } from '../../shared/error-codes.ts';
import { testErrorPayload } from './test-error-payload.ts';

/** Resolves with the uuid once the listener has answered that it is on disk. Refusals: `ingest-down`. */
export async function sendTestError(
  status: AppStatus,
  { uuid, at }: { uuid: string; at: number },
): Promise<{ uuid: string }> {
  if (status.ingest.state === 'failing') throw new Refusal('ingest-down', status.ingest.reason);
  const body = JSON.stringify({ data: testErrorPayload({ uuid, at, version: status.version }) });
  const code = await post(`${status.ingest.url}/api/1/item/`, { body, token: status.token });
  if (code !== 200) throw new Refusal('ingest-down', `The listener answered ${String(code)}.`);
  return { uuid };
}

function post(url: string, { body, token }: { body: string; token: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'X-Rollbar-Access-Token': token };
    const call = request(url, { method: 'POST', headers, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        resolve(answer.statusCode ?? 0);
      });
    });
    call.on('error', (cause) => {
      reject(new Refusal('ingest-down', 'The listener does not answer.', { cause }));
    });
    call.end(body);
  });
}
