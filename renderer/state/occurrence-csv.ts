/** A table of occurrences as CSV (RFC 4180). What applications sent must not become a formula of a spreadsheet. */
import type { CellValue, OccurrenceRow } from '../../shared/occurrence-row.ts';

const fixed = ['id', 'uuid', 'occurred_at', 'received_at', 'environment', 'level', 'version', 'person'];

export function csvHead(columns: readonly string[]): string {
  return lineOf([...fixed, ...columns]);
}

/** One line per occurrence; times are ISO 8601. */
export function csvLines(rows: readonly OccurrenceRow[]): string {
  return rows
    .map((row) =>
      lineOf([
        ...[row.id, row.uuid, new Date(row.occurredAt).toISOString(), new Date(row.receivedAt).toISOString()],
        ...[row.environment, row.level, row.release, row.personId, ...row.values],
      ]),
    )
    .join('');
}

function lineOf(cells: readonly CellValue[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(value: CellValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
