/** Says how far a command on many items is, once it has taken longer than anybody likes to wait without a word. */
import type { Surroundings } from './surroundings.ts';
import type { Toasts } from './toasts.svelte.ts';

const patienceMs = 1000;

/** Follows one command; the returned function ends it. */
export function followProgress(
  { client, later }: Pick<Surroundings, 'client' | 'later'>,
  toasts: Toasts,
  command: { id: string; words: string },
): () => void {
  let isLong = false;
  let toldTenths = -1;
  const callOff = later(() => (isLong = true), patienceMs);
  const stop = client.on('progress', ({ commandId, done, of }) => {
    const tenths = Math.floor((10 * done) / of);
    if (commandId !== command.id || !isLong || tenths === toldTenths) return;
    toldTenths = tenths;
    toasts.show('plain', `${command.words}: ${String(done)} of ${String(of)}`);
  });
  return () => {
    callOff();
    stop();
  };
}
