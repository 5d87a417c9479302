/** What can be put into a search at the caret: fields, values and searches of before. Pure. */
import { completionAt, fieldsFor } from '../../shared/search/complete-search.ts';
import { searchField, searchFields, type SearchField } from '../../shared/search/search-fields.ts';
import type { AskedValues, KnownValue } from '../state/search-values.svelte.ts';

export interface Offer {
  /** What it is, as it will stand in the search. */
  words: string;
  /** What it finds, or where it comes from. */
  about: string;
  /** How many reports have it; null when that is not known. */
  count: number | null;
  /** The search with it, and where the caret is then. */
  text: string;
  caret: number;
}

export interface OfferList {
  title: string;
  /** Where what is being typed begins. */
  at: number;
  offers: Offer[];
}

export interface WhatIsKnown {
  /** Searches of before, the latest first. */
  recent: readonly string[];
  /** Values of the field that `valueAsked` names. */
  values: readonly KnownValue[];
}

const mostOffers = 8;
const mostRecent = 4;
/** What is offered before anything is typed: the questions that are asked most. */
const usual = ['is', 'level', 'environment', 'code_version', 'person', 'file', 'custom', 'last'];

/** What the data has to be asked for, for the completion at the caret; null when nothing. */
export function valueAsked(text: string, caret: number): AskedValues | null {
  const found = completionAt(text, caret);
  if (found.kind === 'key') return { field: found.field, key: null, prefix: found.typed };
  if (found.kind !== 'value') return null;
  const field = searchField(found.field);
  return field?.kind === 'text' ? { field: found.field, key: found.key, prefix: found.typed } : null;
}

/** Nothing to offer is an empty list. */
export function offersAt(text: string, caret: number, known: WhatIsKnown): OfferList {
  const found = completionAt(text, caret);
  const { at, end } = found.replaced;
  const put = (words: string, about: string, more: { count?: number; after?: string } = {}): Offer => {
    const insert = words + (more.after ?? '');
    const rest = text.slice(end);
    const joined = insert.endsWith(' ') ? rest.trimStart() : rest;
    return {
      ...{ words, about, count: more.count ?? null },
      ...{ text: text.slice(0, at) + insert + joined, caret: at + insert.length },
    };
  };
  switch (found.kind) {
    case 'field': {
      const fields = found.typed === '' ? usualFields() : fieldsFor(found.typed);
      const offers = fields.slice(0, mostOffers).map((field) => put(nameOf(field), field.about));
      const before = text.trim() === '' ? recentOffers(known.recent) : [];
      const title = text.trim() === '' ? 'Search for' : 'Narrow further';
      return { title, at, offers: [...before, ...offers] };
    }
    case 'key':
      return {
        ...{ title: 'Keys in the data', at },
        offers: known.values.slice(0, mostOffers).map(({ value, count }) => put(value, '', { count, after: ']:' })),
      };
    case 'value': {
      const field = searchField(found.field);
      const written = ({ value, count }: KnownValue): Offer => put(inSearch(value), '', { count, after: ' ' });
      if (field?.kind === 'text')
        return { title: 'Values in the data', at, offers: known.values.slice(0, mostOffers).map(written) };
      const choices = field?.choices.filter((choice) => choice.startsWith(found.typed.toLowerCase())) ?? [];
      return { title: 'One of', at, offers: choices.map((choice) => put(choice, '', { after: ' ' })) };
    }
    case 'text':
      return { title: '', at, offers: [] };
  }
}

function usualFields(): SearchField[] {
  return usual.flatMap((name) => searchFields.filter((field) => field.name === name));
}

function nameOf(field: SearchField): string {
  return field.isKeyed ? `${field.name}[` : `${field.name}:`;
}

/** A value as it has to be written: between quotes when it would be read as something else. */
function inSearch(value: string): string {
  return /^[^\s",\\%_*]+$/.test(value) ? value : `"${value.replace(/["\\]/g, String.raw`\$&`)}"`;
}

function recentOffers(recent: readonly string[]): Offer[] {
  return recent
    .slice(0, mostRecent)
    .map((text) => ({ words: text, about: 'searched before', count: null, text, caret: text.length }));
}
