import { expect, it } from 'vitest';
import { createMapIndex, type MapPlace } from '../../../../main/symbols/map-index.ts';

const place = (id: number, more: Partial<MapPlace> = {}): MapPlace => ({
  ...{ id, projectId: 1, version: '1.0', identifier: '//shop.example/main.js', isFlat: false },
  ...more,
});
const url = 'https://shop.example/main.js?v=1';

it('finds a map by project, version and URL', () => {
  const index = createMapIndex([place(7)]);
  expect(index.find({ projectId: 1, version: '1.0', url })).toBe(7);
  expect(index.find({ projectId: 2, version: '1.0', url })).toBeNull();
  expect(index.find({ projectId: 1, version: '1.1', url })).toBeNull();
  expect(index.find({ projectId: 1, version: '1.0', url: 'https://shop.example/other.js' })).toBeNull();
});

it('compares as much of a version as a report keeps', () => {
  const index = createMapIndex([place(7, { version: 'a'.repeat(50) })]);
  expect(index.find({ projectId: 1, version: 'a'.repeat(40), url })).toBe(7);
});

it('finds a file of a bundle without folders in any folder, others only where they are', () => {
  const deep = 'https://shop.example/assets/js/main.js';
  const wanted = { projectId: 1, version: '1.0', url: deep };
  expect(createMapIndex([place(7, { isFlat: true })]).find(wanted)).toBe(7);
  expect(createMapIndex([place(7)]).find(wanted)).toBeNull();
});

it('forgets what was removed, but not what has replaced it', () => {
  const index = createMapIndex([place(7)]);
  index.add(place(8));
  index.remove(place(7));
  expect(index.find({ projectId: 1, version: '1.0', url })).toBe(8);
  index.remove(place(8));
  expect(index.hasAny(1)).toBe(false);
});
