/** The open item as it may be seen: masked by the rules, unless it is revealed; for copies masked in any case. */
import type { OccurrenceView } from '../../shared/contract.ts';
import type { ItemDetail, ItemRow } from '../../shared/item.ts';
import { redactOccurrence } from '../../shared/redaction/redact-occurrence.ts';
import type { Redaction } from './redaction.svelte.ts';

export type ItemMasks = Pick<Redaction, 'redactor' | 'isRevealed'>;

interface Unmasked {
  row: ItemRow | ItemDetail | null;
  shown: OccurrenceView | null;
  raw: string | null;
}

/** `open` tells what is open as it was received; it is asked again whenever that changes. */
export function createMaskedItem(masks: ItemMasks, open: () => Unmasked) {
  const row = $derived.by((): ItemRow | ItemDetail | null => {
    const { row: given } = open();
    return given && masks.redactor ? { ...given, title: masks.redactor.text(given.title) } : null;
  });
  const view = $derived.by(() => {
    const { shown } = open();
    const by = masks.redactor;
    if (!shown || !by) return null;
    const before = by.masked;
    const occurrence = redactOccurrence(by, shown.occurrence);
    return { view: { ...shown, occurrence }, places: by.masked - before };
  });
  const raw = $derived.by(() => {
    const { raw: given } = open();
    return given === null ? null : (masks.redactor?.json(given) ?? null);
  });

  return {
    get row(): ItemRow | ItemDetail | null {
      return masks.isRevealed ? open().row : row;
    },
    get shown() {
      return masks.isRevealed ? open().shown : (view?.view ?? null);
    },
    get raw() {
      return masks.isRevealed ? open().raw : raw;
    },
    /** In how many places of the occurrence something is masked. */
    get maskedPlaces() {
      return view?.places ?? 0;
    },
    /** Is something masked in the body as it was received? False until that was asked for. */
    get isRawMasked() {
      return raw !== open().raw;
    },
    /** What may leave the page, also while it is revealed. */
    get forCopies() {
      return row && view ? { row, view: view.view } : null;
    },
  };
}
