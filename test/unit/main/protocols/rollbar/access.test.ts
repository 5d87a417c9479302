import { describe, expect, test } from 'vitest';
import type { Authorization } from '../../../../../main/protocols/intake.ts';
import { refusalOf, scopeOf } from '../../../../../main/protocols/rollbar/access.ts';
import { fakeIntake } from '../fake-intake.ts';

const token = 'abcdef0123456789';

function refusal(authorization: Authorization, sent: string | null = token): unknown {
  return refusalOf(fakeIntake({ authorization }), sent, ['post_server_item']);
}

describe('access', () => {
  test('known and unknown tokens may come in', () => {
    expect(refusal({ kind: 'known', projectId: 3 })).toBeNull();
    expect(refusal({ kind: 'unknown' })).toBeNull();
  });

  test.each<[string, Authorization, string]>([
    ['an unknown token', { kind: 'refused', reason: 'unknown' }, 'access token not found: abcdef0123456789'],
    [
      ...['a disabled token', { kind: 'refused', reason: 'disabled' }],
      'insufficient privileges: The access token is disabled.',
    ] as [string, Authorization, string],
    [
      'a client token on a server report',
      { kind: 'refused', reason: 'scope', has: ['post_client_item'] },
      'insufficient privileges: post_server_item scope is required but the access token only has post_client_item.',
    ],
    [
      'a token that may only read',
      { kind: 'refused', reason: 'scope', has: ['read', 'write'] },
      'insufficient privileges: post_server_item scope is required but the access token only has read, write.',
    ],
    [
      'a token without scopes',
      { kind: 'refused', reason: 'scope', has: [] },
      'insufficient privileges: post_server_item scope is required but the access token only has none.',
    ],
    [
      'one project too many',
      { kind: 'refused', reason: 'too-many-projects' },
      'too many projects: reports with a new access token are not taken any more.',
    ],
  ])('%s is a 403', (_name, authorization, message) => {
    expect(refusal(authorization)).toMatchObject({ status: 403, message });
  });

  test('the list of refused deliveries does not name the token', () => {
    expect(refusal({ kind: 'refused', reason: 'unknown' })).toMatchObject({ reason: 'access token not found' });
  });

  test('a token that could break the envelope is not repeated', () => {
    expect(refusal({ kind: 'refused', reason: 'unknown' }, '"quoted"')).toMatchObject({
      message: 'access token not found',
    });
  });

  test('a token of absurd length is not even looked up', () => {
    const intake = fakeIntake();
    expect(refusalOf(intake, 'x'.repeat(513), ['read'])).toMatchObject({ status: 403 });
    expect(intake.asked).toEqual([]);
  });

  test('a missing token is a 401', () => {
    expect(refusal({ kind: 'unknown' }, null)).toEqual({
      status: 401,
      message: 'Invalid format. access_token is missing and it is required.',
    });
  });

  test('the platform decides about the scope', () => {
    expect(scopeOf('browser')).toBe('post_client_item');
    expect(scopeOf('Browser')).toBe('post_server_item');
    expect(scopeOf(undefined)).toBe('post_server_item');
  });
});
