/** How many bodies make a block that fills a page: told from how small the last ones became. */
import { fullBlockBytes, mostInBlock, packBlock, sizeOf, type Block, type Body } from './body-block.ts';

export interface BlockFilling {
  /** So many characters of text are expected to fill a block. */
  characters(): number;
  /** Packs as many of the bodies as fit, from the first; the first does in any case. */
  pack(bodies: readonly Body[]): { block: Block; count: number };
}

/** Of the size before, until something was packed. */
const firstShare = 0.05;
/** A little less is expected to fit, since doing it again costs more than what it saves. */
const caution = 0.97;

export function blockFilling(): BlockFilling {
  let share = firstShare;
  return {
    characters: () => Math.min(mostInBlock.characters, Math.floor((fullBlockBytes * caution) / share)),
    pack: (bodies) => {
      let packed = [...bodies];
      let block = packBlock(packed);
      while (sizeOf(block) > fullBlockBytes && packed.length > 1) {
        packed = firstOf(packed, (lengthOf(packed) * fullBlockBytes * caution) / sizeOf(block));
        block = packBlock(packed);
      }
      share = sizeOf(block) / Math.max(1, lengthOf(packed));
      return { block, count: packed.length };
    },
  };
}

function lengthOf(bodies: readonly Body[]): number {
  return bodies.reduce((sum, { text }) => sum + text.length, 0);
}

/** Fewer than there are, and at least one, that have so many characters together. */
function firstOf(bodies: readonly Body[], characters: number): Body[] {
  let [count, length] = [0, 0];
  for (const { text } of bodies.slice(0, -1)) {
    length += text.length;
    if (length > characters) break;
    count += 1;
  }
  return bodies.slice(0, Math.max(1, count));
}
