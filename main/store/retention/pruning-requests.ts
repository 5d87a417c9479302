/** What the thread that keeps the folder small can be asked, and what it answers. */
import type { ErrorCode } from '../../../shared/error-codes.ts';
import type { PruningPreview, RetentionLimits, StorageSizes } from '../../../shared/retention.ts';
import type { PruningStep } from './prune.ts';

export interface PruningRequests {
  /** Begins a round; `now` is unix ms. */
  begin: { wanted: { limits: RetentionLimits; now: number }; found: null };
  /** The next step of the round. */
  step: { wanted: null; found: PruningStep };
  /** Gives some pages back; false when there are none left to give. */
  giveBack: { wanted: null; found: boolean };
  tidy: { wanted: null; found: null };
  compact: { wanted: null; found: null };
  measure: { wanted: null; found: StorageSizes };
  preview: { wanted: { limits: RetentionLimits; now: number }; found: PruningPreview };
  isOver: { wanted: { bytes: number | null }; found: boolean };
}

export type PruningName = keyof PruningRequests;
export interface PruningRequest {
  id: number;
  name: PruningName;
  wanted: unknown;
}
export type PruningAnswer =
  | { id: number; found: unknown }
  /** `refusal` for one that a person is to read, else text for the log. */
  | { id: number; failure: string; refusal: ErrorCode | null };
