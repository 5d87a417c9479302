/** How large a report may be, as choices and in words. */
import { bodyBounds } from '../../shared/listener.ts';

const kibi = 1024;
const mebi = kibi * kibi;

/** Doubling from the least to the most. */
export const bodySizes: readonly number[] = Array.from(
  { length: Math.log2(bodyBounds.most / bodyBounds.least) + 1 },
  (_, times) => bodyBounds.least * 2 ** times,
);

/** Such as `512 KiB`; a size that a program has set need not be one of the choices. */
export function wordsOfSize(bytes: number): string {
  return bytes % mebi === 0 ? `${String(bytes / mebi)} MiB` : `${String(Math.round(bytes / kibi))} KiB`;
}
