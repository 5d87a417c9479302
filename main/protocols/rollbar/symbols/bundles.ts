/**
 * Zips of source maps (rollbar.md 3.8): a program asks for an address and puts the zip there. The address holds a ticket
 * instead of a token, good for one upload within the hour.
 */
import type { Library } from '../../library.ts';
import type { Delivery, Refused, Route } from '../../route.ts';
import { accessFor } from '../read-access.ts';
import { readFields } from '../read-fields.ts';
import { refuse } from '../refuse.ts';
import { countedBy, withHeaders } from '../rate-limit.ts';
import { failure, success } from '../reply.ts';
import { usable } from '../token.ts';
import { createTickets, type Tickets } from './tickets.ts';
import { largestUpload, ownBytes } from './upload.ts';

const path = '/api/1/signed_url/sourcemap_bundle';
/** In characters. */
const longest = { version: 255, prefix: 2000 };

const ofNoProject: Refused = { status: 403, message: 'Source maps need a token of the project that they are for.' };
const spent = 'This address was used before or is too old: ask for another one.';

export function bundleRoutes(library: Library): Route[] {
  const tickets = createTickets();
  return [
    { method: 'POST', path, open: false, isReport: true, handle: issueTo(tickets) },
    {
      ...{ method: 'PUT', path: `${path}/:ticket`, open: false, isReport: true, maxBodyBytes: largestUpload },
      handle: takeFor(library, tickets),
    },
  ];
}

function issueTo(tickets: Tickets): Route['handle'] {
  return async (delivery, intake) => {
    const fields = (await readFields(delivery)) ?? {};
    const tokenInBody = usable(fields['access_token']);
    const access = accessFor(delivery, intake, { scopes: ['post_server_item'], tokenInBody });
    if (access.kind === 'refused') return refuse(delivery, intake, { ...access.refused, tokenInBody });
    if (access.kind === 'account') return refuse(delivery, intake, { ...ofNoProject, tokenInBody });
    const { projectId } = access;
    const version = textIn(fields, 'version', longest.version);
    const prefix = textIn(fields, 'prefix_url', longest.prefix);
    if (version === null || prefix === null) {
      const name = version === null ? 'version' : 'prefix_url';
      return refuse(delivery, intake, { ...invalid(`${name} is missing and it is required.`), tokenInBody });
    }
    const counted = countedBy(intake, access.token);
    if (counted.refused !== null) return failure(counted.refused);
    const ticket = tickets.issue({ id: intake.newUuid(), projectId, version, prefix }, intake.now());
    const address = `http://${hostOf(delivery)}${path}/${ticket}`;
    return withHeaders(success(JSON.stringify({ signed_url: address, project_id: projectId })), counted.headers);
  };
}

function takeFor({ symbols }: Library, tickets: Tickets): Route['handle'] {
  return async (delivery, intake) => {
    const { params, body } = delivery;
    const ticket = tickets.take(params['ticket'] ?? '', intake.now());
    if (ticket === null) return refuse(delivery, intake, { status: 403, message: spent });
    const { projectId, version, prefix } = ticket;
    const problem = await symbols.keepBundle({ projectId, version, prefix, zip: ownBytes(body) });
    return problem === null ? success('{}') : refuse(delivery, intake, invalid(problem));
  };
}

function textIn(fields: Record<string, unknown>, key: string, most: number): string | null {
  const value = fields[key];
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, most) : null;
}

/** As the client knows this computer: only own hosts get here. */
function hostOf({ headers }: Delivery): string {
  return headers.host ?? '127.0.0.1';
}

function invalid(problem: string): Refused {
  return { status: 422, message: `Invalid format. ${problem}` };
}
