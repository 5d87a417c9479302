/** Notifications of this computer: what tells a person of items while nobody looks, and the rules of that. */
import type { Level } from './level.ts';

/** One notification, ready to be shown. Its texts are plain, of one line each but for the body, and bounded. */
export interface Alert {
  /** Tells notifications apart; one that is shown again under the same id takes the place of the first. */
  id: string;
  title: string;
  /** At most two lines. */
  body: string;
  /** Where a click leads: the page's address behind the `#`, beginning with `/`. */
  path: string;
}

/** The occurrences of an item that may be told of. */
export const milestones = [10, 100, 1000] as const;
export type Milestone = (typeof milestones)[number];

/** So many occurrences of one item within so many minutes. */
export interface Burst {
  count: number;
  minutes: number;
}

/** What is told of a project's items. Items below the level are never told of. */
export interface AlertRule {
  /** Items that were not there before. */
  fresh: boolean;
  /** Items that came back after they were resolved. */
  back: boolean;
  milestones: Milestone[];
  burst: Burst | null;
  fromLevel: Level;
}

/** Minutes after midnight of this computer; when `from` is later than `to` the hours go over midnight. */
export interface QuietHours {
  from: number;
  to: number;
}

/** A rule of null keeps a project silent. */
export interface ProjectRule {
  projectId: number;
  rule: AlertRule | null;
}

export interface AlertSettings {
  isOn: boolean;
  /** For all projects without one of their own. */
  rule: AlertRule;
  projects: ProjectRule[];
  quiet: QuietHours | null;
  /** Nothing is told before this time (unix ms), and nothing of it later; null when it is not paused. */
  pausedUntil: number | null;
}

/** What holds until somebody changes it. */
export const firstAlertSettings: AlertSettings = {
  isOn: true,
  rule: { fresh: true, back: true, milestones: [100], burst: null, fromLevel: 'error' },
  projects: [],
  quiet: null,
  pausedUntil: null,
};
