/** Where an occurrence is shown that is known only by its id, as links from elsewhere know it. */
import { codeOf, errorWords } from './error-words.ts';
import type { Route } from './route.ts';
import type { Surroundings } from './surroundings.ts';
import type { Toasts } from './toasts.svelte.ts';

/** The occurrence within its item; the first list when it is not there any more; null while nobody answers. */
export async function placeOfOccurrence({ client }: Surroundings, toasts: Toasts, id: number): Promise<Route | null> {
  try {
    const { itemId } = await client.call('occurrences.get', { id });
    return { screen: 'item', id: itemId, occurrenceId: id };
  } catch (error) {
    // When the collector is back, the address is followed again.
    if (codeOf(error) === 'disconnected') return null;
    const { title, advice } = errorWords[codeOf(error)];
    toasts.show('refused', title, { more: advice });
    return { screen: 'inbox', filter: { view: 'active', projectId: null, environment: null, text: '' } };
  }
}
