/**
 * Deleting a person (rollbar.md 3.12). The hosted service deletes them in all projects of the account, and so does this:
 * a job is not a project's.
 */
import type { Library, WantedPerson } from '../../library.ts';
import type { Route } from '../../route.ts';
import { endpoint, invalid, notFound } from './endpoint.ts';
import { numberIn } from './identifiers.ts';
import { parametersOf } from './parameters.ts';

/** In characters; what is kept of a person is no longer. */
const longest = 255;

export function peopleRoutes(library: Library): Route[] {
  return [
    endpoint({
      ...{ method: 'POST', path: '/api/1/people/delete_jobs', scopes: ['write'] },
      answer: ({ fields }) => {
        const wanted = wantedOf(fields);
        return 'problem' in wanted ? invalid(wanted.problem) : { result: { id: library.people.create(wanted) } };
      },
    }),
    endpoint({
      ...{ method: 'GET', path: '/api/1/people/delete_jobs/:id', scopes: ['read'] },
      answer: ({ path }) => {
        const id = numberIn(path['id'] ?? '');
        const state = library.people.stateOf(id);
        return state ? { result: { state, id } } : notFound('Job');
      },
    }),
  ];
}

/** The documentation has two names for a person's id. */
const names: { name: string; by: WantedPerson['by'] }[] = [
  { name: 'email', by: 'email' },
  { name: 'username', by: 'username' },
  { name: 'person_id', by: 'id' },
  { name: 'id', by: 'id' },
];

function wantedOf(fields: Record<string, unknown>): WantedPerson | { problem: string } {
  const parameters = parametersOf(fields);
  const given = names.flatMap(({ name, by }) => {
    const value = parameters.text(name)?.trim() ?? '';
    return value === '' ? [] : [{ by, value }];
  });
  const problem = parameters.problem();
  if (problem !== null) return { problem };
  const [wanted, ...others] = given;
  if (!wanted || others.length > 0)
    return { problem: "Exactly one of 'email', 'username' and 'person_id' is required." };
  if (wanted.value.length > longest) return { problem: `It must be at most ${String(longest)} characters long.` };
  return wanted;
}
