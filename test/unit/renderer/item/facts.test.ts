import { expect, it } from 'vitest';
import { occurrenceFacts, suspectFacts } from '../../../../renderer/item/facts.ts';
import type { Occurrence } from '../../../../shared/occurrence.ts';
import { anOccurrence } from '../../an-occurrence.ts';
import { aDeploy } from '../a-deploy.ts';

const facts = (change: Partial<Occurrence>): Record<string, string> =>
  Object.fromEntries(occurrenceFacts(anOccurrence(change)).map(({ name, value }) => [name, value]));
const nobody = { id: null, username: null, email: null, name: null, extra: null };

it('leaves out what is not known', () => {
  expect(facts({ uuid: 'u' })).toEqual({ Environment: 'production', Occurrence: 'u' });
});

it('names the person as well as it can', () => {
  expect(facts({ person: { ...nobody, id: '7', username: 'ada', email: 'ada@example.net' } })).toMatchObject({
    Person: 'ada (7)',
    'E-mail': 'ada@example.net',
  });
  expect(facts({ person: { ...nobody, email: 'ada@example.net' } })['E-mail']).toBeUndefined();
  expect(facts({ person: { ...nobody, id: '7' } })['Person']).toBe('7');
});

it('takes the route from the context, else from the request', () => {
  const request = {
    ...{ url: 'https://shop.example/pay?x=1', method: 'POST', headers: {}, query: null, params: null, body: null },
    ...{ cookies: null, userIp: null, extra: null },
  };
  expect(facts({ request })['Route']).toBe('POST /pay');
  expect(facts({ request, context: 'orders#pay' })['Route']).toBe('orders#pay');
});

it('does not say the language twice', () => {
  expect(facts({ language: 'python' })['Language']).toBe('python');
  const contexts = { runtime: { name: 'Python', version: '3.13' } };
  expect(facts({ language: 'python', contexts })).toMatchObject({ Runtime: 'Python 3.13' });
  expect(facts({ language: 'python', contexts })['Language']).toBeUndefined();
});

it('names the suspect deploy, leads to it, and says how long before it was', () => {
  const [deploy, deployed] = suspectFacts({ deploy: aDeploy({ id: 7, revision: '4.18.2' }), before: 12 * 60_000 });
  expect(deploy).toMatchObject({ name: 'Since deploy', value: '4.18.2', href: '#/deploys/7' });
  expect(deployed?.value).toBe('12 min before, by robin');
});
