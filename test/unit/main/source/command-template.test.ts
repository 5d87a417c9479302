import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillWords, parseTemplate } from '../../../../main/source/command-template.ts';

describe('a command line', () => {
  it.each([
    ['code --goto {file}:{line}:{column}', 'code', ['--goto', '{file}:{line}:{column}']],
    ['  my-editor\t+{line}  {file} ', 'my-editor', ['+{line}', '{file}']],
    ['"C:\\Program Files\\Ed\\ed.exe" {file}', 'C:\\Program Files\\Ed\\ed.exe', ['{file}']],
    ["ed --eval='x y' {file} ''", 'ed', ['--eval=x y', '{file}', '']],
  ])('%s is split once', (text, program, words) => {
    expect(parseTemplate(text)).toEqual({ program, words });
  });

  it.each([
    ['', /program first/],
    ['code "{file}', /quote/],
    ['code', /\{file\}/],
    ['code {line}', /\{file\}/],
    ['code {file} {row}', /no \{row\}/],
    ['{file}', /first word/],
    ['sh -c "vim {file}"', /shell/],
    ['/bin/bash -c "vim {file}"', /shell/],
    ['C:\\Windows\\System32\\cmd.exe /c ed {file}', /shell/],
    ['env vim {file}', /shell/],
  ])('%s is refused with its reason', (text, reason) => {
    const parsed = parseTemplate(text);
    expect('problem' in parsed && parsed.problem).toMatch(reason);
  });
});

it('keeps a name one word, whatever it contains', () => {
  fc.assert(
    fc.property(fc.string(), (file) => {
      const filled = fillWords(['--goto', '{file}:{line}', '{column}'], { file, line: 3, column: 9 });
      expect(filled).toEqual(['--goto', `${file}:3`, '9']);
    }),
  );
  expect(fillWords(['{file}'], { file: '{line} $(x) {file}', line: 1, column: 1 })).toEqual(['{line} $(x) {file}']);
});
