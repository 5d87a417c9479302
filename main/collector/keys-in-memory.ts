/** Keys and templates that are tried out and kept nowhere: what a preview groups by. */
import type { TriageState } from '../../shared/item.ts';
import { hashIn, mostOfFamily, type KeySpace, type StoredItem } from '../store/store.ts';
import type { KnownKeys } from './find-item.ts';

/** Which item it is matters, not what has become of it. */
const anyState: TriageState = {
  ...{ status: 'active', resolvedInVersion: null, lastActivatedAt: 0 },
  ...{ lastResolvedAt: null, lastMutedAt: null, reactivatedAt: null },
};

interface Template {
  id: number;
  itemId: number;
  words: string[];
}

/** As the store keeps them; what is not known here is looked for in `stored`, which is never changed. */
export function keysInMemory(stored: KnownKeys['store']): KnownKeys['store'] {
  const keys = new Map<string, number>();
  const families = new Map<string, Template[]>();
  const templates: Template[] = [];
  // Numbers below 0 are items that would be started.
  const followed = (id: number): StoredItem | undefined =>
    id < 0 ? { id, state: anyState, ownId: null } : stored.items.followed(id);
  const nameOf = (space: KeySpace, text: string): string =>
    `${String(space.projectId)} ${hashIn(space, text).toString('latin1')}`;
  const familyOf = (space: KeySpace, family: string): Template[] => {
    const name = nameOf(space, family);
    const known = families.get(name);
    if (known) return known;
    const copies = stored.messageTemplates.ofFamily(space, family).map((one) => ({ ...one, id: templates.length }));
    families.set(name, copies);
    for (const copy of copies) {
      copy.id = templates.length;
      templates.push(copy);
    }
    return copies;
  };
  return {
    items: { find: stored.items.find, followed },
    itemKeys: {
      find: (space, key) => {
        const id = keys.get(nameOf(space, key));
        return id === undefined ? stored.itemKeys.find(space, key) : followed(id);
      },
      learn: (space, learnt, itemId) => {
        for (const key of learnt) {
          const name = nameOf(space, key);
          if (!keys.has(name) && !stored.itemKeys.find(space, key)) keys.set(name, itemId);
        }
      },
    },
    messageTemplates: {
      ofFamily: familyOf,
      add: (space, family, template) => {
        const known = familyOf(space, family);
        if (known.length >= mostOfFamily) return;
        const added = { ...template, id: templates.length };
        templates.push(added);
        known.push(added);
      },
      widen: (id, words) => {
        const template = templates[id];
        if (template) template.words = words;
      },
    },
  };
}
