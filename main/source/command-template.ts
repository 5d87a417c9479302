/**
 * A command line as a person writes it: split into words once, before anything is put in, so that a file's name stays
 * one word whatever it contains. No shell ever sees it. Pure.
 */

export interface OpenPlace {
  file: string;
  /** From 1. */
  line: number;
  column: number;
}

export interface CommandTemplate {
  program: string;
  /** Words after the program, with placeholders. */
  words: string[];
}

/** The words, or a sentence that says what is wrong. Quotes hold a word together; a backslash is a letter. */
export function parseTemplate(text: string): CommandTemplate | { problem: string } {
  const words = wordsOf(text);
  if (words === null) return { problem: 'A quote is not closed.' };
  const [program = '', ...rest] = words;
  const placeholders = [...text.matchAll(/\{(\w*)\}/g)].map(([, name = '']) => name);
  const unknown = placeholders.find((name) => !['file', 'line', 'column'].includes(name));
  if (program === '') return { problem: 'Write the program first, then its words, such as: my-editor {file}:{line}' };
  if (/\{\w*\}/.test(program)) return { problem: 'The first word is the program; it has no placeholders.' };
  if (shells.test(program))
    return { problem: 'A shell would read names of files as commands. Name the editor itself.' };
  if (unknown !== undefined) return { problem: `There is no {${unknown}}; use {file}, {line} and {column}.` };
  if (!placeholders.includes('file')) return { problem: 'Say with {file} where the name of the file goes.' };
  return { program, words: rest };
}

/** The words with the placeholders filled in. What is filled in is not looked at again. */
export function fillWords(words: readonly string[], { file, line, column }: OpenPlace): string[] {
  const values: Record<string, string> = { file, line: String(line), column: String(column) };
  return words.map((word) => word.replace(/\{(file|line|column)\}/g, (_all, name: string) => values[name] ?? ''));
}

const shells = /(?:^|[/\\])(?:(?:ba|z|fi|da|k|c|tc)?sh|cmd|powershell|pwsh|env|eval|xargs)(?:\.exe)?$/i;

function wordsOf(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (const letter of text) {
    if (quote !== null) {
      if (letter === quote) quote = null;
      else word = (word ?? '') + letter;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word ??= '';
    } else if (/\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + letter;
  }
  if (quote !== null) return null;
  return word === null ? words : [...words, word];
}
