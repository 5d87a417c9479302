/**
 * Reads the fields of one object of a payload. Nothing here throws: a value of another type is left out, or converted
 * where the meaning is plain, and named in the defects.
 */
import { isObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import type { Defect } from '../../../shared/occurrence.ts';

export interface Section {
  fields: Record<string, unknown>;
  /** From the root of the post, e.g. `data.request`. */
  path: string;
  defects: Defect[];
}

/** A report with more than this many defects is broken in a way that no longer list would explain. */
const mostDefects = 100;

/** The same problem of the same field is named once, however often the field is read. */
export function note(defects: Defect[], path: string, problem: string): void {
  if (defects.length >= mostDefects) return;
  if (!defects.some((defect) => defect.path === path && defect.problem === problem)) defects.push({ path, problem });
}

/** The text of a field as sent; numbers and booleans count as text. Null when there is none. */
export function text({ fields, path, defects }: Section, key: string): string | null {
  const value = fields[key];
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  note(defects, `${path}.${key}`, `is ${typeName(value)}, not text`);
  return null;
}

/** Like `text`, but an empty text counts as none, and a text of more than `most` characters is cut. */
export function shortText(section: Section, key: string, most: number): string | null {
  const value = text(section, key);
  if (value === null || value === '') return null;
  if (value.length <= most) return value;
  note(section.defects, `${section.path}.${key}`, `was cut to ${String(most)} characters`);
  return value.slice(0, most);
}

/** A finite number; digits in a text count as one. */
export function number({ fields, path, defects }: Section, key: string): number | null {
  const value = fields[key];
  if (value === undefined || value === null) return null;
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof read === 'number' && Number.isFinite(read)) return read;
  note(defects, `${path}.${key}`, 'is not a number');
  return null;
}

/** An object. PHP writes empty objects as empty arrays: those count as none, without a defect. */
export function object({ fields, path, defects }: Section, key: string): Record<string, unknown> | null {
  const value = fields[key];
  if (isObject(value)) return value;
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return null;
  note(defects, `${path}.${key}`, `is ${typeName(value)}, not an object`);
  return null;
}

/** A list; a single value is taken for a list of one. */
export function list({ fields, path, defects }: Section, key: string): unknown[] {
  const value = fields[key];
  if (Array.isArray(value)) return value;
  if (value === undefined || value === null) return [];
  note(defects, `${path}.${key}`, `is ${typeName(value)}, not a list`);
  return isObject(value) ? [value] : [];
}

/** The field as a section of its own; one without fields when there is none. */
export function section(parent: Section, key: string): Section {
  return { fields: object(parent, key) ?? {}, path: `${parent.path}.${key}`, defects: parent.defects };
}

/** An object as it was sent, null when it is missing or empty. */
export function json(parent: Section, key: string): JsonObject | null {
  const value = object(parent, key);
  return value === null ? null : unlessEmpty(value);
}

/** Any value as it was sent. */
export function value({ fields }: Section, key: string): JsonValue {
  return (fields[key] ?? null) as JsonValue;
}

/** The fields that are not in `known`; null when there are none. */
export function rest({ fields }: Section, known: ReadonlySet<string>): JsonObject | null {
  let entries: [string, JsonValue][] | null = null;
  for (const key in fields) {
    if (known.has(key) || fields[key] === null) continue;
    entries ??= [];
    entries.push([key, fields[key] as JsonValue]);
  }
  return entries === null ? null : Object.fromEntries(entries);
}

/** Null for an object without fields. */
export function unlessEmpty(fields: Record<string, unknown>): JsonObject | null {
  for (const _key in fields) return fields as JsonObject;
  return null;
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
