import { describe, expect, it } from 'vitest';
import { constantsIn, wordsForSt2 } from '../../../../main/grouping/st2-message.ts';

const said = (message: string): string => wordsForSt2(message).join(' ');

describe('the words of a message', () => {
  it.each([
    ['User 12345 not found', 'User * not found'],
    ['Invalid user bob from 173.234.31.186', 'Invalid user bob from *'],
    ['no such file: /tmp/a8f/b.txt', 'no such file *'],
    ["key 'cart-7' is missing", 'key * is missing'],
    ['lock 0x7f3a held by 9b2e8d4c', 'lock * held by *'],
    ['GET https://shop.example/cart?id=4 failed', 'GET * failed'],
    ['mail to ann@example.org bounced', 'mail to * bounced'],
    ['job b3f1a2c4-1111-4222-8333-444455556666 died', 'job * died'],
    ['sent 403 bytes in 2 ms', 'sent * in *'],
    ['sent 1190 bytes (1.16 KB) in 4 ms', 'sent * in *'],
    ['peer fe80:0:0:0:1:2:3:4 gone', 'peer * gone'],
    ['due 2026-01-05 12:00:01 and Jan 5, 2026', 'due * and *'],
    ['cannot decode utf8 as int64', 'cannot decode utf8 as int64'],
    ['closing db.internal.example:5432', 'closing *'],
    ['values 1, 2, 3 and 4', 'values * and *'],
    ['Request 17 failed with status code 404', 'Request * failed with status code 404'],
    ['HTTP 503 after 17 tries', 'HTTP 503 after * tries'],
    ['', ''],
  ])('%j are %j', (message, words) => {
    expect(said(message)).toBe(words);
  });

  it('do not tell how long a list of data is', () => {
    expect(said('bad ids: 1, 2')).toBe(said('bad ids: 4, 5, 6, 7, 8'));
  });

  it('are bounded in number', () => {
    expect(wordsForSt2('word '.repeat(5000)).length).toBe(60);
    expect(wordsForSt2('7 '.repeat(5000))).toEqual(['*']);
  });
});

describe('the constants of a message', () => {
  it('are names written as constants are, in its first line', () => {
    expect(constantsIn('Invalid event: TA_COMMIT at KILL_PENDING\nNOT_HERE')).toEqual(['TA_COMMIT', 'KILL_PENDING']);
    expect(constantsIn('HTTP GET failed for a_b')).toEqual([]);
  });
});
