import type { MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { menuTemplate, type MenuActions } from '../../../../main/electron/menu.ts';
import { bindings } from '../../../../renderer/keys/bindings.ts';
import type { PageOrder } from '../../../../shared/desktop.ts';

const orders: PageOrder[] = [];
const nothing = (): void => undefined;
const actions: MenuActions = {
  ...{ newWindow: nothing, duplicateWindow: nothing, print: nothing, back: nothing, forward: nothing },
  order: (order) => orders.push(order),
  openDataFolder: nothing,
};
const systems = ['linux', 'win32', 'darwin'] as const;

function itemsOf(template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);
}
const all = (os: NodeJS.Platform): MenuItemConstructorOptions[] => itemsOf(menuTemplate(os, actions));
const keysOf = (os: NodeJS.Platform): string[] => all(os).flatMap(({ accelerator }) => accelerator ?? []);

it.each(systems)('has no key on %s that is a single letter: those are the page’s', (os) => {
  expect(all(os).map(({ role }) => role)).toEqual(expect.arrayContaining(['editMenu', 'windowMenu', 'help', 'reload']));
  expect(keysOf(os).filter((key) => /^(?:Shift\+)?.$/.test(key))).toEqual([]);
});

it.each(systems)('has no key on %s twice, and none that the page binds', (os) => {
  const keys = keysOf(os).map((key) => key.toLowerCase().replace(/^(?:cmdorctrl|cmd|ctrl)/, 'mod'));
  expect(keys).toEqual([...new Set(keys)]);
  const ofPage = bindings.flatMap((binding) => binding.keys.map((key) => key.toLowerCase()));
  expect(keys.filter((key) => ofPage.includes(key))).toEqual([]);
});

it('quits from the menu that each system has for it', () => {
  const menuWith = (os: NodeJS.Platform, role: string) =>
    menuTemplate(os, actions).find((menu) => itemsOf([menu]).some((item) => item.role === role));
  expect(menuWith('darwin', 'quit')?.role).toBe('appMenu');
  expect(menuWith('linux', 'quit')?.label).toBe('&File');
});

it('leads the page to its places', () => {
  const item = all('linux').find(({ label }) => label === 'Deploys');
  item?.click?.({} as Electron.MenuItem, undefined, {});
  expect(orders).toEqual([{ kind: 'go', path: '/deploys' }]);
});
