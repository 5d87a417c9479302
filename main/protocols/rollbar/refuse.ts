/** Refusing a delivery: it is kept, so that nothing disappears in silence, and the sender hears the reason. */
import type { Intake } from '../intake.ts';
import type { Delivery, Refused, Reply } from '../route.ts';
import { keptBodyBytes } from '../../../shared/refused-delivery.ts';
import { failure } from './reply.ts';
import { bodyWithout, isPlausible, tokenBesideBody } from './token.ts';

/** In characters. */
const longestUserAgent = 500;

/** `tokenInBody` is for a report whose body could be read. */
export function refuse(delivery: Delivery, intake: Intake, refused: Refused & { tokenInBody?: string | null }): Reply {
  const { method, path, headers, body, bytes } = delivery;
  const token = tokenBesideBody(delivery) ?? refused.tokenInBody ?? null;
  const { status, message, reason = message } = refused;
  intake.keepRefused({
    ...{ protocol: 'rollbar', method, path, status, reason, bytes },
    token: token !== null && isPlausible(token) ? token : null,
    userAgent: headers['user-agent']?.slice(0, longestUserAgent) ?? null,
    body: bodyWithout(body.subarray(0, keptBodyBytes), token),
  });
  return failure(refused);
}
