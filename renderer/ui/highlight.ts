/**
 * Source code as coloured words. The highlighter and its grammars load when the first code is shown; until then, and for
 * languages it does not know, code is shown plain. Words come back as data, never as markup.
 */
import type { HighlighterCore } from 'shiki/core';

export type CodeKind = 'plain' | 'keyword' | 'string' | 'number' | 'function' | 'comment';
export interface CodeWord {
  text: string;
  kind: CodeKind;
}

type Grammar = () => Promise<{ default: object }>;
const grammars = {
  javascript: () => import('shiki/langs/javascript.mjs'),
  jsx: () => import('shiki/langs/jsx.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  php: () => import('shiki/langs/php.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  csharp: () => import('shiki/langs/csharp.mjs'),
  kotlin: () => import('shiki/langs/kotlin.mjs'),
  swift: () => import('shiki/langs/swift.mjs'),
  dart: () => import('shiki/langs/dart.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  elixir: () => import('shiki/langs/elixir.mjs'),
  shellscript: () => import('shiki/langs/shellscript.mjs'),
} satisfies Record<string, Grammar>;
export type CodeLanguage = keyof typeof grammars;

/** The endings of files, by language. */
const endings: [CodeLanguage, string][] = [
  ['javascript', 'js mjs cjs'],
  ['jsx', 'jsx'],
  ['typescript', 'ts mts cts vue svelte'],
  ['tsx', 'tsx'],
  ['python', 'py'],
  ['ruby', 'rb rake'],
  ['php', 'php'],
  ['go', 'go'],
  ['java', 'java'],
  ['csharp', 'cs'],
  ['kotlin', 'kt'],
  ['swift', 'swift'],
  ['dart', 'dart'],
  ['rust', 'rs'],
  ['elixir', 'ex exs'],
  ['shellscript', 'sh'],
];
const byEnding = new Map(
  endings.flatMap(([language, all]) => all.split(' ').map((ending) => [ending, language] as const)),
);
const byName = new Map<string, CodeLanguage>([
  ['c#', 'csharp'],
  ['golang', 'go'],
  ['node.js', 'javascript'],
  ['shell', 'shellscript'],
]);

/** The language of a file, else the one that was named; null when neither is known. */
export function languageOf(file: string, named: string | null): CodeLanguage | null {
  const ending = /\.([a-z]+)(?:$|[?#:])/i.exec(file)?.[1]?.toLowerCase() ?? '';
  const name = named?.toLowerCase().split(' ')[0] ?? '';
  return byEnding.get(ending) ?? byName.get(name) ?? (Object.hasOwn(grammars, name) ? (name as CodeLanguage) : null);
}

const kinds: Record<string, CodeKind> = {
  'var(--code-token-keyword)': 'keyword',
  'var(--code-token-constant)': 'number',
  'var(--code-token-string)': 'string',
  'var(--code-token-string-expression)': 'string',
  'var(--code-token-function)': 'function',
  'var(--code-token-comment)': 'comment',
  'var(--code-token-parameter)': 'plain',
};

let highlighter: Promise<HighlighterCore> | undefined;
const loaded = new Map<CodeLanguage, Promise<void>>();

async function create(): Promise<HighlighterCore> {
  const [{ createHighlighterCore, createCssVariablesTheme }, { createJavaScriptRegexEngine }] = await Promise.all([
    import('shiki/core'),
    import('shiki/engine/javascript'),
  ]);
  return createHighlighterCore({
    engine: createJavaScriptRegexEngine({ forgiving: true }),
    themes: [createCssVariablesTheme({ name: 'tokens', variablePrefix: '--code-' })],
    langs: [],
  });
}

/** The lines as words. Rejects only when the program's own files cannot be loaded. */
export async function highlight(lines: readonly string[], language: CodeLanguage): Promise<CodeWord[][]> {
  highlighter ??= create();
  const shiki = await highlighter;
  let grammar = loaded.get(language);
  if (!grammar) {
    grammar = shiki.loadLanguage(grammars[language]());
    loaded.set(language, grammar);
  }
  await grammar;
  // A line break inside a line would move all that follow out of step with their numbers.
  const code = lines.map((line) => line.replace(/[\r\n\u2028\u2029]/g, ' ')).join('\n');
  const words = shiki.codeToTokensBase(code, { lang: language, theme: 'tokens', tokenizeMaxLineLength: 1000 });
  return words.map((line) => line.map(({ content, color }) => ({ text: content, kind: kindOf(content, color) })));
}

const constants = /^\s*(?:-?[\d.]|(?:true|false|True|False|null|nil|None|undefined|NaN|[A-Z][A-Z\d_]+)\s*$)/;

/** Colour is for words: signs stay plain, and so do names that a grammar calls constant only for not changing. */
function kindOf(text: string, color: string | undefined): CodeKind {
  const kind = kinds[color ?? ''] ?? 'plain';
  if (kind === 'number' && !constants.test(text)) return 'plain';
  return kind === 'keyword' && !/\p{L}/u.test(text) ? 'plain' : kind;
}
