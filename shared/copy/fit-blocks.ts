/** Puts as much of a text together as there is room for, the most important parts first, all in their order. */

export interface Block {
  text: string;
  /** The least goes first; blocks of the same weight in their order. */
  weight: number;
  /** What is missing where it is left out, as in “left out: 2 × library calls”. */
  what: string;
}

const apart = '\n\n';
const roomForNote = 300;

/** At most `longest` characters, if that is room for the first block and a note of what was left out. */
export function fitBlocks(blocks: readonly Block[], longest: number): string {
  const byWeight = blocks
    .map((block, at) => ({ block, at }))
    .sort((a, b) => a.block.weight - b.block.weight || a.at - b.at);
  const taken = new Set<Block>();
  const whole = blocks.reduce((sum, { text }) => sum + text.length + apart.length, 1);
  let room = whole <= longest ? longest : longest - roomForNote;
  for (const { block } of byWeight) {
    const size = block.text.length + apart.length;
    if (size > room && taken.size > 0) continue;
    room -= size;
    taken.add(block);
  }
  const left = blocks.filter((block) => !taken.has(block));
  const parts = blocks.filter((block) => taken.has(block)).map(({ text }) => text);
  return `${[...parts, ...(left.length > 0 ? [noteOf(left)] : [])].join(apart)}\n`;
}

function noteOf(left: readonly Block[]): string {
  const counts = new Map<string, number>();
  for (const { what } of left) counts.set(what, (counts.get(what) ?? 0) + 1);
  const words = [...counts].map(([what, count]) => (count === 1 ? what : `${String(count)} × ${what}`)).join(', ');
  return `_Left out to keep this short: ${words.slice(0, roomForNote - 60)}._`;
}
