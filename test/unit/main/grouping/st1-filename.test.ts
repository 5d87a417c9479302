import { describe, expect, it } from 'vitest';
import { deployRoot, filenameForKey } from '../../../../main/grouping/st1-filename.ts';

function check(cases: Record<string, string>, root = ''): void {
  for (const [file, expected] of Object.entries(cases)) expect(filenameForKey(file, root), file).toBe(expected);
}

describe('a file name as st1 hashes it', () => {
  it('loses query and fragment when it is a URL, and keeps scheme and host', () => {
    check({
      'https://example.org/js/app.js?v=3#top': 'https://example.org/js/app.js',
      'webpack:///./src/cart.ts?a1b2': 'webpack:///./src/cart.ts',
      'webpack://shop/./src/cart.ts': 'webpack://shop/./src/cart.ts',
      '/srv/c#/a?b.js': '/srv/c#/a?b.js',
    });
  });

  it('has a constant in place of the deploy root', () => {
    check({ '/srv/app/lib/a.rb': '<root>/lib/a.rb', '/srv/apples/a.rb': '/srv/apples/a.rb' }, '/srv/app');
    check({ 'C:\\app\\lib\\a.cs': '<root>/lib/a.cs' }, 'C:\\app');
    check({ 'http://localhost:8080/js/app.js?v=1': '<root>/js/app.js' }, 'http://localhost:8080');
  });

  it('has slashes only', () => {
    check({ 'lib\\models\\user.py': 'lib/models/user.py' });
  });

  it('loses dates, with or without a time', () => {
    check({
      '/srv/releases/20240131/app.rb': '/srv/releases//app.rb',
      '/srv/releases/20240131120059/app.rb': '/srv/releases//app.rb',
      '/srv/releases/2024-01-31_12-00/app.rb': '/srv/releases//app.rb',
      '/srv/releases/20241399/app.rb': '/srv/releases//app.rb',
      '/srv/releases/2024/app.rb': '/srv/releases/2024/app.rb',
    });
  });

  it('loses commit hashes, not words', () => {
    check({
      '/srv/4F9C2A1/app.rb': '/srv//app.rb',
      '/srv/4f9c2a1d8e0b4f9c2a1d8e0b4f9c2a1d8e0b4f9c/app.rb': '/srv//app.rb',
      '/srv/defaced/app.rb': '/srv/defaced/app.rb',
      '/srv/4f9c2a/app.rb': '/srv/4f9c2a/app.rb',
      '/srv/v4f9c2a1/app.rb': '/srv/v4f9c2a1/app.rb',
    });
  });

  it('loses the hash of a bundler when it is a URL', () => {
    check({
      'https://example.org/app-Bx_kQ9zT.js': 'https://example.org/app.js',
      'https://example.org/app.dKlmNopQ.mjs': 'https://example.org/app.mjs',
      'https://example.org/app-aaaabbbb.css': 'https://example.org/app-aaaabbbb.css',
      'https://example.org/my-checkout.js': 'https://example.org/my-checkout.js',
      '/srv/app-Bx_kQ9zT.js': '/srv/app-Bx_kQ9zT.js',
      'https://example.org/app-Bx_kQ9zT.js.map': 'https://example.org/app-Bx_kQ9zT.js.map',
    });
  });

  // Were a pattern quadratic, a million characters would take hours.
  it.each(['-', 'a', 'f', '1', '20', '2024-01-01', '/', '\\', '?', '#', 'f1 ', ':'])(
    'copes with a million characters of %j',
    (piece) => {
      const hostile = piece.repeat(Math.ceil(1_000_000 / piece.length));
      expect(filenameForKey(`http://${hostile}`, '/srv').length).toBeLessThanOrEqual(hostile.length + 7);
      expect(deployRoot(`${hostile}x`)).toBe(`${hostile}x`);
    },
  );
});

describe('the deploy root', () => {
  it('has no slash at its end', () => {
    expect(deployRoot('/srv/app//')).toBe('/srv/app');
    expect(deployRoot('C:\\app\\')).toBe('C:\\app');
    expect(deployRoot('/')).toBe('');
    expect(deployRoot(null)).toBe('');
    expect(deployRoot(undefined)).toBe('');
  });
});
