/** In which versions items can be said to be resolved, as a list offers them. Pure. */
import type { VersionOffers } from '../../shared/version-offer.ts';
import { oneLine } from '../ui/one-line.ts';
import { revisionText } from '../ui/format-revision.ts';

export interface VersionChoice {
  /** Null: in none in particular. */
  value: string | null;
  words: string;
  more?: string;
}

const mostKnown = 6;

/** @param lastSeen the version in which all of the items were seen last; null when there is none or they differ */
export function versionChoices({ next, known }: VersionOffers, lastSeen: string | null): VersionChoice[] {
  const coming = next.map((name): VersionChoice => ({ value: name, words: oneLine(name, 40), more: 'next' }));
  const there = known.slice(0, mostKnown).map(({ name, environments }, index): VersionChoice => {
    const facts = [
      index === 0 && 'latest',
      name === lastSeen && 'last seen in it',
      oneLine(environments.slice(0, 2).join(', '), 40),
    ];
    return { value: name, words: revisionText(name, 40), more: facts.filter(Boolean).join(' · ') };
  });
  const none: VersionChoice = { value: null, words: 'No version', more: 'the next occurrence brings it back' };
  return [...coming, ...there, none];
}
