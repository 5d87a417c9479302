/** Shows a notification of the system. */
import { Notification } from 'electron';
import type { Alert } from '../../shared/alert.ts';

/** Kept while they are in sight: one that nobody holds is collected, and its click with it. */
const shown = new Map<string, Notification>();
const mostKept = 50;

/** A click calls back with the path of the page that it leads to. */
export function showAlert(alert: Alert, onClick: (path: string) => void): void {
  const notification = new Notification(notificationOf(alert, process.platform));
  shown.get(alert.id)?.close();
  shown.delete(alert.id);
  shown.set(alert.id, notification);
  for (const oldest of shown.keys()) {
    if (shown.size <= mostKept) break;
    shown.delete(oldest);
  }
  notification.on('click', () => {
    shown.delete(alert.id);
    onClick(alert.path);
  });
  notification.show();
}

/** Many notification servers of Linux read markup in the body, and a report's title must not become any. */
export function notificationOf({ title, body }: Alert, platform: NodeJS.Platform): { title: string; body: string } {
  if (platform !== 'linux') return { title, body };
  return { title, body: body.replaceAll('<', '‹').replaceAll('>', '›').replaceAll('&', '＆') };
}
