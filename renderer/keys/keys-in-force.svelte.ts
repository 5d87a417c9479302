/** The keys in force in this window: what the dispatcher looks up, and what every hint on the screen shows. */
import { inForce, type BindingInForce, type KeyChanges } from './keymap.ts';

let changes = $state.raw<KeyChanges>({});
const table = $derived(inForce(changes));

export function keysInForce(): readonly BindingInForce[] {
  return table;
}

/** From now on these changes are in force. */
export function setKeys(wanted: KeyChanges): void {
  changes = wanted;
}
