/** A client of Rollbar's API for a test: the base URL and the token of a running collector, nothing else. */
import { request } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { RunningCollector } from './running-collector.ts';

export interface ApiAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body, where there is one that calls itself JSON; the test asks of it what it expects. */
  body: { err?: number; message?: string; result?: unknown; data?: unknown };
}

export interface ApiRequest {
  method?: string;
  /** Behind `/api/1`. */
  path: string;
  /** The first project's unless another is given; null for none. */
  token?: string | null;
  headers?: OutgoingHttpHeaders;
  /** An object is sent as JSON. */
  body?: object | string | Buffer;
}

/** Redirects are not followed, and any Host header can be sent: that is why this is not `fetch`. */
export function askApi(running: RunningCollector, asked: ApiRequest): Promise<ApiAnswer> {
  const { ingest, token: first } = running.collector.status();
  const { method = 'GET', path, token = first, headers = {}, body } = asked;
  const sent = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const tokenHeader = token === null ? {} : { 'X-Rollbar-Access-Token': token };
  return new Promise((resolve, reject) => {
    const call = request(
      { host: '127.0.0.1', port: ingest.port, method, path: `/api/1${path}`, headers: { ...tokenHeader, ...headers } },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          const read = { status: response.statusCode ?? 0, headers: response.headers, text };
          const isJson = text !== '' && response.headers['content-type']?.startsWith('application/json') === true;
          try {
            resolve({ ...read, body: isJson ? (JSON.parse(text) as ApiAnswer['body']) : {} });
          } catch (cause) {
            reject(new Error(`an answer that is no JSON: ${text}`, { cause }));
          }
        });
      },
    );
    call.on('error', reject);
    call.end(sent);
  });
}
