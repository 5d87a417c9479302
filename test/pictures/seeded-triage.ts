/** What people have done before the picture is taken: looked, resolved, muted, snoozed, assigned, noted, saved. */
import { randomUUID } from 'node:crypto';
import type { Client } from '../../shared/client.ts';
import { randomFrom } from '../bench/random.ts';
import type { Send } from './seeded-collector.ts';
import { seededReport } from './seeded-reports.ts';

interface Hands {
  client: Client;
  send: Send;
  /** Unix milliseconds. */
  now: number;
}

type Decision =
  | { kind: 'resolve'; itemIds: number[]; inVersion: string | null }
  | { kind: 'mute'; itemIds: number[] }
  | { kind: 'snooze'; itemIds: number[]; isOn: boolean; until: number }
  | { kind: 'assign'; itemIds: number[]; userId: number }
  | { kind: 'note'; itemIds: number[]; text: string };

const hourMs = 3_600_000;
const whole = { view: 'all', projectId: null, environment: null, text: '' } as const;

export async function triageSome(hands: Hands): Promise<void> {
  const { client, now } = hands;
  const query = { filter: whole, sort: 'last', ascending: false, grouped: false, span: 'day' } as const;
  const { rows } = await client.call('items.list', { ...query, cursor: null, limit: 1000 });
  const every = (step: number, from: number): number[] =>
    rows.filter((_, at) => at % step === from).map((row) => row.id);
  await client.call('items.viewed', { ids: rows.filter((_, at) => at % 7 !== 1).map(({ id }) => id) });
  const user = await client.call('users.create', { username: 'Grace', email: 'grace@storefront.example' });
  const text = 'Happens only while the provider changes certificates. Ask them for the times.';
  const decisions: Decision[] = [
    { kind: 'resolve', itemIds: every(9, 4), inVersion: null },
    { kind: 'mute', itemIds: every(11, 5) },
    { kind: 'snooze', itemIds: every(17, 8), isOn: true, until: now + 20 * hourMs },
    { kind: 'assign', itemIds: every(6, 2), userId: user.id },
    { kind: 'note', itemIds: every(10, 0), text },
  ];
  for (const decision of decisions)
    await client.call('items.triage', { command: { ...decision, id: randomUUID(), at: now - hourMs } });
  const filter = { ...whole, view: 'active', text: 'timed out' } as const;
  await client.call('search.save', { name: 'Timeouts', filter, sort: 'last' });
  await sendTheRest(hands);
}

/** Resolved items that occur again, and a report that has to be refused. */
async function sendTheRest({ send, now }: Hands): Promise<void> {
  const random = randomFrom(1);
  for (let item = 0; item < 120; item += 9) {
    const { data, token } = seededReport({ item, at: now - 2_500_000 + item * 20_000, release: '4.18.2' }, random);
    await send('/item/', { data }, token);
  }
  await send('/item/', { data: { environment: 'production' } });
}
