import { describe, expect, it } from 'vitest';
import { framesOfRawStack } from '../../../../main/grouping/st2-raw-stack.ts';

const read = (...lines: string[]): (string | number | null)[][] =>
  framesOfRawStack(lines.join('\n')).map(({ file, function: name, line }) => [name, file, line]);

describe('a stack that came as text', () => {
  it.each([
    [
      'V8',
      ['Error: x', '    at total (https://shop.example/a.js:20:17)', '    at https://shop.example/a.js:24:7'],
      [
        [null, 'https://shop.example/a.js', 24],
        ['total', 'https://shop.example/a.js', 20],
      ],
    ],
    [
      'SpiderMonkey',
      ['total@https://shop.example/a.js:20:17', '@https://shop.example/a.js:24:7'],
      [
        ['', 'https://shop.example/a.js', 24],
        ['total', 'https://shop.example/a.js', 20],
      ],
    ],
    [
      'JavaScriptCore, with a call in evaluated code',
      ['inner', 'eval@[native code]', 'total@https://shop.example/a.js:20:26'],
      [
        ['total', 'https://shop.example/a.js', 20],
        ['eval', '[native code]', null],
        ['inner', '', null],
      ],
    ],
    [
      'the JVM',
      ['java.lang.Error: x', '\tat org.shop.Cart.total(Cart.java:12)', '\tat org.shop.Main.main(Main.java:3)'],
      [
        ['main', 'Main.java', 3],
        ['total', 'Cart.java', 12],
      ],
    ],
    [
      'Python',
      [
        'Traceback (most recent call last):',
        '  File "main.py", line 3, in <module>',
        '  File "cart.py", line 9, in total',
      ],
      [
        ['<module>', 'main.py', 3],
        ['total', 'cart.py', 9],
      ],
    ],
    [
      'Ruby',
      ["lib/cart.rb:9:in `total'", "\tfrom main.rb:3:in `<main>'"],
      [
        ['<main>', 'main.rb', 3],
        ['total', 'lib/cart.rb', 9],
      ],
    ],
    ['PHP', ['#0 /srv/main.php(3): total()', '#1 {main}'], [['total', '/srv/main.php', 3]]],
  ])('of %s is read', (_runtime, lines, frames) => {
    expect(read(...lines)).toEqual(frames);
  });

  it('of no form that is known has no frames', () => {
    expect(read('something went wrong', 'really')).toEqual([]);
    expect(read('')).toEqual([]);
  });
});
