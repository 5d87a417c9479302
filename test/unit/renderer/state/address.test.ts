import { expect, it } from 'vitest';
import { createAddress } from '../../../../renderer/state/address.svelte.ts';
import { hashOf, type Route } from '../../../../renderer/state/route.ts';
import { fakeBar } from '../fake-bar.ts';

const item = (id: number): Route => ({ screen: 'item', id, occurrenceId: null });
const settings: Route = { screen: 'settings' };

function setUp(first: string) {
  const bar = fakeBar(first);
  const heard: string[] = [];
  const address = createAddress(bar, (route) => heard.push(hashOf(route)));
  return { bar, heard, address, hashes: () => bar.entries.map((entry) => entry.hash) };
}

it('reads where it begins', () => {
  expect(setUp('#/item/3').address.route).toEqual(item(3));
});

it('goes back to the list that an item was opened from, also after steps to its neighbours', () => {
  const { bar, address, heard, hashes } = setUp('#/active');
  address.go(item(1));
  address.replace(item(2));
  expect(hashes()).toEqual(['#/active', '#/item/2']);
  address.back(settings);
  expect([bar.location.hash, address.route.screen, heard.at(-1)]).toEqual(['#/active', 'inbox', '#/active']);
});

it('an item that was opened by its address goes back to the list it is given', () => {
  const { bar, address } = setUp('#/item/3');
  address.back(settings);
  expect(bar.location.hash).toBe('#/settings');
});

it('follows the browser back and forth', () => {
  const { bar, address, heard } = setUp('#/active');
  address.go(settings);
  bar.move(0);
  bar.move(1);
  expect(heard).toEqual(['#/settings', '#/active', '#/settings']);
  expect(address.route).toEqual(settings);
});

it('going where one is adds nothing to the history', () => {
  const { address, hashes, heard } = setUp('#/settings');
  address.go(settings);
  expect([hashes(), heard]).toEqual([['#/settings'], []]);
});
