import type { MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { menuTemplate } from '../../../../main/electron/menu.ts';

function itemsOf(template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);
}

it.each(['linux', 'win32', 'darwin'] as const)(
  'has no key on %s that is a single letter: those are the page’s',
  (os) => {
    const items = itemsOf(menuTemplate(os));
    expect(items.map(({ role }) => role)).toEqual(expect.arrayContaining(['editMenu', 'viewMenu', 'windowMenu']));
    expect(items.filter(({ accelerator }) => /^(?:Shift\+)?.$/.test(accelerator ?? ''))).toEqual([]);
  },
);

it('quits from the menu that each system has for it', () => {
  expect(menuTemplate('darwin')[0]).toEqual({ role: 'appMenu' });
  expect(itemsOf(menuTemplate('linux'))).toContainEqual({ role: 'quit' });
});
