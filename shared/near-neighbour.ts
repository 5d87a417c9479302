/** Items that an occurrence nearly belongs to, and what keeps it apart. */
import type { GroupingRule } from './grouping-reason.ts';
import type { Item } from './item.ts';

/**
 * `rule`: the item knows a looser key of the occurrence. `message`: its template begins alike and is as long.
 * `elsewhere`: the same by the rule, in another environment. `place`: same class of error and same place.
 */
export type Nearness = 'rule' | 'message' | 'elsewhere' | 'place';

export interface NearNeighbour {
  item: Pick<Item, 'id' | 'counter' | 'title' | 'culprit' | 'environment' | 'status'>;
  nearness: Nearness;
  /** The rule that both have a key of; null for `message` and `place`. */
  rule: GroupingRule | null;
  /** For `message`: the words of the item's template that this message does not have. */
  words: string[];
}
