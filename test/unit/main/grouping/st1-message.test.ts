import { describe, expect, it } from 'vitest';
import { messageForKey } from '../../../../main/grouping/st1-message.ts';

function check(cases: Record<string, string>): void {
  for (const [message, expected] of Object.entries(cases)) expect(messageForKey(message), message).toBe(expected);
}

describe('a message as st1 hashes it', () => {
  it('is what rollbar.md 4.4 expects', () => {
    check({
      'User 12345 not found': 'User not found',
      'HTTP 404 for /users/991': 'HTTP 404 for /users/',
      'exit code 137': 'exit code 137',
      'ActiveRecord::RecordNotFound: id=77': 'ActiveRecord::RecordNotFound: id=',
      'Error 1: retry 2 of 3': 'Error 1: retry 2 of 3',
      'pointer deadbeef is bad': 'pointer deadbeef is bad',
    });
  });

  it('keeps codes of HTTP, processes and databases', () => {
    check({
      'HTTP/1.1 503 from 10.0.0.7': 'HTTP/1.1 503 from',
      'status code: 502 after 31 s': 'status code: 502 after s',
      'status=200': 'status=200',
      'HTTP 612': 'HTTP',
      'error code 0x80070005 at 0x7fff1234': 'error code 0x80070005 at',
      'errno -104': 'errno -104',
      'exited with code 2': 'exited with code 2',
      'SQLSTATE[23000] Duplicate entry 5512': 'SQLSTATE[23000] Duplicate entry',
    });
  });

  it('takes out e-mail addresses', () => {
    check({
      'no mailbox for ann.b+c@mail.example.org!': 'no mailbox for !',
      'a@b.co+d@e.co is one': 'is one',
      'user@localhost is not an address': 'user@localhost is not an address',
      '@handle and a@': '@handle and a@',
    });
  });

  it('takes out ids, also ones without a digit', () => {
    check({
      'job 550E8400-e29b-41d4-a716-446655440000 failed': 'job failed',
      'job abcdefab-abcd-abcd-abcd-abcdefabcdef failed': 'job failed',
    });
  });

  it('takes out dates and times', () => {
    check({
      'at 2026-01-05T10:00:00.123Z failed': 'at failed',
      'at 2026-01-05 10:00+01:00 failed': 'at failed',
      'on 5/1/2026 and 05.01.26 failed': 'on and failed',
      'on Mon, 5 Jan 2026 failed': 'on failed',
      'on Jan 5, 2026 failed': 'on failed',
      'on Monday, September 5th failed': 'on failed',
      'on Mon Jan  5 12:34:56 2026 failed': 'on failed',
      'at 10:30 pm or 7:05:09.25': 'at or',
      'you may 5 times, June Carter': 'you may 5 times, June Carter',
    });
  });

  it('takes out network addresses', () => {
    check({
      'connect 127.0.0.1:5432 refused': 'connect refused',
      'connect [::1]:8080 refused': 'connect []: refused',
      'from fe80::1 to 2001:db8:0:0:1:0:0:9': 'from to',
      'Foo::Bar and std::cafe': 'Foo::Bar and std::cafe',
    });
  });

  it('takes out decimals, hex and integers of two or more digits', () => {
    check({
      'took 1.25 of 3 s': 'took of 3 s',
      'commit cafe1234 and 0xdeadbeef': 'commit and',
      'v2 item_77 row9': 'v2 item_ row9',
    });
  });

  it('has single blanks and none at its ends', () => {
    check({ '  a \n\t b  ': 'a b', '': '', ' 12345 ': '' });
  });

  it('is not confused by the character that stands for kept codes', () => {
    check({ '\u{E000} exit code 4 \u{E000} status 500': 'exit code 4 status 500' });
  });

  it('stops looking after 8192 characters', () => {
    const long = 'x'.repeat(8192);
    expect(messageForKey(`${long}a`)).toBe(messageForKey(`${long}b`));
    expect(messageForKey(`${long.slice(1)}a`)).not.toBe(messageForKey(`${long.slice(1)}b`));
  });

  // What comes after the cap costs nothing, whatever it is made of.
  it.each(['a', '1', '1.', '1:', 'a@', 'a@b.', 'status ', 'exit ', ':', '-', '0x', 'Mon, ', 'f', ' ', '12:34:56.9'])(
    'copes with a million characters of %j',
    (piece) => {
      const hostile = piece.repeat(Math.ceil(1_000_000 / piece.length));
      expect(messageForKey(`${hostile}!`)).toBe(messageForKey(hostile));
    },
  );
});
