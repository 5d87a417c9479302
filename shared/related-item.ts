/** Items that have to do with another one. */
import type { ItemRow } from './item.ts';

export const relations = ['same-title', 'same-class', 'same-place', 'same-deploy'] as const;
/**
 * `same-title`: elsewhere, in another environment or project; `same-class` of exception and `same-place`, in its project;
 * `same-deploy`: first seen after the same deploy.
 */
export type Relation = (typeof relations)[number];

export interface RelatedItem {
  item: ItemRow;
  relations: Relation[];
}
