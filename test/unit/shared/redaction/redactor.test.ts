import { describe, expect, it } from 'vitest';
import { createRedactor, mask, patternProblems } from '../../../../shared/redaction/redactor.ts';
import { redactOccurrence } from '../../../../shared/redaction/redact-occurrence.ts';
import { usualRules, type RedactionRules } from '../../../../shared/redaction/redaction-rules.ts';
import { aFrame, anException, anOccurrence, aRequest } from '../../an-occurrence.ts';

const with_ = (rules: Partial<RedactionRules> = {}): ReturnType<typeof createRedactor> =>
  createRedactor({ ...usualRules, ...rules });

describe('names', () => {
  it.each([
    'password',
    'user_password',
    'passwordConfirmation',
    'accessToken',
    'X-Api-Key',
    'Cookie',
    'csrf',
    'authtoken',
  ])('%s is masked', (name) => {
    expect(with_().value({ [name]: 'abc' })).toEqual({ [name]: mask });
  });

  it.each(['tokens_used', 'tokenizer', 'mapping', 'spin', 'compass', 'author', 'keyboard', 'path'])(
    '%s is not',
    (name) => {
      expect(with_().value({ [name]: 'abc' })).toEqual({ [name]: 'abc' });
    },
  );

  it('of a person count too, with stars and without regard to case', () => {
    const redactor = with_({ keys: ['tenant', 'x-*-id', '*_code'] });
    const value = { Tenant: 'acme', 'X-Shop-Id': '7', zip_code: 12, tenants: 'a', code: 1 };
    expect(redactor.value(value)).toEqual({ Tenant: mask, 'X-Shop-Id': mask, zip_code: mask, tenants: 'a', code: 1 });
  });

  it('keep the shape of what is under them', () => {
    const value = { cookies: { a: 'x', b: ['y', null, true] }, secret: { n: 1 }, token: '' };
    expect(with_().value(value)).toEqual({
      ...{ cookies: { a: mask, b: [mask, null, true] }, secret: { n: mask }, token: '' },
    });
  });

  it('count as the value of a pair', () => {
    expect(
      with_().value([
        { name: 'password', value: 'x1' },
        { name: 'city', value: 'Rome' },
      ]),
    ).toEqual([
      { name: 'password', value: mask },
      { name: 'city', value: 'Rome' },
    ]);
  });

  it('do not reach into prototypes', () => {
    const value = JSON.parse('{"__proto__": {"password": "x"}, "a": 1}') as never;
    expect(JSON.stringify(with_().value(value))).toBe(`{"__proto__":{"password":"${mask}"},"a":1}`);
  });
});

describe('within texts', () => {
  it.each([
    ['https://u:pw@host/x', `https://u:${mask}@host/x`],
    ['/login?token=abcdef&page=2', `/login?token=${mask}&page=2`],
    ['{"password": "a b\\"c", "n": 1', `{"password": "${mask}", "n": 1`],
    ['{\\"password\\":\\"a\\",\\"n\\":1}', `{\\"password\\":\\"${mask}\\",\\"n\\":1}`],
    ["{'api_key': 'k1'}", `{'api_key': '${mask}'}`],
    ['Authorization: Basic dXNlcjpwdw==\nAccept: */*', `Authorization: ${mask}\nAccept: */*`],
    ['sent Bearer abcdefgh.ijkl to it', `sent Bearer ${mask} to it`],
    ['card 4111 1111 1111 1111 refused', `card ${mask} refused`],
    ['order 4111111111111112 refused', 'order 4111111111111112 refused'],
    ['at 1767600000000', 'at 1767600000000'],
    ['Unexpected token: } in line 3', 'Unexpected token: } in line 3'],
    ['secret: {"a": [1, 2]} end', `secret: ${mask} end`],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_def', mask],
    ['password="never closed', `password="${mask}`],
    ['mail ann@shop.example', 'mail ann@shop.example'],
  ])('%s', (text, expected) => {
    expect(with_().text(text)).toBe(expected);
    expect(with_().text(expected)).toBe(expected);
  });

  it('addresses of people only where that is wanted', () => {
    expect(with_({ builtIn: ['emails'] }).text('to ann@shop.example, token=abc')).toBe(`to ${mask}, token=abc`);
  });

  it('patterns of a person', () => {
    const redactor = with_({ patterns: ['ID-\\d+', 'D-1'] });
    expect(redactor.text('see ID-12, ID-345')).toBe(`see ${mask}, ${mask}`);
    expect(redactor.masked).toBe(2);
  });

  it('of code only what is quoted', () => {
    expect(with_().code('const token = readToken(request)')).toBe('const token = readToken(request)');
    expect(with_().code("password = 'hunter2'")).toBe(`password = '${mask}'`);
  });

  it('stays quick for long texts made to be slow', () => {
    for (const text of ['password="'.repeat(20_000), '='.repeat(200_000), 'a@'.repeat(100_000), '1 '.repeat(100_000)])
      expect(with_({ builtIn: ['secrets', 'cards', 'emails'] }).text(text)).toBeTypeOf('string');
  });
});

it('a body that is JSON stays JSON, and as it was where there is nothing to mask', () => {
  expect(with_().json('{ "n":  1 }')).toBe('{ "n":  1 }');
  expect(with_().json('{"data": {"secret": "x", "card": 4111111111111111}}')).toBe(
    `{"data":{"secret":"${mask}","card":"${mask}"}}`,
  );
  expect(with_().json('token=abcd')).toBe(`token=${mask}`);
});

it('says which patterns cannot be used', () => {
  expect([...patternProblems(['a+', '(', '\\1'])]).toEqual([
    ['(', 'A “(” is never closed.'],
    ['\\1', 'A pattern cannot refer back to a group.'],
  ]);
});

it('masks all parts of an occurrence that come from the application, and changes nothing of the given one', () => {
  const exception = anException('E', [], 'login with password=hunter2 failed');
  exception.frames = [
    aFrame({ code: 'token = "t0ps3cret"', locals: { password: 'hunter2' }, args: ['card 4111111111111111'] }),
  ];
  const occurrence = anOccurrence({
    exceptions: [exception],
    modules: { cookie: '0.5' },
    custom: { api_key: 'hunter2' },
    tags: { secret: 'hunter2' },
    request: aRequest({
      ...{ url: '/a?token=hunter2', headers: { Authorization: 'hunter2' }, cookies: { sid: 'hunter2' } },
      ...{ body: '{"password":"hunter2"}', query: { token: 'hunter2' }, params: { password: 'hunter2' } },
    }),
    telemetry: [{ at: 1, level: 'info', type: 'log', source: null, body: { message: 'password=hunter2' } }],
    contexts: { trace: { secret: 'hunter2' } },
    client: { password: 'hunter2' },
  });
  const before = structuredClone(occurrence);
  const redacted = redactOccurrence(with_(), occurrence);
  expect(JSON.stringify(redacted)).not.toMatch(/hunter2|t0ps3cret|4111111111111111/);
  expect(redacted.modules).toEqual({ cookie: '0.5' });
  expect(redacted.request?.body).toBe(`{"password":"${mask}"}`);
  expect(occurrence).toEqual(before);
});
