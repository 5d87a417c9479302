/** Templates of fingerprints and titles: text with `{{ path }}` in it (rollbar.md 4.5). */
import { hash } from 'node:crypto';
import { valuesAt } from './values-at.ts';

/** The longest fingerprint that is taken as it is, in UTF-16 units. */
const longestFingerprint = 40;
/** Of one value, in UTF-16 units; more would only be hashed or cut. */
const longestValue = 10_000;
const field = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** What `{{default_fingerprint}}` and `{{default_title}}` stand for; asked only where a template names them. */
export interface Defaults {
  fingerprint(): string;
  title(): string;
}

/** Its template with the payload's values; SHA-1 of it when that has more than 40 characters. */
export function renderFingerprint(template: string, payload: unknown, defaults: Defaults): string {
  const text = render(template, payload, defaults);
  return text.length > longestFingerprint ? hash('sha1', text, 'hex') : text;
}

/** What the payload does not have is nothing; lists and objects are their JSON. Of `*` the first value counts. */
export function render(template: string, payload: unknown, defaults: Defaults): string {
  return template.replace(field, (_all, path: string) => {
    if (path === 'default_fingerprint') return defaults.fingerprint();
    if (path === 'default_title') return defaults.title();
    return textOf(valuesAt(payload, path)[0]).slice(0, longestValue);
  });
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return JSON.stringify(value);
}
