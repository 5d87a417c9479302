/** What the palette asks the collector for while somebody types: items by their number or title, and those of before. */
import type { ItemRow } from '../../shared/item.ts';
import { codeOf } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';

export type PaletteItems = ReturnType<typeof createPaletteItems>;

const debounceMs = 120;
const most = 8;

export function createPaletteItems({ client, later }: Pick<Surroundings, 'client' | 'later'>) {
  let found = $state.raw<readonly ItemRow[]>([]);
  let recent = $state.raw<readonly ItemRow[]>([]);
  let isAsking = $state(false);
  let callOff: () => void = () => undefined;
  let asked = '';

  async function ask(typed: string): Promise<void> {
    const order = { sort: 'last', ascending: false, grouped: false, span: 'day' } as const;
    const filter = { view: 'all', projectId: null, environment: null, text: searchOf(typed) } as const;
    try {
      const { rows } = await client.call('items.list', { ...order, filter, cursor: null, limit: most });
      if (asked === typed) found = rows;
    } catch (error) {
      // The commands are still there; what else is wrong is told on the screen behind.
      codeOf(error);
      if (asked === typed) found = [];
    } finally {
      if (asked === typed) isAsking = false;
    }
  }

  return {
    get found() {
      return found;
    },
    /** Of the ids that were asked for, those that are there. */
    get recent() {
      return recent;
    },
    get isAsking() {
      return isAsking;
    },
    /** Asks once nothing has been typed for a moment; what was found before stays until then. */
    search(typed: string) {
      callOff();
      asked = typed.trim();
      isAsking = asked !== '';
      if (asked === '') found = [];
      else callOff = later(() => void ask(asked), debounceMs);
    },
    async loadRecent(ids: readonly number[]) {
      if (ids.length === 0) return;
      try {
        recent = await client.call('items.rows', { ids: [...ids], span: 'day' });
      } catch (error) {
        codeOf(error);
      }
    },
  };
}

/** A number is that of an item, anything else a part of its title. */
function searchOf(typed: string): string {
  const number = /^#?(\d{1,9})$/.exec(typed)?.[1];
  return number === undefined ? `title:"${typed.replace(/["\\]/g, ' ').slice(0, 200)}"` : `#${number}`;
}
