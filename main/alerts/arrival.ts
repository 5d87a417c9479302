/** What became of one item since the last look. */
import type { Level } from '../../shared/level.ts';

export interface Arrival {
  itemId: number;
  /** The number in `#12`. */
  counter: number;
  title: string;
  culprit: string;
  level: Level;
  environment: string;
  projectId: number;
  projectName: string;
  /** Did the item appear or come back with one of these occurrences, or was it active before? */
  is: 'fresh' | 'back' | 'known';
  /** Occurrences since the last look. */
  count: number;
  /** Occurrences altogether, these included. */
  total: number;
}
