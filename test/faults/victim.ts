/** The built headless collector, and everything that a fault test asks of it from outside. */
import { randomUUID } from 'node:crypto';
import { request, type Agent, type IncomingHttpHeaders } from 'node:http';
import type { AppStatus } from '../../shared/app-status.ts';
import type { CallName, ParamsOf, ResultOf } from '../../shared/contract.ts';
import { startHeadless, type HeadlessOptions, type HeadlessProcess } from '../collector/headless-process.ts';
import { errorData } from '../collector/running-collector.ts';
import { descriptorsOf, memoryOf } from './process-figures.ts';

export interface Victim {
  headless: HeadlessProcess;
  port: number;
  pid: number;
  /** Bytes of memory it has now. */
  memory(): number;
  descriptors(): number;
  status(): Promise<AppStatus>;
  call<Name extends CallName>(name: Name, params: ParamsOf<Name>): Promise<ResultOf<Name>>;
  /**
   * Posts one report, with a new uuid unless one is given, over a connection of its own unless there is an agent.
   * Rejects when it is not answered.
   */
  post(wanted?: { uuid?: string; padding?: number; agent?: Agent }): Promise<Answer>;
  ping(): Promise<Answer>;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  uuid: string;
}

const token = 'f'.repeat(32);

export async function startVictim(folder: string, options: HeadlessOptions = {}): Promise<Victim> {
  const headless = await startHeadless(folder, options);
  const port = Number(new URL(headless.ingest).port);
  // The process of the collector itself, also where a shell was started before it: that becomes it (`exec`).
  const pid = headless.process.pid ?? 0;
  const call: Victim['call'] = async (name, params) => {
    const page = new URL(headless.page);
    const headers = {
      Authorization: `Bearer ${page.searchParams.get('token') ?? ''}`,
      'Content-Type': 'application/json',
    };
    const answer = await fetch(`${page.origin}/call/${name}`, {
      ...{ method: 'POST', headers, body: JSON.stringify(params) },
    });
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
    return ((await answer.json()) as { result: never }).result;
  };
  return {
    ...{ headless, port, pid, call },
    memory: () => memoryOf(pid),
    descriptors: () => descriptorsOf(pid),
    status: () => call('app.status', {}),
    post: ({ uuid = randomUUID(), padding = 0, agent } = {}) => {
      const data = errorData({ uuid, custom: { padding: 'x'.repeat(padding) } });
      return ask({ port, method: 'POST', path: '/api/1/item/', body: JSON.stringify({ data }), uuid, agent });
    },
    ping: () => ask({ port, method: 'GET', path: '/api/1/status/ping', body: '', uuid: '' }),
  };
}

interface Asked {
  port: number;
  method: string;
  path: string;
  body: string;
  uuid: string;
  agent?: Agent | undefined;
}

function ask({ port, method, path, body, uuid, agent }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'X-Rollbar-Access-Token': token, 'Content-Type': 'application/json' };
    const call = request({ host: '127.0.0.1', port, method, path, headers, agent: agent ?? false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, uuid });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}
