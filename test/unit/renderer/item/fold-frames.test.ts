import { expect, it } from 'vitest';
import { firstOpen, foldFrames, type Piece } from '../../../../renderer/item/fold-frames.ts';
import type { Frame } from '../../../../shared/occurrence.ts';

function frame(file: string, change: Partial<Frame> = {}): Frame {
  return {
    file,
    absolutePath: null,
    line: 1,
    column: null,
    function: 'f',
    module: null,
    code: null,
    before: [],
    after: [],
    inProject: !file.includes('/lib/') && !file.includes('node_modules'),
    locals: null,
    args: null,
    mapRef: null,
    extra: null,
    ...change,
  };
}
const told = (piece: Piece): string => {
  if (piece.kind === 'frame') return piece.frame.file;
  const from = piece.kind === 'libraries' ? `${piece.place}: ${piece.packages.join(' ')}` : 'repeats';
  return `${String(piece.frames.length)} ${from}`;
};
const fold = (frames: Frame[], order: 'newest' | 'oldest' = 'newest'): string[] => foldFrames(frames, order).map(told);

it('puts the latest call on top and folds runs of library code', () => {
  const frames = ['main.ts', 'node_modules/react/a.js', 'node_modules/react/b.js', 'node_modules/@x/y/c.js', 'cart.ts'];
  expect(fold(frames.map((file) => frame(file)))).toEqual(['cart.ts', '3 node_modules: @x/y react', 'main.ts']);
  expect(
    fold(
      frames.map((file) => frame(file)),
      'oldest',
    )[0],
  ).toBe('main.ts');
});

it('leaves a single library frame as it is', () => {
  expect(fold([frame('a.ts'), frame('node_modules/x/i.js'), frame('b.ts')])).toEqual([
    'b.ts',
    'node_modules/x/i.js',
    'a.ts',
  ]);
});

it('folds nothing away when no frame is the project’s', () => {
  expect(fold([frame('node_modules/x/a.js'), frame('node_modules/y/b.js')])).toHaveLength(2);
});

it('folds the rounds of a recursion, but not different calls of one function', () => {
  const round = Array.from({ length: 998 }, () => frame('walk.py', { line: 7 }));
  expect(fold([frame('main.py'), ...round])).toEqual(['walk.py', '997 repeats', 'main.py']);
  const different = [1, 2, 3, 4, 5].map((line) => frame('walk.py', { line }));
  expect(fold(different)).toHaveLength(5);
});

it.each([
  ['/usr/lib/python3/dist-packages/requests/api.py', 'site-packages: requests'],
  ['/opt/ruby/lib/ruby/gems/3.3.0/gems/activerecord-7.1.2/lib/active_record.rb', 'gems: activerecord'],
  ['/go/pkg/mod/github.com/gin-gonic/gin@v1.9/lib/gin.go', 'the module cache: github.com/gin-gonic/gin'],
  ['/srv/app/vendor/symfony/http-kernel/lib/Kernel.php', 'vendor: symfony/http-kernel'],
  ['/usr/lib/python3.13/ssl.py', 'the standard library: ssl'],
  ['/x/lib/unknown.c', 'libraries: '],
])('%s is at home in %s', (file, home) => {
  const library = frame(file, { inProject: false });
  expect(fold([library, { ...library, line: 2 }, frame('main')])[1]).toBe(`2 ${home}`);
});

it('opens the project’s frame nearest to the failure that has source', () => {
  const code = { code: 'x()' };
  expect(firstOpen([frame('a', code), frame('b', code), frame('/lib/c', code), frame('d')])).toBe(1);
  expect(firstOpen([frame('a', { locals: { x: 1 } }), frame('/lib/c', code)])).toBe(0);
  expect(firstOpen([frame('/lib/b', code), frame('/lib/c')])).toBe(0);
  expect(firstOpen([frame('a')])).toBeNull();
  expect(firstOpen([frame('a', { line: 1 }), frame('/lib/b', { line: 1 })], true)).toBe(0);
});
