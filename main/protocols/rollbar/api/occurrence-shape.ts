/** An occurrence as Rollbar's API writes it (rollbar.md 3.2.1), with what the server adds to it (rollbar.md 2.7). */
import { isObject } from '../../../../shared/json.ts';
import type { Occurrence } from '../../../../shared/occurrence.ts';
import type { StoredReport } from '../../library.ts';
import { resolvedIp } from '../ip-address.ts';
import { parsePayload } from '../payload.ts';
import { seconds } from './endpoint.ts';
import { withSourceFrames } from './source-frames.ts';

/** A kept report; `mapped` is the same occurrence told in its source, if there is one. */
export interface KeptReport {
  report: StoredReport;
  text: string;
  mapped: Occurrence | null;
}

/** A report that is damaged gives an occurrence without a body. */
export function occurrenceShape(projectId: number, { report, text, mapped }: KeptReport): Record<string, unknown> {
  const timestamp = seconds(report.receivedAt);
  const sent = dataOf(text);
  const posted = mapped === null ? sent : withSourceFrames(sent, mapped);
  return {
    ...{ id: report.id, project_id: projectId, item_id: report.itemId, timestamp, version: 2, billable: 1 },
    data: {
      ...posted,
      uuid: typeof posted['uuid'] === 'string' ? posted['uuid'] : report.uuid,
      timestamp,
      ...requestOf(posted, report.remoteAddress),
      metadata: {
        ...(isObject(posted['metadata']) ? posted['metadata'] : {}),
        access_token: '',
        timestamp_ms: report.receivedAt,
        ...(posted['timestamp'] === undefined ? {} : { customer_timestamp: posted['timestamp'] }),
      },
    },
  };
}

function dataOf(text: string): Record<string, unknown> {
  try {
    const { data } = parsePayload(text);
    return isObject(data) ? data : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function requestOf({ request }: Record<string, unknown>, remoteAddress: string): { request?: object } {
  if (!isObject(request) || typeof request['user_ip'] !== 'string') return {};
  return { request: { ...request, user_ip: resolvedIp(request['user_ip'], remoteAddress) } };
}
