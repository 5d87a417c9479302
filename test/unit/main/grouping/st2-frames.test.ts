import { describe, expect, it } from 'vitest';
import { countedFrames, siteOf, strictName } from '../../../../main/grouping/st2-frames.ts';
import { isGuard } from '../../../../main/grouping/st2-glue.ts';
import { isTestCode, ownerOf } from '../../../../main/grouping/st2-own.ts';
import type { Frame } from '../../../../shared/occurrence.ts';
import { aFrame } from '../../an-occurrence.ts';

/** Frames of functions, oldest call first; `~` marks what is not the project's. */
function calls(...names: string[]): Frame[] {
  return names.map((name) => {
    const inProject = !name.startsWith('~');
    return aFrame({ file: inProject ? 'src/a.go' : 'lib/b.go', function: name.replace('~', ''), inProject });
  });
}
const names = (frames: Frame[]): string[] => countedFrames(frames).map(({ method }) => method);

describe('the frames that count', () => {
  it('begin at the crash', () => {
    expect(names(calls('main', 'run', 'total'))).toEqual(['total', 'run', 'main']);
  });

  it('have cycles of calls once', () => {
    expect(names(calls('main', 'a', 'a', 'a'))).toEqual(['a', 'main']);
    const deep = Array.from({ length: 90 }, (_, index) => ['visit', 'each', 'next'][index % 3] ?? '');
    expect(names(calls('main', ...deep))).toEqual(['next', 'each', 'visit', 'main']);
  });

  it('are those near the crash of a long stack', () => {
    const many = Array.from(
      { length: 900 },
      (_, index) => `f${String.fromCharCode(97 + (index % 26))}${'x'.repeat(index % 7)}`,
    );
    expect(names(calls(...many)).length).toBeLessThanOrEqual(120);
  });

  it('leave out what only raises, unless that is all there is', () => {
    expect(names(calls('main', 'total', 'std::terminate', '~abort', '~__pthread_kill'))).toEqual(['total', 'main']);
    expect(names(calls('~abort', '~__pthread_kill'))).toEqual(['__pthread_kill', 'abort']);
  });

  it('know where they stood in the report', () => {
    expect(countedFrames(calls('main', '~abort', 'total')).map(({ index }) => index)).toEqual([2, 0]);
  });
});

describe('a frame without a name', () => {
  const nameless = (line: number, column: number | null = null, file = 'https://shop.example/app.js'): Frame =>
    aFrame({ file, function: null, line, column });
  const named = (...frames: Frame[]): string[] => countedFrames(frames).map(strictName);

  it('is told by its line, and by its column where the code is minified', () => {
    expect(named(nameless(4), nameless(9))).toEqual(['app.js@9', 'app.js@4']);
    expect(named(nameless(1, 4022), nameless(1, 77001))).toEqual(['app.js@1:77001', 'app.js@1:4022']);
    expect(named({ ...nameless(1, 4022), function: 't' })).toEqual(['app.js@1:4022']);
  });

  it('is told by its file in a test', () => {
    expect(named(nameless(4, null, 'test/cart.js'), nameless(9, null, 'test/cart.js'))).toEqual(['test/cart.js:']);
  });
});

it('frames that differ are never taken for each other', () => {
  const one = aFrame({ file: 'lib/a.js\nb', function: 'c' });
  const other = aFrame({ file: 'lib/a.js', function: '\nbc' });
  const alone = countedFrames([other]);
  countedFrames([one]);
  expect(countedFrames([one])).not.toEqual(alone);
  expect(countedFrames([other])).toEqual(alone);
  expect(countedFrames([{ ...other, inProject: false }])).not.toEqual(alone);
});

describe('the site', () => {
  const site = (...frames: string[]): [string | undefined, boolean | undefined] => {
    const found = siteOf(countedFrames(calls(...frames)));
    return [found?.own[found.guards]?.method, found?.isBelowLibrary];
  };

  it('is the call of the project nearest to the crash', () => {
    expect(site('main', 'total', '~parse', '~read')).toEqual(['total', true]);
    expect(site('main', 'total')).toEqual(['total', false]);
  });

  it('is the caller of what only checks for others', () => {
    expect(site('main', 'total', 'requirePositive', 'fail')).toEqual(['total', false]);
  });

  it('is any call when none is the project’s, and nowhere without frames', () => {
    expect(site('~main', '~parse')).toEqual(['parse', false]);
    expect(site()).toEqual([undefined, undefined]);
  });
});

it.each([
  ['checkState', 'Preconditions', true],
  ['_validate_key', 'core/indexing.py', true],
  ['newConversionException', 'AbstractConverter', true],
  ['notEmpty', 'Validate', true],
  ['assertThat', 'a', true],
  ['checkOut', 'shop.cjs', false],
  ['checkbox', 'ui.js', false],
  ['reporting', 'a', false],
  ['total', 'Cart', false],
])('%s of %s is a guard: %s', (method, place, is) => {
  expect(isGuard(method, place)).toBe(is);
});

it.each<[Partial<Frame>, string]>([
  [{ file: 'src/a.ts' }, 'project'],
  [{ file: 'src/a.ts', inProject: false }, 'system'],
  [{ file: 'A.java', module: 'org.springframework.web.A' }, 'framework'],
  [{ file: 'map', function: 'std::map::at' }, 'framework'],
  [{ file: 'UIKitCore', module: '/System/Library/PrivateFrameworks/UIKitCore' }, 'system'],
  [{ file: 'ntdll.dll', module: 'C:\\Windows\\System32\\ntdll.dll' }, 'system'],
])('a frame of %j belongs to the %s', (frame, owner) => {
  expect(ownerOf(aFrame(frame))).toBe(owner);
});

it.each<[Partial<Frame>, boolean]>([
  [{ file: 'CartTest.java', module: 'org.shop.CartTest' }, true],
  [{ file: 'CartTest.java', module: 'org.shop.CartTest$1' }, true],
  [{ file: '/srv/shop/tests/shop/cart.py' }, true],
  [{ file: 'C:\\shop\\test\\cart.js' }, true],
  [{ file: 'src/cart.spec.ts' }, true],
  [{ file: 'Contest.java', module: 'org.shop.Contest' }, false],
  [{ file: 'src/latest/cart.ts' }, false],
])('a frame of %j is the code of a test: %s', (frame, is) => {
  expect(isTestCode(aFrame(frame))).toBe(is);
});
