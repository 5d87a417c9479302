import { describe, expect, it } from 'vitest';
import { methodForSt2 } from '../../../../main/grouping/st2-method.ts';
import { isScript, placeForSt2 } from '../../../../main/grouping/st2-place.ts';
import { aFrame } from '../../an-occurrence.ts';

describe('the place of a frame', () => {
  it.each([
    ['/srv/app/releases/20260105120000/lib/cart.js', 'lib/cart.js'],
    ['C:\\shop\\lib\\cart.js', 'lib/cart.js'],
    ['https://shop.example/assets/app.4f9c2a1b.js?v=3', 'assets/app.js'],
    ['https://shop.example/assets/index-Bx_kQ9zT.js', 'assets/index.js'],
    ['webpack://shop/./src/cart.ts?a1b2', 'src/cart.ts'],
    ['webpack-internal:///./src/cart.ts', 'src/cart.ts'],
    ['/app/node_modules/.pnpm/react-dom@18.2.0/index.js', 'react-dom/index.js'],
    ['/go/pkg/mod/example.org/mux@v1.8.0/mux.go', 'mux/mux.go'],
    ['/usr/lib/ruby/gems/rack-2.2.3/rack.rb', 'rack/rack.rb'],
    ['/tmp/tmpab12cd34/shop/cart.py', 'shop/cart.py'],
    ['eval at run (https://shop.example/a.js:1:2), <anonymous>', ''],
    ['', ''],
  ])('%s is %s', (file, place) => {
    expect(placeForSt2(aFrame({ file }))).toBe(place);
  });

  it.each([
    ['org.shop.Cart$$EnhancerBySpringCGLIB$$1a2b', 'org.shop.Cart'],
    ['org.shop.Cart$12', 'org.shop.Cart'],
    ['org.shop.Cart$Line', 'org.shop.Cart$Line'],
    ['C:\\Windows\\System32\\ntdll.dll', 'system#/ntdll.dll'],
  ])('of a class %s is %s', (module, place) => {
    expect(placeForSt2(aFrame({ file: 'Cart.java', module }))).toBe(place);
  });
});

describe('the method of a frame', () => {
  it.each([
    ['Object.total', 'total'],
    ['Cart.prototype.total', 'total'],
    ['new Cart', 'Cart'],
    ['async total', 'total'],
    ['total [as onClick]', 'total'],
    ['total/<', 'total'],
    ['<anonymous>', ''],
    ['Anonymous function', ''],
    ['global code', ''],
  ])('of a script %s is %s', (name, method) => {
    expect(methodForSt2(name, true)).toBe(method);
  });

  it.each([
    ['lambda$total$12', 'total'],
    ['access$100', 'access'],
    ['<init>', '<init>'],
    ['<RunAsync>d__12.MoveNext', 'RunAsync'],
    ['std::map<K, std::list<V>>::at', 'std::map::at'],
    ['shop::cart::total::h0123456789abcdef', 'shop::cart::total'],
    ['main.(*Cart).Total.func1.2', 'main.(*Cart).Total'],
    ['block (2 levels) in total', 'total'],
    ['Cart::total(int, char const*)', 'Cart::total'],
    ['writeLog.cold.1', 'writeLog'],
    ['test_4711', 'test_#'],
    ['<lambda>', ''],
    [null, ''],
  ])('%s is %s', (name, method) => {
    expect(methodForSt2(name, false)).toBe(method);
  });

  it('of a script is known by the file', () => {
    expect(isScript(aFrame({ file: 'https://shop.example/a.js?x' }))).toBe(true);
    expect(isScript(aFrame({ file: 'shop/cart.py' }))).toBe(false);
  });
});
