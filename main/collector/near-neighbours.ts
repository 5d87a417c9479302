/** Items that an occurrence nearly belongs to: "would group with". Found by its looser keys, by its message, and by place. */
import { Refusal } from '../../shared/error-codes.ts';
import type { GroupingRule } from '../../shared/grouping-reason.ts';
import type { NearNeighbour } from '../../shared/near-neighbour.ts';
import type { Occurrence } from '../../shared/occurrence.ts';
import type { Group } from '../grouping/group.ts';
import { groupOf, rulesOf } from '../grouping/grouping.ts';
import type { KeySpace } from '../store/store.ts';
import type { CallContext } from './dispatch.ts';
import { occurrenceById } from './read-occurrences.ts';
import { scopeOf } from './store-occurrence.ts';

/** Told of one kind; more help nobody. */
const mostOfKind = 8;
const mostEnvironments = 50;

type Near = Omit<NearNeighbour, 'item'> & { id: number };

/** Each item once, by what it is nearest in; the nearest first. Refusals: `not-found`. */
export async function nearNeighbours(context: CallContext, { id }: { id: number }): Promise<NearNeighbour[]> {
  const { occurrence, itemId } = await occurrenceById(context, { id });
  const own = context.store.items.byId(itemId);
  if (!own) throw new Refusal('not-found', 'This item is not there any more.');
  const mechanism = own.mechanism === 'st1' ? 'st1' : 'st2';
  const group = groupOf(occurrence, mechanism);
  const space = { projectId: own.projectId, mechanism: group.mechanism, scope: scopeOf(occurrence) };
  const found = [
    ...byRule(context, space, { group, occurrence }),
    ...byMessage(context, space, group),
    ...elsewhere(context, space, { group, occurrence }),
    ...(await byPlace(context, itemId)),
  ];
  const told = new Set([itemId]);
  return found.flatMap(({ id: other, ...near }) => {
    const item = told.has(other) ? undefined : context.store.items.byId(other);
    if (!item) return [];
    told.add(other);
    const { counter, title, culprit, environment, status } = item;
    return [{ item: { id: other, counter, title, culprit, environment, status }, ...near }];
  });
}

interface Seen {
  group: Group;
  occurrence: Occurrence;
}

/** Its keys with the rule that made each, strict ones first. */
function keysOf({ group, occurrence }: Seen): { key: string; rule: GroupingRule | null }[] {
  const rules = group.mechanism === 'st2' ? rulesOf(occurrence) : [];
  return [group.key, ...group.looserKeys()].map((key, index) => ({ key, rule: rules[index] ?? null }));
}

function byRule({ store }: CallContext, space: KeySpace, seen: Seen): Near[] {
  return keysOf(seen).flatMap(({ key, rule }): Near[] => {
    const found = store.itemKeys.find(space, key);
    return found ? [{ id: found.id, nearness: 'rule', rule, words: [] }] : [];
  });
}

function byMessage({ store }: CallContext, space: KeySpace, { template }: Group): Near[] {
  if (template === null) return [];
  const family = store.messageTemplates.ofFamily(space, template.family).slice(0, mostOfKind);
  return family.map(({ itemId, words }) => ({
    ...{ id: itemId, nearness: 'message' as const, rule: null },
    words: words.filter((word, index) => word !== template.words[index]),
  }));
}

/** The item that it would be in, had it happened in another environment. */
function elsewhere({ store }: CallContext, space: KeySpace, seen: Seen): Near[] {
  if (space.scope === '') return [];
  const places = store.environments.page(space.projectId, { offset: 0, limit: mostEnvironments });
  const keys = keysOf(seen);
  return places
    .filter(({ name }) => name !== space.scope)
    .flatMap(({ name }): Near[] => {
      const there = { ...space, scope: name };
      for (const { key, rule } of keys) {
        const found = store.items.find({ ...there, fingerprint: key }) ?? store.itemKeys.find(there, key);
        if (found) return [{ id: found.id, nearness: 'elsewhere', rule, words: [] }];
      }
      return [];
    })
    .slice(0, mostOfKind);
}

async function byPlace({ store }: CallContext, itemId: number): Promise<Near[]> {
  const related = await store.reader.ask('relatedItems', { itemId });
  return related
    .filter(({ relations }) => relations.includes('same-class') && relations.includes('same-place'))
    .slice(0, mostOfKind)
    .map(({ id }) => ({ id, nearness: 'place', rule: null, words: [] }));
}
