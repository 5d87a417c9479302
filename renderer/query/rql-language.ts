/** Colours for the query language in the editor. It reads line by line and never fails: mistakes are marked elsewhere. */
import {
  HighlightStyle,
  StreamLanguage,
  syntaxHighlighting,
  type StringStream,
  type TagStyle,
} from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import { isFunctionName } from '../../main/rql/rql.ts';
import { keywords } from './rql-words.ts';

interface LineState {
  /** The quote that is still open where a line begins. */
  quote: string | null;
}

const quotes = ['"', "'", '`'];

const language = StreamLanguage.define<LineState>({
  name: 'rql',
  startState: () => ({ quote: null }),
  token: (stream, state) => {
    if (state.quote !== null) return readQuoted(stream, state, state.quote);
    if (stream.eatSpace()) return null;
    const quote = stream.eat((sign) => quotes.includes(sign));
    if (quote) {
      state.quote = quote;
      return readQuoted(stream, state, quote);
    }
    if (stream.match(/^(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?/i)) return 'number';
    const word = stream.match(/^[A-Za-z_][\w$]*(?:\.[\w$]+)*/);
    if (word) return wordStyle(stream.current().toLowerCase(), stream);
    stream.next();
    return 'operator';
  },
  tokenTable: { call: tags.function(tags.variableName), path: tags.propertyName },
});

function wordStyle(word: string, stream: StringStream): string {
  if (isFunctionName(word) && stream.match(/^\s*\(/, false)) return 'call';
  return keywords.has(word) ? 'keyword' : 'path';
}

function readQuoted(stream: StringStream, state: LineState, quote: string): string {
  while (!stream.eol()) {
    const sign = stream.next();
    if (sign === '\\' && quote !== '`') stream.next();
    else if (sign === quote) {
      state.quote = null;
      break;
    }
  }
  return quote === '`' ? 'path' : 'string';
}

const colours: TagStyle[] = [
  { tag: tags.keyword, color: 'var(--code-keyword)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: tags.function(tags.variableName), color: 'var(--code-function)' },
  { tag: tags.operator, color: 'var(--text-2)' },
];

export const rqlLanguage: Extension = [language, syntaxHighlighting(HighlightStyle.define(colours))];
