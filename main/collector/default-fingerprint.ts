/** What `{{default_fingerprint}}` stands for in a rule. */
import type { Group } from '../grouping/group.ts';
import type { KeySpace, Store } from '../store/store.ts';
import { findItem, type KnownKeys } from './find-item.ts';

export interface FingerprintSite {
  store: KnownKeys['store'] & { itemKeys: Pick<Store['itemKeys'], 'find' | 'learn' | 'fingerprintOf'> };
}

/**
 * That of the item which the default way would find, so that variants of an error have one; that of the report itself
 * where there is none. Items learn nothing by it.
 */
export function defaultFingerprint({ store }: FingerprintSite, space: KeySpace, group: Group): string {
  const found = findItem({ store: withoutLearning(store) }, space, group);
  return (found && store.itemKeys.fingerprintOf(found.ownId ?? found.id)) ?? group.key;
}

function withoutLearning({ items, itemKeys, messageTemplates }: KnownKeys['store']): KnownKeys['store'] {
  const nothing = (): void => undefined;
  return {
    items,
    itemKeys: { find: itemKeys.find, learn: nothing },
    messageTemplates: { ofFamily: messageTemplates.ofFamily, add: nothing, widen: nothing },
  };
}
