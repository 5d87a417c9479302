/**
 * Which item an occurrence belongs to. Most have a strictest key that is known, and cost one look; only what is new is
 * compared further, and its item learns it.
 */
import type { Group, MessageWords } from '../grouping/group.ts';
import { closestTemplate, widened } from '../grouping/grouping.ts';
import type { KeySpace, Store, StoredItem } from '../store/store.ts';

export interface FoundItem extends StoredItem {
  /** Which of its keys the item knew, counted from the strictest; -1: its message was like a template. */
  matchedKey: number;
}

/** Where it is known which items have which keys. */
export interface KnownKeys {
  store: {
    items: Pick<Store['items'], 'find' | 'followed'>;
    itemKeys: Pick<Store['itemKeys'], 'find' | 'learn'>;
    messageTemplates: Store['messageTemplates'];
  };
}

/** Undefined when no item knows any of its keys. */
export function findItem({ store }: KnownKeys, space: KeySpace, group: Group): FoundItem | undefined {
  const { key, looserKeys, template } = group;
  // Most resemble the occurrence that started their item, and those are remembered.
  const same = store.items.find({ ...space, fingerprint: key });
  if (same !== undefined) return { ...same, matchedKey: 0 };
  if (!hasSeveralKeys(group)) return undefined;
  const keys = [key, ...looserKeys()];
  for (const [matchedKey, one] of keys.entries()) {
    const found = store.itemKeys.find(space, one);
    if (found === undefined) continue;
    if (matchedKey > 0) store.itemKeys.learn(space, keys, found.ownId ?? found.id);
    return { ...found, matchedKey };
  }
  return template === null ? undefined : findByTemplate({ store }, space, { key, template });
}

/** An item that has just been started knows all keys of its first occurrence. */
export function learnKeys(
  { store }: KnownKeys,
  space: KeySpace,
  { group, itemId }: { group: Group; itemId: number },
): void {
  if (!hasSeveralKeys(group)) return;
  const { key, looserKeys, template } = group;
  store.itemKeys.learn(space, [key, ...looserKeys()], itemId);
  if (template !== null) store.messageTemplates.add(space, template.family, { itemId, words: template.words });
}

/** Of the others an item has one key, its fingerprint. */
function hasSeveralKeys({ mechanism }: Group): boolean {
  return mechanism === 'st2';
}

function findByTemplate(
  { store }: KnownKeys,
  space: KeySpace,
  { key, template }: { key: string; template: MessageWords },
): FoundItem | undefined {
  const templates = store.messageTemplates.ofFamily(space, template.family);
  const known = templates.map(({ words }) => words);
  const closest = templates[closestTemplate(template.words, known)];
  const found = closest && store.items.followed(closest.itemId);
  if (closest === undefined || found === undefined) return undefined;
  store.messageTemplates.widen(closest.id, widened(closest.words, template.words));
  store.itemKeys.learn(space, [key], closest.itemId);
  return { ...found, matchedKey: -1 };
}
