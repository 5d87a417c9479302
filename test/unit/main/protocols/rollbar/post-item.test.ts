import type { OutgoingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../../../../main/protocols/intake.ts';
import { readStored } from '../../../../../main/protocols/protocols.ts';
import type { Occurrence } from '../../../../../shared/occurrence.ts';
import { fakeNow } from '../fake-intake.ts';
import { anItem, messageOf, startServer, token, type TestServer } from '../a-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const item = anItem({ uuid: '0b6c9d1e7d0a4c559a3e4f0a6b1f2c3d' });
const withToken = JSON.stringify({ access_token: token, ...(JSON.parse(item) as object) });
const header = { 'X-Rollbar-Access-Token': token };
const urlencoded = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** The occurrence of what was accepted. */
function read(report: Report | undefined): Occurrence | undefined {
  return report && readStored(report.protocol, report.raw, report);
}

function multipart(
  fields: Record<string, string>,
  name = 'the-boundary',
): { body: string; headers: OutgoingHttpHeaders } {
  const parts = Object.entries(fields).map(
    ([key, value]) => `--${name}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
  );
  return {
    body: `${parts.join('')}--${name}--\r\n`,
    headers: { 'Content-Type': `multipart/form-data; boundary=${name}` },
  };
}

describe('a report that is taken', () => {
  const form = `payload=${encodeURIComponent(item)}`;
  const upload = multipart({ payload: item });
  test.each([
    ['JSON', item, { ...header, 'Content-Type': 'application/json' }],
    ['JSON without a type', item, header],
    ['JSON labelled as a form, as from PHP and Ruby', item, { ...header, ...urlencoded }],
    ['JSON labelled as multipart', item, { ...header, 'Content-Type': 'multipart/form-data' }],
    ['JSON labelled as text', item, { ...header, 'Content-Type': 'text/plain;charset=UTF-8' }],
    ['JSON after a byte order mark', `\uFEFF${item}`, header],
    ['JSON between blanks', `\r\n\t ${item}\n`, header],
    ['a form', form, { ...header, ...urlencoded }],
    ['a form without a type', form, header],
    ['a form with its token', `access_token=${token}&${form}`, urlencoded],
    ['multipart', upload.body, { ...header, ...upload.headers }],
    ['multipart with its token', ...formWithToken()],
    ['a token in the body', withToken, {}],
    ['a token in header and body', withToken, header],
  ] as [string, string, OutgoingHttpHeaders][])('%s', async (_name, body, headers) => {
    const answer = await server.send({ body, headers });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ err: 0, result: { id: null, uuid: '0b6c9d1e7d0a4c559a3e4f0a6b1f2c3d' } });
    const [report] = server.intake.accepted;
    expect(report?.token).toBe(token);
    expect((JSON.parse(report?.raw ?? '') as { data: unknown }).data).toEqual(
      (JSON.parse(item) as { data: unknown }).data,
    );
    expect(report?.raw).not.toContain(token);
  });

  function formWithToken(): [string, OutgoingHttpHeaders] {
    const sent = multipart({ access_token: token, payload: item });
    return [sent.body, sent.headers];
  }

  test('a plus in a form is a blank', async () => {
    await server.post(`payload=${encodeURIComponent(anItem({ title: 'a b' })).replaceAll('%20', '+')}`, urlencoded);
    expect(read(server.intake.accepted[0])?.title).toBe('a b');
  });

  test('bytes that are not UTF-8 do not lose the report', async () => {
    const [before = '', after = ''] = item.split('hello');
    await server.post(Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]));
    expect(read(server.intake.accepted[0])?.message?.text).toBe('\uFFFD');
  });

  test('a token in the query counts', async () => {
    await server.send({ path: `/api/1/item/?access_token=${token}`, body: item });
    expect(server.intake.accepted[0]?.token).toBe(token);
  });

  test('the header wins over the query, the query over the body', async () => {
    const body = JSON.stringify({ access_token: 'of-the-body', ...(JSON.parse(item) as object) });
    await server.send({ path: '/api/1/item/?access_token=of-the-query', body, headers: header });
    await server.send({ path: '/api/1/item/?access_token=of-the-query', body });
    await server.send({ body });
    expect(server.intake.accepted.map((report) => report.token)).toEqual([token, 'of-the-query', 'of-the-body']);
    expect(server.intake.accepted.map((report) => report.raw.includes('of-the-body'))).toEqual([false, false, false]);
  });

  test('what is kept holds no token', async () => {
    await server.post(
      JSON.stringify({ access_token: token, data: { body: { trace: { frames: [] } }, custom: token } }),
    );
    const [report] = server.intake.accepted;
    const { token: sender, ...kept } = report ?? { token: '' };
    expect(sender).toBe(token);
    expect(kept).toMatchObject({ receivedAt: fakeNow, uuid: '00000000-0000-4000-8000-000000000001' });
    expect(JSON.stringify([kept, read(report)])).not.toContain(token);
  });

  test.each([[undefined], [''], ['   '], ['x'.repeat(37)], [12], [null], ['uuid-\u{1f600}']])(
    'a uuid %j is replaced by a new one, which the answer names',
    async (uuid) => {
      const answer = await server.post(anItem({ uuid }));
      expect(JSON.parse(answer.body)).toMatchObject({ result: { uuid: '00000000-0000-4000-8000-000000000001' } });
    },
  );

  test.each(['browser', 'android', 'ios', 'flash', 'client'])('%s needs the client scope', async (platform) => {
    await server.post(anItem({ platform }));
    expect(server.intake.asked).toEqual([{ token, scopes: ['post_client_item'] }]);
  });

  test.each([undefined, 'linux', 7, null])('platform %j needs the server scope', async (platform) => {
    await server.post(anItem({ platform }));
    expect(server.intake.asked).toEqual([{ token, scopes: ['post_server_item'] }]);
  });
});

describe('a report that is refused', () => {
  test.each([
    ['an empty body', '', 'Invalid format. The body is empty.'],
    ['blanks', ' \n', 'Invalid format. The body is empty.'],
    ['half a JSON text', item.slice(0, 50), 'Invalid format. The body is not decodable JSON.'],
    ['a list', '[1]', 'Invalid format. The body is neither a JSON object nor a form with a payload field.'],
    [
      'a form without payload',
      'a=b',
      'Invalid format. The body is neither a JSON object nor a form with a payload field.',
    ],
    ['a form with half a payload', 'payload=%7B', 'Invalid format. The body is not decodable JSON.'],
  ])('%s is a 400', async (_name, body, message) => {
    const answer = await server.post(body);
    expect([answer.status, messageOf(answer)]).toEqual([400, message]);
    expect(server.intake.refused).toMatchObject([
      ...[{ status: 400, reason: message, method: 'POST', path: '/api/1/item/', protocol: 'rollbar', token }],
    ]);
    expect(server.intake.refused[0]?.body.toString()).toBe(body);
  });

  test('broken multipart is a 400', async () => {
    const { headers } = multipart({});
    const answer = await server.post('--the-boundary\r\nnonsense', { ...headers });
    expect([answer.status, messageOf(answer)]).toEqual([400, 'Invalid format. The multipart body is broken.']);
  });

  test('a payload that is no object has no data', async () => {
    const answer = await server.post('payload=12');
    expect([answer.status, messageOf(answer)]).toEqual([422, 'Invalid format. data is missing and it is required.']);
  });

  test('without a token it is a 401, before anything else is looked at', async () => {
    for (const body of [item, '{}', '']) {
      const answer = await server.send({ body, headers: { 'User-Agent': 'a-script/1' } });
      expect(answer.status).toBe(401);
      expect(messageOf(answer)).toBe('Invalid format. access_token is missing and it is required.');
    }
    expect(server.intake.refused).toMatchObject([{ status: 401, token: null, userAgent: 'a-script/1' }, {}, {}]);
  });

  test('a bad token comes before bad JSON', async () => {
    server.intake.authorization = { kind: 'refused', reason: 'unknown' };
    expect((await server.post('no JSON')).status).toBe(403);
    expect((await server.post('{}')).status).toBe(403);
  });

  test('a token within a refused body is not kept', async () => {
    server.intake.authorization = { kind: 'refused', reason: 'unknown' };
    await server.send({ body: withToken });
    await server.send({ body: `access_token=${token}&payload=x` });
    await server.send({ body: `{"access_token": "${token}", broken`, headers: {} });
    await server.send({ body: `note ${token}`, headers: header });
    expect(server.intake.refused).toHaveLength(4);
    for (const refused of server.intake.refused) {
      expect(refused.body.toString()).not.toContain(token);
      expect(refused.reason).not.toContain(token);
      expect(refused.path).toBe('/api/1/item/');
    }
  });
});
