import { expect, it } from 'vitest';
import { createTickets } from '../../../../../../main/protocols/rollbar/symbols/tickets.ts';

const ticket = (id: string) => ({ id, projectId: 1, version: '1.0', prefix: '//shop.example' });

it('is good once, for an hour', () => {
  const tickets = createTickets();
  tickets.issue(ticket('a'), 0);
  tickets.issue(ticket('b'), 0);
  expect(tickets.take('a', 3_600_000)).toEqual(ticket('a'));
  expect(tickets.take('a', 3_600_000)).toBeNull();
  expect(tickets.take('b', 3_600_001)).toBeNull();
  expect(tickets.take('c', 0)).toBeNull();
});

it('lets the oldest go when there are too many', () => {
  const tickets = createTickets();
  for (let index = 0; index <= 1000; index++) tickets.issue(ticket(String(index)), 0);
  expect([tickets.take('0', 0), tickets.take('1', 0)?.id]).toEqual([null, '1']);
});
