/**
 * The collector as everything but the open item sees it: what comes of payloads is masked before any part of the page
 * holds it. The open item masks by itself, since it can be revealed.
 */
import type { Client } from '../../shared/client.ts';
import type { CallName, OccurrenceView, ParamsOf, ResultOf } from '../../shared/contract.ts';
import type { Differences } from '../../shared/difference.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { CellValue, ExportedLines, OccurrenceRow, PayloadPath } from '../../shared/occurrence-row.ts';
import type { QueryResult } from '../../shared/query.ts';
import { redactOccurrence } from '../../shared/redaction/redact-occurrence.ts';
import type { Redactor } from '../../shared/redaction/redactor.ts';

type Mask<Name extends CallName> = (by: Redactor, result: ResultOf<Name>, params: ParamsOf<Name>) => ResultOf<Name>;
type Masks = { [Name in CallName]?: Mask<Name> };

const masks: Masks = {
  'items.list': (by, page) => ({ ...page, rows: page.rows.map((row) => titled(by, row)) }),
  'items.rows': (by, rows) => rows.map((row) => titled(by, row)),
  'items.related': (by, related) => related.map((each) => ({ ...each, item: titled(by, each.item) })),
  'items.people': (by, found) => ({
    ...found,
    people: found.people.map(({ username, email, name, ...person }) => ({
      ...{ ...person, id: by.text(person.id), username: text(by, username) },
      ...{ email: text(by, email), name: text(by, name) },
    })),
  }),
  'items.breakdown': (by, breakdown) => ({
    ...breakdown,
    fields: breakdown.fields.map((field) => ({
      ...field,
      values: field.values.map((each) => ({ ...each, value: valueOf(by, field.field, each.value) })),
    })),
    apart: differences(by, breakdown.apart),
  }),
  'occurrences.get': view,
  'occurrences.latest': view,
  'occurrences.raw': (by, body) => ({ text: by.json(body.text) }),
  'occurrences.list': (by, page, { columns }) => ({ ...page, rows: page.rows.map((row) => cells(by, row, columns)) }),
  'occurrences.find': (by, page, { columns }) => ({
    ...page,
    rows: page.rows.map((row) => titled(by, cells(by, row, columns))),
  }),
  'occurrences.paths': examples,
  'occurrences.foundPaths': examples,
  'occurrences.shared': (by, shared) => ({
    ...shared,
    values: shared.values.map((each) => ({ ...each, value: cell(by, each.path, each.value) })),
  }),
  'occurrences.compare': differences,
  'occurrences.export': lines,
  'occurrences.exportFound': lines,
  'groupingRules.preview': (by, preview) => ({
    ...preview,
    merges: preview.merges.map((merge) => ({
      ...{ ...merge, item: titled(by, merge.item) },
      others: merge.others.map((other) => titled(by, other)),
    })),
    splits: preview.splits.map((split) => ({ ...split, item: titled(by, split.item) })),
  }),
  'refused.get': (by, delivery) => ({ ...delivery, body: by.json(delivery.body) }),
  'queries.result': (by, { json }) => ({ json: json === null ? null : queryResult(by, json) }),
  // What would be masked is not offered.
  'search.complete': (by, values, { field, key }) =>
    values.filter(({ value }) => valueOf(by, key ?? field, value) === value),
};

/** `ready` resolves with what masks, as soon as its rules are known. */
export function createMaskedClient(client: Client, ready: () => Promise<Redactor>): Client {
  return {
    ...client,
    async call(name, params) {
      const mask = maskOf(name);
      if (!mask) return client.call(name, params);
      const [result, by] = await Promise.all([client.call(name, params), ready()]);
      return mask(by, result, params);
    },
  };
}

function maskOf<Name extends CallName>(name: Name): Mask<Name> | undefined {
  return masks[name];
}

function titled<Row extends { title: string }>(by: Redactor, row: Row): Row {
  return { ...row, title: by.text(row.title) };
}

function text(by: Redactor, value: string | null): string | null {
  return value === null ? null : by.text(value);
}

function view(by: Redactor, { occurrence, ...more }: OccurrenceView): OccurrenceView {
  return { ...more, occurrence: redactOccurrence(by, occurrence) };
}

/** A value by the last key of its path. Lists and objects of a table come as their JSON. */
function cell(by: Redactor, path: string, value: CellValue): CellValue {
  const name = path.split('.').at(-1) ?? '';
  const masked = by.value(value, name);
  if (typeof masked === 'string' && masked === value) return by.json(masked);
  return typeof masked === 'object' ? value : masked;
}

function valueOf(by: Redactor, field: string, value: string): string {
  return String(cell(by, field.replace(/^custom:/, ''), value));
}

function cells<Row extends OccurrenceRow>(by: Redactor, row: Row, columns: readonly string[]): Row {
  const values = row.values.map((value, index) => cell(by, columns[index] ?? '', value));
  return { ...row, personId: text(by, row.personId), values };
}

function examples(by: Redactor, paths: PayloadPath[]): PayloadPath[] {
  return paths.map((each) => ({ ...each, example: cell(by, each.path, each.example) }));
}

function differences(by: Redactor, found: Differences): Differences {
  return { ...found, values: found.values.map((each) => ({ ...each, value: valueOf(by, each.field, each.value) })) };
}

function lines(by: Redactor, exported: ExportedLines): ExportedLines {
  return { ...exported, lines: exported.lines.map((line) => by.json(line)) };
}

function queryResult(by: Redactor, json: string): string {
  const result = JSON.parse(json) as QueryResult;
  const names = result.columns.map((column) => column.split('.').at(-1) ?? '');
  const rows = result.rows.map((row) => row.map((value: JsonValue, index) => by.value(value, names[index])));
  return JSON.stringify({ ...result, rows });
}
