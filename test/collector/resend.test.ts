import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ParamsOf } from '../../shared/contract.ts';
import type { JsonObject } from '../../shared/json.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
let server: Server;
let other: string;
let reply = { status: 200, body: '{"err":0,"result":{"uuid":"x"}}', headers: {} as Record<string, string> };
const received: { url: string; headers: IncomingHttpHeaders; body: JsonObject }[] = [];

beforeEach(async () => {
  running = await runCollector();
  received.length = 0;
  reply = { status: 200, body: '{"err":0,"result":{"uuid":"x"}}', headers: {} };
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      received.push({ url: request.url ?? '', headers: request.headers, body: JSON.parse(text) as JsonObject });
      response.writeHead(reply.status, { 'Content-Type': 'application/json', ...reply.headers });
      response.end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  other = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  await running.post(
    errorData({ uuid: '0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d', custom: { password: 'hunter2', n: 1 } }),
  );
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await running.dispose();
  expect(running.log).toEqual([]);
});

const wanted = (given: Partial<ParamsOf<'occurrences.resend'>> = {}): ParamsOf<'occurrences.resend'> => ({
  ...{ id: 1, url: other, token: 'c'.repeat(32), uuid: 'kept', isRedacted: false, isElsewhereAllowed: false },
  ...given,
});
const resend = (given: Partial<ParamsOf<'occurrences.resend'>> = {}): Promise<unknown> =>
  running.client.call('occurrences.resend', wanted(given));

it('posts the report as it came, with the other token and the same uuid', async () => {
  expect(await resend()).toMatchObject({ kind: 'answered', status: 200, uuid: '0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d' });
  const [sent] = received;
  expect([sent?.url, sent?.headers['x-rollbar-access-token']]).toEqual(['/api/1/item/', 'c'.repeat(32)]);
  expect(sent?.body).toMatchObject({
    access_token: 'c'.repeat(32),
    data: {
      ...errorData({ custom: { password: 'hunter2', n: 1 } }),
      uuid: '0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d',
    },
  });
});

it('masks what the rules name and makes a new uuid where that is wanted; what is stored stays', async () => {
  await running.client.call('redaction.change', { builtIn: ['secrets'], keys: ['n'], patterns: [] });
  const { uuid } = (await resend({ isRedacted: true, uuid: 'new' })) as { uuid: string };
  expect(uuid).toMatch(/^[0-9a-f-]{36}$/);
  expect(received[0]?.body).toMatchObject({ data: { uuid, custom: { password: '[redacted]', n: '[redacted]' } } });
  const { text } = await running.client.call('occurrences.raw', { id: 1 });
  expect(text).toContain('hunter2');
});

it('sends to this collector itself as to any other', async () => {
  const { ingest, token } = running.collector.status();
  expect(await resend({ url: ingest.url, token, uuid: 'new' })).toMatchObject({ kind: 'answered', status: 200 });
  expect((await running.items())[0]?.totalOccurrences).toBe(2);
});

describe('says what the other side answers', () => {
  it('a refusal in its words', async () => {
    reply = { status: 422, body: '{"err":1,"message":"no\\n  body"}', headers: {} };
    expect(await resend()).toMatchObject({ kind: 'answered', status: 422, words: 'no body' });
  });

  it('something else, cut', async () => {
    reply = { status: 502, body: `<h1>${'x'.repeat(100_000)}`, headers: {} };
    const answer = (await resend()) as { words: string };
    expect(answer).toMatchObject({ kind: 'answered', status: 502 });
    expect(answer.words.length).toBe(300);
  });

  it('that it is elsewhere, without going there', async () => {
    reply = { status: 307, body: '', headers: { Location: `${other}/again` } };
    expect(await resend()).toMatchObject({ kind: 'answered', status: 307 });
    expect(received).toHaveLength(1);
  });

  it('nothing, when nothing listens', async () => {
    await new Promise((resolve) => server.close(resolve));
    expect(await resend()).toEqual({ kind: 'unreachable', words: 'Nothing listens at this address.' });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
});

describe('refuses', () => {
  it.each([
    ['another computer', { url: 'http://collector.example' }, /not this computer/],
    ['a name that only begins like this computer', { url: 'http://127.0.0.1.evil.example' }, /not this computer/],
    ['another scheme', { url: 'file:///etc/passwd' }, /http/],
    ['no address', { url: 'collector' }, /http/],
    ['an address with a password', { url: 'http://a:b@127.0.0.1' }, /password/],
    ['an address with a path', { url: 'http://127.0.0.1/api/1/project/1' }, /path/],
    ['a token that would be another header', { token: 'a\r\nHost: x' }, /one word/],
  ])('%s', async (_name, given, words) => {
    await expect(resend(given)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringMatching(words) as string,
    });
    expect(received).toEqual([]);
  });

  it('an occurrence that is not there', async () => {
    await expect(resend({ id: 99 })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the rules of redaction', () => {
  it('are the usual ones, then those of the person, also after a restart', async () => {
    expect(await running.client.call('redaction.rules', {})).toEqual({
      builtIn: ['secrets', 'cards'],
      keys: [],
      patterns: [],
    });
    const rules = { builtIn: ['emails'] as const, keys: ['tenant', 'tenant'], patterns: ['ORD-\\d+'] };
    const kept = { builtIn: ['emails'], keys: ['tenant'], patterns: ['ORD-\\d+'] };
    expect(await running.client.call('redaction.change', { ...rules, builtIn: [...rules.builtIn] })).toEqual(kept);
    await running.restart();
    expect(await running.client.call('redaction.rules', {})).toEqual(kept);
  });

  it('are refused with a pattern that cannot be used', async () => {
    const change = running.client.call('redaction.change', { builtIn: [], keys: [], patterns: ['(a+)+(?=b)'] });
    await expect(change).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringMatching(/look-ahead/) as string,
    });
  });
});
