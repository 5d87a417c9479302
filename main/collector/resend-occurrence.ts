/** Sends a kept report once more, to any collector that a person names. */
import { Refusal } from '../../shared/error-codes.ts';
import type { ParamsOf } from '../../shared/contract.ts';
import { createRedactor } from '../../shared/redaction/redactor.ts';
import { isLoopback, type ResendAnswer } from '../../shared/resend.ts';
import { sendStored } from '../protocols/protocols.ts';
import type { CollectorContext } from './collector.ts';
import { rawBody } from './read-occurrences.ts';
import { redactionRules } from './redaction.ts';

/** Refusals: `not-found`, `bad-request`. */
export async function resendOccurrence(
  context: CollectorContext,
  wanted: ParamsOf<'occurrences.resend'>,
): Promise<ResendAnswer> {
  const { id, token, isRedacted } = wanted;
  const base = baseOf(wanted);
  const { text } = rawBody(context, { id });
  const record = context.store.occurrences.byId(id);
  if (!record) throw new Refusal('not-found', 'This occurrence is not kept any more.');
  const body = isRedacted ? createRedactor(redactionRules(context)).json(text) : text;
  const uuid = wanted.uuid === 'new' ? context.newUuid() : record.uuid;
  return sendStored(body, { base, token, uuid });
}

function baseOf({ url, isElsewhereAllowed }: { url: string; isElsewhereAllowed: boolean }): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol))
    throw new Refusal('bad-request', 'The address of a collector begins with http:// or https://.');
  if (parsed.username !== '' || parsed.password !== '')
    throw new Refusal('bad-request', 'The address of a collector has no user and no password in it.');
  if (parsed.pathname !== '/' || parsed.search !== '' || parsed.hash !== '')
    throw new Refusal('bad-request', 'The address of a collector has no path: the protocol has its own.');
  if (!isLoopback(parsed.hostname) && !isElsewhereAllowed)
    throw new Refusal('bad-request', `${parsed.hostname} is not this computer; say that the report may leave it.`);
  return parsed.origin;
}
