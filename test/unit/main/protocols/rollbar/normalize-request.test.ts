import { describe, expect, test } from 'vitest';
import type { RequestRecord } from '../../../../../shared/occurrence.ts';
import { requestOf } from '../../../../../main/protocols/rollbar/normalize-request.ts';
import { aSection, pathsOf } from './a-report.ts';

const read = (request: unknown): RequestRecord | null => requestOf(aSection({ request }), '203.0.113.77');

describe('a request', () => {
  test.each([undefined, null, {}, []])('%j is none', (request) => {
    expect(read(request)).toBeNull();
  });

  test('is read field by field, what is unknown is kept beside', () => {
    expect(
      read({
        ...{ url: 'https://shop.example/', method: 'POST', params: { id: 1 }, cookies: { theme: 'dark' } },
        ...{ GET: { a: '1' }, POST: { b: '2' }, user_ip: '198.51.100.4', session: { id: 'x' }, headers: { Host: 'a' } },
      }),
    ).toEqual({
      ...{ url: 'https://shop.example/', method: 'POST', params: { id: 1 }, cookies: { theme: 'dark' } },
      ...{ query: { a: '1' }, body: { b: '2' }, userIp: '198.51.100.4', headers: { Host: 'a' } },
      extra: { session: { id: 'x' } },
    });
  });

  test.each<[object, object]>([
    [{ query_string: 'a=1' }, { query: 'a=1', extra: null }],
    [
      { GET: { a: '1' }, query_string: 'a=1' },
      { query: { a: '1' }, extra: { query_string: 'a=1' } },
    ],
    [
      { GET: [], query_string: '' },
      { query: null, extra: null },
    ],
    [
      { POST: {}, body: '{"a":1}' },
      { body: '{"a":1}', extra: null },
    ],
    [
      { POST: { a: 1 }, body: 'raw' },
      { body: { a: 1 }, extra: { body: 'raw' } },
    ],
  ])('%j is read as %j', (request, expected) => {
    expect(read(request)).toMatchObject(expected);
  });

  test('headers become text', () => {
    const headers = { Accept: ['a', 'b'], 'X-Retries': 3, 'X-None': null, 'X-Odd': { a: 1 } };
    expect(read({ headers })?.headers).toEqual({
      ...{ Accept: 'a, b', 'X-Retries': '3', 'X-None': '""', 'X-Odd': '{"a":1}' },
    });
  });

  test('a header called __proto__ is only a header', () => {
    const headers = JSON.parse('{"__proto__":"x"}') as object;
    expect(Object.keys(read({ headers })?.headers ?? {})).toEqual(['__proto__']);
  });

  test('the address of the sender is filled in where the client asks for it', () => {
    expect(read({ user_ip: '$remote_ip' })?.userIp).toBe('203.0.113.77');
    expect(read({ user_ip: '$remote_ip_anonymize' })?.userIp).toBe('203.0.113.0');
    expect(read({ url: '/' })?.userIp).toBeNull();
  });

  test('fields of the wrong type are defects', () => {
    const data = aSection({ request: { url: {}, method: ['GET'], headers: 'x' } });
    expect(requestOf(data, '')).toMatchObject({ url: null, method: null, headers: {} });
    expect(pathsOf(data)).toEqual(['data.request.url', 'data.request.method', 'data.request.headers']);
  });
});
