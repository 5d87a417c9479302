import { expect, it } from 'vitest';
import { createVersions } from '../../../../renderer/state/versions.svelte.ts';
import type { ItemInVersion, VersionEvent, VersionRow } from '../../../../shared/version.ts';
import { createStage } from '../stage.ts';

const none = { debug: 0, info: 0, warning: 0, error: 0, critical: 0 };
const version = (id: number): VersionRow => ({
  ...{ id, projectId: 1, name: `v${String(id)}`, environment: 'production', createdAt: 0, firstOccurrenceId: null },
  ...{ firstSeenAt: null, lastOccurrenceId: null, lastSeenAt: null, deployedBy: null, lastDeployAt: null },
  items: { new: none, repeated: none, reactivated: none, resolved: none },
});

function setUp() {
  const asked: [id: number, event: VersionEvent][] = [];
  const stage = createStage({
    'versions.get': ({ id }) => version(id),
    'versions.items': ({ id, event }): ItemInVersion[] => {
      asked.push([id, event]);
      return [];
    },
  });
  return { stage, asked, versions: createVersions(stage) };
}

it('shows the items of the event that the address names, and nothing of another one meanwhile', async () => {
  const { stage, asked, versions } = setUp();
  versions.open({ id: 1 });
  await stage.settle();
  expect([versions.detail.found?.name, versions.event, versions.items]).toEqual(['v1', 'new', []]);
  versions.open({ id: 1, event: 'resolved' });
  expect(versions.items).toBeNull();
  await stage.settle();
  expect([versions.items, asked]).toEqual([
    [],
    [
      [1, 'new'],
      [1, 'resolved'],
    ],
  ]);
});

it('loads the version beside it, until there is none', async () => {
  const { stage, versions } = setUp();
  versions.open({ id: 1, withId: 2 });
  await stage.settle();
  expect([versions.other.found?.name, versions.otherItems.found]).toEqual(['v2', []]);
  versions.open({ id: 1 });
  expect(versions.other.found).toBeNull();
});
