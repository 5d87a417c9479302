import { describe, expect, test } from 'vitest';
import { isInProject } from '../../../../../main/protocols/rollbar/in-project.ts';

const nowhere = { root: '', pageHost: '' };
const srv = { root: '/srv/app', pageHost: '' };
const shop = { root: '', pageHost: 'shop.example' };

function check(file: string, expected: boolean, { place = nowhere, module = null as string | null } = {}): void {
  expect([file, isInProject(file, module, place)]).toEqual([file, expected]);
}

describe('by path alone', () => {
  test.each([
    ...[
      'src/cart.ts',
      '/home/robin/shop/cart.py',
      'C:\\work\\shop\\Cart.cs',
      'cart.go',
      'app/models/cart.rb',
      'Cart.java',
    ],
    ...['file:///srv/app/cart.mjs', '/var/www/app/Cart.php', 'github.com/robin/shop/cart.go', 'internal/cart.go'],
    ...['webpack:///./src/cart.ts', 'webpack-internal:///./src/cart.vue', 'app:///main.jsbundle', 'runtime/cart.ts'],
  ])('%s is the project’s', (file) => {
    check(file, true);
  });

  test.each([
    ...['', '<anonymous>', '(unknown)', '[native code]', '<frozen importlib._bootstrap>', ':370', 'native array.js'],
    ...['node:internal/timers', 'internal/modules/cjs/loader.js', 'electron/js2c/browser_init', 'dart:async/zone.dart'],
    ...['/srv/app/node_modules/express/lib/router.js', 'node_modules/x/y.js', 'C:\\app\\node_modules\\x\\y.js'],
    ...['/srv/.venv/lib/python3.11/site-packages/flask/app.py', '/usr/lib/python3/dist-packages/yaml/__init__.py'],
    ...['/usr/lib/python3.11/json/decoder.py', '/usr/local/bundle/gems/rack-3/lib/rack.rb', '/srv/app/vendor/x/y.php'],
    ...[
      '/usr/local/go/src/runtime/proc.go',
      '/home/r/go/pkg/mod/github.com/x/y.go',
      'runtime/panic.go',
      'net/http/server.go',
    ],
    ...['/home/r/.cargo/registry/src/x/lib.rs', '/opt/homebrew/lib/x.rb', 'C:/Program Files/nodejs/x.js'],
    ...[
      'file:///srv/app/node_modules/x/y.mjs',
      'webpack:///./node_modules/react/index.js',
      'webpack:///webpack/runtime/x',
    ],
    ...['/nix/store/abc-python3/x.py', 'C:\\Python311\\Lib\\json\\decoder.py', '<internal>'],
  ])('%s is somebody else’s', (file) => {
    check(file, false);
  });
});

describe('with a known root', () => {
  test.each(['/srv/app/lib/cart.rb', '/srv/app/a/usr/lib/b.py', 'lib/cart.rb', 'file:///srv/app/cart.mjs'])(
    '%s is the project’s',
    (file) => {
      check(file, true, { place: srv });
    },
  );

  test.each(['/srv/application/cart.rb', '/srv/other/cart.rb', '/srv/app/vendor/x.php', '/srv/app/node_modules/a.js'])(
    '%s is not',
    (file) => {
      check(file, false, { place: srv });
    },
  );

  test('a root below a folder of packages is still the project’s', () => {
    const place = { root: '/opt/vendor/shop', pageHost: '' };
    check('/opt/vendor/shop/cart.php', true, { place });
    check('/opt/vendor/shop/vendor/x.php', false, { place });
  });

  test('Windows paths are compared like others', () => {
    const place = { root: 'C:\\app', pageHost: '' };
    check('C:\\app\\Cart.cs', true, { place });
    check('D:\\lib\\Cart.cs', false, { place });
  });
});

describe('by class', () => {
  test.each([
    'java.lang.Thread',
    'javax.servlet.Servlet',
    'sun.misc.X',
    'kotlin.Unit',
    'android.app.Activity',
    'jdk.internal.X',
  ])('%s is the runtime’s', (module) => {
    check('Thread.java', false, { module });
  });

  test.each(['example.shop.Cart', 'javascript.Cart', 'sunny.Cart'])('%s is the project’s', (module) => {
    check('Cart.java', true, { module });
  });
});

describe('in a browser', () => {
  test.each([
    ...['https://shop.example/main.js', 'https://static.shop.example/main.js?v=1', 'http://shop.example:8080/a.js'],
    ...['blob:https://shop.example/1', 'webpack:///src/a.ts'],
  ])('%s is the page’s', (file) => {
    check(file, true, { place: shop });
  });

  test.each([
    ...[
      'https://cdn.jsdelivr.net/npm/vue',
      'https://other.example/a.js',
      'https://shop.example/node_modules/.vite/a.js',
    ],
    ...['chrome-extension://abc/a.js', 'moz-extension://abc/a.js', 'safari-web-extension://abc/a.js'],
    ...[
      'https://shop.example/assets/vendor.3f2a1b.js',
      'https://shop.example/chunk-vendors.js',
      'https://shop.example/polyfills-1.js',
    ],
  ])('%s is not', (file) => {
    check(file, false, { place: shop });
  });

  test('hosts with a split suffix have different owners', () => {
    const place = { root: '', pageHost: 'www.shop.co.uk' };
    check('https://static.shop.co.uk/a.js', true, { place });
    check('https://other.co.uk/a.js', false, { place });
  });

  test('addresses are compared whole', () => {
    const place = { root: '', pageHost: '192.168.1.5' };
    check('http://192.168.1.5:5173/a.js', true, { place });
    check('http://192.168.2.5/a.js', false, { place });
  });

  test('without a page only public hosts are somebody else’s', () => {
    check('https://shop.example/main.js', true);
    check('https://unpkg.com/vue', false);
    check('https://www.googletagmanager.com/gtm.js', false);
  });
});
