/** A result as a file. What applications sent must not become a formula of a spreadsheet. Pure. */
import type { JsonValue } from '../../shared/json.ts';
import { plainText, type ResultTable } from './read-result.ts';

/** RFC 4180, with a line of names. */
export function csvOf({ columns, rows }: Pick<ResultTable, 'columns' | 'rows'>): string {
  return [columns.map(({ name }) => name), ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** One object per line. Columns of the same name are told apart by a number. */
export function jsonLinesOf({ columns, rows }: Pick<ResultTable, 'columns' | 'rows'>): string {
  const names = uniqueNames(columns.map(({ name }) => name));
  return rows
    .map((row) => `${JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])))}\n`)
    .join('');
}

/** The cells between tabs, as spreadsheets take them from the clipboard. */
export function rowText(row: readonly JsonValue[]): string {
  return row.map((value) => plainText(value).replaceAll(/[\t\r\n]+/g, ' ')).join('\t');
}

function csvCell(value: JsonValue): string {
  const text = plainText(value);
  if (typeof value !== 'string') return text;
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let number = 2; taken.has(unique); number += 1) unique = `${name} ${String(number)}`;
    taken.add(unique);
    return unique;
  });
}
