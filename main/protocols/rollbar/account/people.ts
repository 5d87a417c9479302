/**
 * Deleting a person (rollbar.md 3.12). The hosted service deletes them in all projects of the account, and so does this:
 * a job is not a project's.
 */
import type { Account, WantedPerson } from '../../account.ts';
import type { Route } from '../../route.ts';
import { invalid, notFound } from '../api/endpoint.ts';
import { numberIn } from '../api/identifiers.ts';
import { parametersOf } from '../api/parameters.ts';
import { accountEndpoint } from './account-endpoint.ts';

/** In characters; what is kept of a person is no longer. */
const longest = 255;

export function peopleRoutes({ people }: Account): Route[] {
  return [
    accountEndpoint({
      ...{ method: 'POST', path: '/api/1/people/delete_jobs' },
      answer: ({ fields }) => {
        const wanted = wantedOf(fields);
        return 'problem' in wanted ? invalid(wanted.problem) : { result: { id: people.create(wanted) } };
      },
    }),
    accountEndpoint({
      ...{ method: 'GET', path: '/api/1/people/delete_jobs/:id' },
      answer: ({ path }) => {
        const id = numberIn(path['id'] ?? '');
        const state = people.stateOf(id);
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
