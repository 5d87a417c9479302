/** How often an item occurred over time, and what happened in that time. Hours are unix hours, times unix milliseconds. */
import type { HourCount } from './report.ts';

export interface Trend {
  /** Hours in which it occurred, oldest first. */
  hours: HourCount[];
  /** Oldest first. */
  marks: TrendMark[];
}

/** A deploy to where the item occurs, or a version of the application that the item was first seen in. */
export interface TrendMark {
  kind: 'deploy' | 'version';
  at: number;
  version: string;
  environment: string;
}
