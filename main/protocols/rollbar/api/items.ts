/** Items: one by its id, number or an occurrence, and lists (rollbar.md 3.1.2 to 3.1.6). */
import type { ItemRecord } from '../../../../shared/item.ts';
import type { Library } from '../../library.ts';
import type { Route } from '../../route.ts';
import { changeItem } from './change-item.ts';
import { endpoint, invalid, notFound, type Answer, type Asked } from './endpoint.ts';
import { itemShape, wholeItemShape } from './item-shape.ts';
import { pageOf } from './parameters.ts';
import { findIn, searchesOf } from './items-of-projects.ts';
import { isWellFormedUuid, numberIn } from './identifiers.ts';

export function itemRoutes(library: Library): Route[] {
  const { items } = library;
  return [
    endpoint({
      ...{ method: 'GET', path: '/api/1/item', scopes: ['read'] },
      answer: (asked) => itemByQuery(library, asked),
    }),
    endpoint({
      ...{ method: 'GET', path: '/api/1/item/:id', scopes: ['read'] },
      answer: (asked) => {
        const { id = '' } = asked.path;
        const item = isWellFormedUuid(id)
          ? items.ofOccurrence(asked.projectId, id)
          : items.byId(asked.projectId, numberIn(id));
        return answerWith(item, asked);
      },
    }),
    endpoint({
      ...{ method: 'PATCH', path: '/api/1/item/:id', scopes: ['write'] },
      answer: (asked) => changeItem(library, asked),
    }),
    endpoint({
      ...{ method: 'GET', path: '/api/1/items', scopes: ['read'], projects: 'several' },
      answer: (asked) => list(library, asked),
    }),
    endpoint({
      ...{ method: 'GET', path: '/api/1/item_by_counter/:counter', scopes: ['read'] },
      answer: (asked) => redirect(items.byCounter(asked.projectId, numberIn(asked.path['counter'] ?? '')), asked),
    }),
  ];
}

function itemByQuery({ items }: Library, asked: Asked): Answer {
  const { query, projectId } = asked;
  const uuid = query.get('uuid');
  if (uuid !== null) {
    if (!isWellFormedUuid(uuid)) return { refused: { status: 400, message: 'Invalid UUID format' } };
    const item = items.ofOccurrence(projectId, uuid);
    return item ? answerWith(item, asked) : { refused: { status: 404, message: 'UUID did not match any occurrence' } };
  }
  const counter = query.get('counter');
  if (counter === null) return invalid("Either 'uuid' or 'counter' is required.");
  return answerWith(items.byCounter(projectId, numberIn(counter)), asked);
}

function answerWith(item: ItemRecord | undefined, { now }: Asked): Answer {
  return item ? { result: wholeItemShape(item, now) } : notFound('Item');
}

async function list(library: Library, asked: Asked): Promise<Answer> {
  const { page, ...part } = pageOf(asked.query, { usual: 100 });
  const read = searchesOf(library, asked);
  if ('problem' in read) return invalid(read.problem);
  const found = await findIn(library, read.searches, part);
  if (found === 'too-far') return invalid('Pages of several projects end here: ask for one project to go on.');
  const { items, total } = found;
  return { result: { page, total_count: total, items: items.map(itemShape) } };
}

/** Clients that do not follow the redirect read the body (rollbar.md 3.1.5). */
function redirect(item: ItemRecord | undefined, { query, queryToken }: Asked): Answer {
  if (!item) return notFound('Item');
  const path = `/api/1/item/${String(item.id)}`;
  const carried = new URLSearchParams(query.getAll('project_id').map((id) => ['project_id', id]));
  if (queryToken !== null) carried.set('access_token', queryToken);
  const search = carried.size === 0 ? '' : `?${carried.toString()}`;
  return {
    reply: {
      status: 301,
      headers: { 'Content-Type': 'application/json; charset=utf-8', Location: `${path}${search}` },
      body: JSON.stringify({ err: 0, result: { itemId: item.id, path, uri: path } }),
    },
  };
}
