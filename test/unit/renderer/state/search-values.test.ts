import { expect, it } from 'vitest';
import { createSearchValues, type AskedValues } from '../../../../renderer/state/search-values.svelte.ts';
import { createStage } from '../stage.ts';

const hosts = ['web-1', 'web-2', 'worker'].map((value, index) => ({ value, count: 9 - index }));
const asked = (prefix: string): AskedValues => ({ field: 'host', key: null, prefix });

function scene() {
  const stage = createStage({});
  const prefixes: string[] = [];
  let refuses = false;
  const values = createSearchValues(stage, ({ prefix }) => {
    prefixes.push(prefix);
    return refuses
      ? Promise.reject(new Error('down'))
      : Promise.resolve(hosts.filter(({ value }) => value.startsWith(prefix)));
  });
  return { stage, values, prefixes, refuse: () => (refuses = true) };
}

it('asks once typing rests, and only for the last of what was typed', async () => {
  const { stage, values, prefixes } = scene();
  for (const prefix of ['w', 'we', 'web']) values.ask(asked(prefix));
  await stage.pass(200);
  expect(prefixes).toEqual(['web']);
  expect(values.of(asked('web')).map(({ value }) => value)).toEqual(['web-1', 'web-2']);
});

it('has something to offer from a shorter beginning until the answer is there', async () => {
  const { stage, values } = scene();
  values.ask(asked(''));
  await stage.pass(200);
  expect(values.of(asked('WO')).map(({ value }) => value)).toEqual(['worker']);
  expect(values.of({ ...asked(''), field: 'ip' })).toEqual([]);
  expect(values.of(null)).toEqual([]);
});

it('asks for the same again only after a while', async () => {
  const { stage, values, prefixes } = scene();
  values.ask(asked('w'));
  await stage.pass(1000);
  values.ask(asked('w'));
  await stage.pass(40_000);
  expect(prefixes).toEqual(['w']);
  values.ask(asked('w'));
  await stage.pass(1000);
  expect(prefixes).toEqual(['w', 'w']);
});

it('goes without help when there is none', async () => {
  const { stage, values, refuse } = scene();
  refuse();
  values.ask(asked('w'));
  await stage.pass(1000);
  expect(values.of(asked('w'))).toEqual([]);
});
