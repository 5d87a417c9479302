import { expect, it } from 'vitest';
import type { CountedRequest } from '../../../../../main/protocols/intake.ts';
import { countedBy } from '../../../../../main/protocols/rollbar/rate-limit.ts';
import { fakeIntake, fakeNow } from '../fake-intake.ts';

function counted(change: Partial<CountedRequest>): ReturnType<typeof countedBy> {
  const window = { isOver: false, limit: 10, remaining: 9, windowEndsAt: fakeNow + 1, ...change };
  return countedBy(fakeIntake({ countRequest: () => window }), 'a-token');
}

it('says nothing about a token without a limit', () => {
  expect(countedBy(fakeIntake(), 'a-token')).toEqual({ refused: null, headers: null });
});

it('rounds what is left up: a client that waits as long as it is told finds a new window', () => {
  expect(counted({}).headers).toMatchObject({
    'X-Rate-Limit-Remaining-Seconds': '1',
    'X-Rate-Limit-Reset': String(Math.ceil(fakeNow / 1000)),
  });
  expect(counted({ windowEndsAt: fakeNow + 5001 }).headers).toMatchObject({ 'X-Rate-Limit-Remaining-Seconds': '6' });
});

it('refuses one too many with the words that clients know, and says when to come again', () => {
  expect(counted({ isOver: true, remaining: 0, windowEndsAt: fakeNow + 30_000 }).refused).toMatchObject({
    status: 429,
    message: expect.stringMatching(/^Over rate limit\./) as string,
    headers: { 'Retry-After': '30', 'X-Rate-Limit-Remaining': '0' },
  });
});
