/** The answer to a removal that has nothing to tell (rollbar.md 1.5). */
import type { Reply } from '../../route.ts';

export const done: Reply = {
  status: 200,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: '{"err":0}',
};
