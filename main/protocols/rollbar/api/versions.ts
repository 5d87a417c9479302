/** Versions of the application, and the environments it runs in (rollbar.md 3.4, 3.5). */
import { levels } from '../../../../shared/level.ts';
import { versionEvents, type ItemInVersion, type Version } from '../../../../shared/version.ts';
import type { Library } from '../../library.ts';
import type { Route } from '../../route.ts';
import { endpoint, invalid, notFound, seconds, type Answer, type Asked } from './endpoint.ts';
import { wholeItemShape } from './item-shape.ts';
import { pageOf, parametersOf } from './parameters.ts';

export function versionRoutes(library: Library): Route[] {
  return [
    endpoint({
      ...{ method: 'GET', path: '/api/1/versions/:version', scopes: ['read'] },
      answer: ({ projectId, path, query }) => {
        const environment = query.get('environment') ?? '';
        if (environment === '') return invalid("'environment' is required.");
        const version = library.versions.find({ projectId, environment, name: path['version'] ?? '' });
        return version ? { result: versionShape(version) } : notFound('Version');
      },
    }),
    endpoint({
      ...{ method: 'GET', path: '/api/1/versions/:version/items', scopes: ['read'] },
      answer: (asked) => itemsOf(library, asked),
    }),
    endpoint({
      ...{ method: 'GET', path: '/api/1/environments', scopes: ['read'] },
      answer: ({ projectId, query }) => {
        const { page, ...part } = pageOf(query, { usual: 20 });
        const environments = library
          .environments(projectId, part)
          .map(({ id, name }) => ({ id, project_id: projectId, environment: name, visible: 1 }));
        return { result: { page, environments } };
      },
    }),
  ];
}

function itemsOf({ versions }: Library, { projectId, path, query, now }: Asked): Answer {
  const parameters = parametersOf(query);
  const environment = parameters.text('environment') ?? '';
  if (environment === '') parameters.refuse("'environment' is required.");
  const event = parameters.oneOf('event', versionEvents);
  if (event === null) parameters.refuse(`'event' must be one of ${versionEvents.join(', ')}.`);
  const wanted = parameters.anyOf('level', levels);
  const problem = parameters.problem();
  if (problem !== null || event === null) return invalid(problem ?? '');
  const name = path['version'] ?? '';
  if (!versions.find({ projectId, environment, name })) return notFound('Version');
  const { limit, offset } = pageOf(query, { usual: 100 });
  const found = versions.items({ projectId, environment, name, event, levels: wanted, limit, offset });
  return { result: found.map((each) => itemInVersionShape(each, now)) };
}

/** There is no source control here, so there are no commits. */
function versionShape(version: Version): Record<string, unknown> {
  return {
    ...{ id: version.id, version: version.name, environment: version.environment },
    date_created: seconds(version.createdAt),
    first_occurrence_id: version.firstOccurrenceId,
    first_occurrence_timestamp: seconds(version.firstSeenAt),
    last_occurrence_id: version.lastOccurrenceId,
    last_occurrence_timestamp: seconds(version.lastSeenAt),
    deployed_by: version.deployedBy,
    last_deploy_timestamp: seconds(version.lastDeployAt),
    item_stats: version.items,
    commits: [],
  };
}

function itemInVersionShape(found: ItemInVersion, now: number): Record<string, unknown> {
  return {
    ...wholeItemShape(found.item, now),
    first_in_version_occurrence_id: found.firstOccurrenceId,
    first_in_version_occurrence_timestamp: seconds(found.firstSeenAt),
    last_in_version_occurrence_id: found.lastOccurrenceId,
    last_in_version_occurrence_timestamp: seconds(found.lastSeenAt),
    occurrences_in_version: found.occurrences,
    people_in_version: found.people,
  };
}
