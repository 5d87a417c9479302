import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-tree.ts';

const code = sourceFiles(['main', 'renderer', 'shared', 'scripts'], ['.ts', '.mjs', '.svelte', '.css']);
const tests = sourceFiles(['test'], ['.ts', '.mjs', '.html']).filter(({ path }) => !path.startsWith('test/fixtures/'));

/** Names that say nothing, and so attract everything. */
const SAYS_NOTHING = /^(?:utils?|helpers?|common|misc|types|managers?)$/i;
/** A test is named for what it tells; `-2.test.ts` tells that another one grew too long. */
const NUMBERED_TEST = /(?:[-_./]|part|test)\d+\.test\.ts$/;

const wordsOf = (path: string): string[] => path.split(/[/.-]|(?<=[a-z])(?=[A-Z])/);
const saysNothing = (path: string): boolean => wordsOf(path).some((word) => SAYS_NOTHING.test(word));

describe('a file', () => {
  it.each([
    ['300 lines', code.filter(({ path }) => !path.endsWith('.svelte')), 300],
    ['250 lines when it is a component', code.filter(({ path }) => path.endsWith('.svelte')), 250],
    ['500 lines when it is a test', tests, 500],
  ])('has at most %s', (_what, files, most) => {
    const tooLong = files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > most);
    expect(tooLong).toEqual([]);
  });

  it('has a name that says what is in it', () => {
    expect([...code, ...tests].map(({ path }) => path).filter(saysNothing)).toEqual([]);
    expect(['main/utils/a.ts', 'main/date-utils.ts', 'renderer/DialogManager.svelte'].filter(saysNothing)).toHaveLength(
      3,
    );
  });

  it('has no number in its name when it is a test', () => {
    expect(tests.map(({ path }) => path).filter((path) => NUMBERED_TEST.test(path))).toEqual([]);
    expect(
      ['a/ingest-2.test.ts', 'a/2.test.ts', 'a/part3.test.ts', 'a/st1.test.ts'].filter((path) =>
        NUMBERED_TEST.test(path),
      ),
    ).toHaveLength(3);
  });
});
