import { describe, expect, it } from 'vitest';
import { complaintAbout } from './rooms.ts';
import { importsOf, sourceFile, sourceFiles } from './source-tree.ts';

describe('rooms', () => {
  it('import only what they may, by its door', () => {
    const files = sourceFiles(['main', 'renderer', 'shared'], ['.ts', '.svelte']);
    const complaints = files.flatMap((file) =>
      importsOf(file).flatMap((specifier) => complaintAbout(file.path, specifier) ?? []),
    );
    expect(complaints).toEqual([]);
  });

  it('have their imports found, whatever they look like', () => {
    const text = `import a, { b } from './a.ts';
      import type { C } from './c.ts';
      export { d } from './d.ts';
      import './e.css';
      const f = await import('./f.ts');
      let g: import('./g.ts').G;
      // import './not.ts';`;
    const found = ['./a.ts', './c.ts', './d.ts', './e.css', './f.ts', './g.ts'];
    expect(importsOf({ path: 'x.ts', text }).sort()).toEqual(found);
    const component = `<script module>import './m.ts';</script>\n<script lang="ts">${text}</script>\n<p>import './p.ts'</p>`;
    expect(importsOf({ path: 'X.svelte', text: component }).sort()).toEqual([...found, './m.ts']);
    expect(importsOf(sourceFile('test/architecture/rooms.test.ts'))).toContain('./rooms.ts');
  });
});

describe('the rule of rooms', () => {
  it.each([
    ['shared/item.ts', './level.ts'],
    ['main/grouping/st1.ts', '../../shared/occurrence.ts'],
    ['main/grouping/st1.ts', 'node:crypto'],
    ['main/store/items.ts', 'better-sqlite3'],
    ['main/protocols/rollbar/normalize.ts', '../intake.ts'],
    ['main/collector/collector.ts', '../protocols/intake.ts'],
    ['main/collector/source-frames.ts', '../source/source.ts'],
    ['main/headless.ts', './collector/collector.ts'],
    ['main/electron/electron.ts', '../data-folder.ts'],
    ['main/electron/collector-entry.ts', '../collector/collector.ts'],
    ['renderer/App.svelte', './inbox/Inbox.svelte'],
    ['renderer/App.svelte', './shell/Toasts.svelte'],
    ['renderer/welcome/Welcome.svelte', '../connect/Connect.svelte'],
    ['renderer/inbox/Inbox.svelte', '../ui/Button.svelte'],
    ['renderer/inbox/Inbox.svelte', '../state/inbox.svelte.ts'],
    ['renderer/ui/CodeLines.svelte', '@shikijs/langs/python'],
  ])('lets %s import %s', (file, specifier) => {
    expect(complaintAbout(file, specifier)).toBeNull();
  });

  it.each([
    ['shared/item.ts', 'node:crypto', 'shared/ does not run on Node alone'],
    ['shared/item.ts', '../main/triage/triage.ts', 'shared/ may import nothing'],
    ['main/grouping/st1.ts', '../store/store.ts', 'main/grouping/ may import shared only'],
    ['main/store/items.ts', '../triage/triage.ts', 'main/store/ may import shared, main/rql only'],
    ['main/collector/dispatch.ts', '../store/items.ts', 'main/store/ is entered by store.ts only'],
    ['main/collector/dispatch.ts', '../source/find-file.ts', 'main/source/ is entered by source.ts only'],
    ['main/collector/dispatch.ts', '../electron/electron.ts', 'main/collector/ may import'],
    ['main/protocols/rollbar/routes.ts', 'better-sqlite3', 'of packages main/protocols/ may import find-my-way only'],
    ['main/store/items.ts', 'better-sqlite3-x', 'of packages main/store/ may import better-sqlite3 only'],
    ['main/headless.ts', 'electron', 'of packages main/ may import nothing'],
    ['main/electron/electron.ts', '../collector/collector.ts', 'only collector-entry.ts starts the collector'],
    ['main/api/api.ts', 'fs', "Node's own modules are written with node:"],
    ['renderer/inbox/Inbox.svelte', '../item/Item.svelte', 'renderer/inbox/ may import'],
    ['renderer/inbox/Inbox.svelte', '../client/client.ts', 'renderer/inbox/ may import'],
    ['renderer/ui/Button.svelte', '../../shared/level.ts', 'renderer/ui/ may import nothing'],
    [
      'renderer/settings/Settings.svelte',
      '../connect/Steps.svelte',
      'renderer/connect/ is entered by Connect.svelte only',
    ],
    ['renderer/main.ts', '../main/api/dispatcher.ts', 'renderer/ may import shared only'],
    ['renderer/state/inbox.svelte.ts', '../../main/api/dispatcher.ts', 'renderer/state/ may import'],
    ['renderer/state/inbox.svelte.ts', '../../package.json', 'package.json is in no room'],
  ])('does not let %s import %s', (file, specifier, rule) => {
    const complaint = complaintAbout(file, specifier);
    expect(complaint).toContain(`${file} imports '${specifier}'`);
    expect(complaint).toContain(rule);
  });
});
