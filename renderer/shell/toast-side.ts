/** Where toasts are out of the way. */
import type { App } from '../state/app.svelte.ts';

/** `above`: in the middle, over what can be done with selected items. */
export type ToastSide = 'middle' | 'above' | 'right';

export function toastSide({ address, inbox }: Pick<App, 'address' | 'inbox'>): ToastSide {
  const { screen } = address.route;
  if (screen === 'item') return 'right';
  return screen === 'inbox' && inbox.cursor.checked.size > 0 ? 'above' : 'middle';
}
