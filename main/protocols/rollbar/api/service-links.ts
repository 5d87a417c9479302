/** Service links (rollbar.md 3.14): kept and given back. */
import type { Library } from '../../library.ts';
import type { Route } from '../../route.ts';
import { done } from './done.ts';
import { endpoint, invalid, notFound, type Asked } from './endpoint.ts';
import { numberIn } from './identifiers.ts';
import { parametersOf } from './parameters.ts';

const all = '/api/1/service_links';
const one = '/api/1/service_links/:id';
/** In characters. */
const longest = { name: 255, template: 2048 };
const mostLinks = 200;

export function serviceLinkRoutes({ serviceLinks }: Library): Route[] {
  const idOf = ({ path }: Asked): number => numberIn(path['id'] ?? '');
  return [
    endpoint({
      ...{ method: 'GET', path: all, scopes: ['read'] },
      answer: ({ projectId }) => ({ result: serviceLinks.ofProject(projectId) }),
    }),
    endpoint({
      ...{ method: 'POST', path: all, scopes: ['write'] },
      answer: ({ projectId, fields }) => {
        const link = linkOf(fields);
        if ('problem' in link) return invalid(link.problem);
        if (serviceLinks.ofProject(projectId).length >= mostLinks)
          return invalid(`There can be at most ${String(mostLinks)} service links.`);
        return { result: { id: serviceLinks.add(projectId, link), ...link } };
      },
    }),
    endpoint({
      ...{ method: 'GET', path: one, scopes: ['read'] },
      answer: (asked) => {
        const link = serviceLinks.byId(asked.projectId, idOf(asked));
        return link ? { result: link } : notFound('Service link');
      },
    }),
    endpoint({
      ...{ method: 'PUT', path: one, scopes: ['write'] },
      answer: (asked) => {
        const before = serviceLinks.byId(asked.projectId, idOf(asked));
        if (!before) return notFound('Service link');
        const link = linkOf({ ...before, ...asked.fields });
        if ('problem' in link) return invalid(link.problem);
        serviceLinks.change(asked.projectId, { id: before.id, ...link });
        return { result: { id: before.id, ...link } };
      },
    }),
    endpoint({
      ...{ method: 'DELETE', path: one, scopes: ['write'] },
      answer: (asked) =>
        serviceLinks.remove(asked.projectId, idOf(asked)) ? { reply: done } : notFound('Service link'),
    }),
  ];
}

function linkOf(fields: object): { name: string; template: string } | { problem: string } {
  const parameters = parametersOf(fields as Record<string, unknown>);
  const name = parameters.text('name') ?? '';
  const template = parameters.text('template') ?? '';
  if (name === '') parameters.refuse("'name' is missing and it is required.");
  if (template === '') parameters.refuse("'template' is missing and it is required.");
  for (const [key, most] of Object.entries(longest)) {
    if ((parameters.text(key) ?? '').length > most)
      parameters.refuse(`'${key}' must be at most ${String(most)} characters long.`);
  }
  const problem = parameters.problem();
  return problem === null ? { name, template } : { problem };
}
