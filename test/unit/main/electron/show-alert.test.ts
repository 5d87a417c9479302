import { expect, it, vi } from 'vitest';
import { notificationOf, showAlert } from '../../../../main/electron/show-alert.ts';

const shown = vi.hoisted(() => [] as { title: string; body: string; isClosed: boolean; click(): void }[]);
vi.mock('electron', () => ({
  Notification: class {
    isClosed = false;
    title: string;
    body: string;
    click = (): void => undefined;
    constructor({ title, body }: { title: string; body: string }) {
      [this.title, this.body] = [title, body];
    }
    on(_event: string, listener: () => void): void {
      this.click = listener;
    }
    show(): void {
      shown.push(this);
    }
    close(): void {
      this.isClosed = true;
    }
  },
}));

it('takes the place of the one about the same, and leads where it says', () => {
  const paths: string[] = [];
  const alert = { id: 'item-1', title: 'New in shop', body: '#1 lost', path: '/item/1' };
  showAlert(alert, (path) => paths.push(path));
  showAlert({ ...alert, path: '/item/2' }, (path) => paths.push(path));
  expect(shown.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  shown[1]?.click();
  expect(paths).toEqual(['/item/2']);
});

it('gives servers of Linux no markup', () => {
  const alert = { id: 'a', title: 't', body: '<a href="x">&lt;', path: '/active' };
  expect(notificationOf(alert, 'linux').body).toBe('‹a href="x"›＆lt;');
  expect(notificationOf(alert, 'darwin').body).toBe(alert.body);
});
