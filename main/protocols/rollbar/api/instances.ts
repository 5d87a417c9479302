/** Occurrences, which Rollbar's API calls instances (rollbar.md 3.2). */
import { setImmediate } from 'node:timers/promises';
import type { Library, StoredReport } from '../../library.ts';
import type { Route } from '../../route.ts';
import { endpoint, invalid, notFound, type Answer, type Asked } from './endpoint.ts';
import { isWellFormedUuid, numberIn } from './identifiers.ts';
import { occurrenceShape } from './occurrence-shape.ts';
import { pageOf, parametersOf } from './parameters.ts';

/** After so many occurrences, reports that wait get their turn. */
const atATime = 25;
/** In characters of JSON. A page that is larger could not be sent as one text. */
const largestPage = 64 * 1024 * 1024;

export function instanceRoutes(library: Library): Route[] {
  const { occurrences } = library;
  return [
    endpoint({
      ...{ method: 'GET', path: '/api/1/instances', scopes: ['read'] },
      answer: (asked) => list(library, asked, null),
    }),
    endpoint({
      ...{ method: 'GET', path: '/api/1/item/:id/instances', scopes: ['read'] },
      answer: (asked) => {
        const item = library.items.byId(asked.projectId, numberIn(asked.path['id'] ?? ''));
        return item ? list(library, asked, item.id) : notFound('Item');
      },
    }),
    endpoint({
      ...{ method: 'GET', path: '/api/1/instance/:id', scopes: ['read'] },
      answer: async (asked) => {
        const report = reportOf(library, asked);
        const text = report && occurrences.textOf(report.id);
        if (!report || text === undefined) return notFound('Occurrence');
        return { result: await shapeOf(library, asked.projectId, { report, text }) };
      },
    }),
    endpoint({
      ...{ method: 'DELETE', path: '/api/1/instance/:id', scopes: ['write'] },
      answer: (asked) => {
        const report = reportOf(library, asked);
        if (!report) return notFound('Occurrence');
        occurrences.remove(report);
        return { reply: deleted };
      },
    }),
  ];
}

const deleted = {
  status: 200,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: '{"err":0,"message":"The instance has been deleted"}',
};

function reportOf({ occurrences }: Library, { projectId, path }: Asked): StoredReport | undefined {
  const { id = '' } = path;
  return isWellFormedUuid(id) ? occurrences.byUuid(projectId, id) : occurrences.byId(projectId, numberIn(id));
}

async function shapeOf(
  { occurrences }: Library,
  projectId: number,
  kept: { report: StoredReport; text: string },
): Promise<Record<string, unknown>> {
  const mapped = await occurrences.inSource(projectId, kept.report, kept.text);
  return occurrenceShape(projectId, { ...kept, mapped });
}

/** A cursor overrides the page, and costs the same wherever it is. */
async function list(library: Library, asked: Asked, itemId: number | null): Promise<Answer> {
  const { occurrences } = library;
  const { projectId, query } = asked;
  const { page, limit, offset } = pageOf(query, { usual: 20 });
  const parameters = parametersOf(query);
  const before = parameters.id('lastId') ?? parameters.id('last_id');
  const problem = parameters.problem();
  if (problem !== null) return invalid(problem);
  const part = before === null ? { before, offset } : { before, offset: 0 };
  const reports = occurrences.page(projectId, { itemId, limit, ...part });
  const texts: string[] = [];
  let size = 0;
  for (const [index, report] of reports.entries()) {
    if (index % atATime === atATime - 1) await setImmediate();
    const text = occurrences.textOf(report.id);
    if (text === undefined) continue;
    const shape = JSON.stringify(await shapeOf(library, projectId, { report, text }));
    size += shape.length;
    if (size > largestPage)
      return invalid("These occurrences are too large for one answer: ask for a smaller 'limit'.");
    texts.push(shape);
  }
  return { json: `{"page":${String(page)},"instances":[${texts.join(',')}]}` };
}
