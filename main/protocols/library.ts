/**
 * What the protocols may read and change of what was kept, in the product's own words. The collector implements it; a
 * test can, too. Who asks has been authorized before: `projectId` is the project whose data is meant, and nothing of
 * another one is ever handed out. Synchronous, unless it says otherwise.
 */
import type { Deploy, DeployStatus, NewDeploy } from '../../shared/deploy.ts';
import type { ItemRecord } from '../../shared/item.ts';
import type { FoundItems, ItemSearch, SentFramework } from '../../shared/item-search.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Level } from '../../shared/level.ts';
import type { NotificationChannel, NotificationRule, ServiceLink } from '../../shared/notification.ts';
import type { Occurrence } from '../../shared/occurrence.ts';
import type {
  ActiveItem,
  CountsWanted,
  DayCount,
  HourCount,
  HourFact,
  Resolution,
  TimesToResolution,
  TimeSpan,
} from '../../shared/report.ts';
import type { SymbolKind } from '../../shared/symbol-file.ts';
import type { ItemInVersion, Version, VersionEvent } from '../../shared/version.ts';

export interface Library {
  items: ItemShelf;
  occurrences: OccurrenceShelf;
  deploys: DeployShelf;
  versions: VersionShelf;
  reports: ReportShelf;
  symbols: SymbolShelf;
  replays: ReplayShelf;
  notifications: NotificationShelf;
  serviceLinks: ServiceLinkShelf;
  /** In the order in which they appeared. */
  environments(projectId: number, page: Part): { id: number; name: string }[];
  projectName(projectId: number): string;
  members: MemberShelf;
}

/** To whom items can be assigned. */
export interface MemberShelf {
  /** By name, else by e-mail address. */
  userNamed(name: string): number | undefined;
  teamNamed(name: string): number | undefined;
  isUser(id: number): boolean;
  isTeam(id: number): boolean;
}

/** A part of a list. */
export interface Part {
  offset: number;
  limit: number;
}

export interface ItemShelf {
  /** Latest occurrence first. */
  find(search: ItemSearch, page: Part): Promise<FoundItems>;
  byId(projectId: number, id: number): ItemRecord | undefined;
  byCounter(projectId: number, counter: number): ItemRecord | undefined;
  /** `uuid` in either spelling. */
  ofOccurrence(projectId: number, uuid: string): ItemRecord | undefined;
  /** The different frameworks that clients named. */
  frameworks(projectId: number): SentFramework[];
  /** Makes the item what is wished, as a person at the window would; all of it or nothing. */
  change(projectId: number, itemId: number, change: ItemChange): 'changed' | 'missing';
}

/** What is left out stays as it is. */
export interface ItemChange {
  status?: 'active' | 'resolved' | 'muted';
  /** Counts only together with `resolved`. */
  resolvedInVersion?: string;
  title?: string;
  level?: Level;
  assignedUserId?: number | null;
  assignedTeamId?: number | null;
  /** In seconds from now; null for without end. */
  snooze?: { isOn: boolean; seconds: number | null };
}

/** A kept report, without its text. */
export interface StoredReport {
  id: number;
  itemId: number;
  uuid: string;
  /** Unix milliseconds. */
  receivedAt: number;
  remoteAddress: string;
}

export interface OccurrenceShelf {
  /** Newest first. With `before`, an id, only older ones; that costs the same wherever it is. */
  page(projectId: number, page: Part & { itemId: number | null; before: number | null }): StoredReport[];
  byId(projectId: number, id: number): StoredReport | undefined;
  byUuid(projectId: number, uuid: string): StoredReport | undefined;
  /** The report as it came, tokens taken out; undefined when it has gone. */
  textOf(id: number): string | undefined;
  /** The occurrence with its frames told in the source; null, at once, when the project has no source maps. */
  inSource(projectId: number, report: StoredReport, text: string): Promise<Occurrence> | null;
  /** Counts stay as they are; an item whose last occurrence goes, goes too. */
  remove(report: StoredReport): void;
}

/** One post of a recording of what a page showed (rollbar.md 2.9). */
export interface NewReplay {
  token: string;
  /** The client's id of the replay; several posts may share it. */
  name: string;
  environment: string;
  session: string;
  /** Uuids of the occurrences that it shows. */
  occurrences: string[];
  remoteAddress: string;
  /** What was posted: JSON in one line, tokens taken out. */
  text: string;
}

export interface KeptReplay {
  id: number;
  projectId: number;
  environment: string;
  session: string;
  remoteAddress: string;
}

export interface ReplayShelf {
  /** Resolves when it is on disk. The same post again is known; nothing is kept of one that would make it too large. */
  add(replay: NewReplay): Promise<'kept' | 'known' | 'too-large'>;
  find(projectId: number, wanted: { environment: string; session: string; name: string }): KeptReplay | undefined;
  /** What was posted of it, in order, one post at a time. */
  postsOf(replay: KeptReplay): Iterable<string>;
  remove(replay: KeptReplay): void;
}

/** The rules of one channel of one project. */
export interface RuleList {
  projectId: number;
  channel: NotificationChannel;
}

/** What clients configure for notifications. It is kept; nothing is ever sent. */
export interface NotificationShelf {
  /** Undefined when the channel was never configured. */
  settingsOf(list: RuleList): JsonObject | undefined;
  /** What is left out stays as it was; returns all settings. */
  configure(list: RuleList, settings: JsonObject): JsonObject;
  /** Oldest first. */
  rules(list: RuleList): NotificationRule[];
  rule(list: RuleList, id: number): NotificationRule | undefined;
  /** All or none; returns the new rules. When `isReplacing`, those that were there go. */
  add(list: RuleList, rules: Omit<NotificationRule, 'id'>[], how: { isReplacing: boolean }): NotificationRule[];
  change(list: RuleList, rule: NotificationRule): void;
  /** False when there is no such rule. */
  remove(list: RuleList, id: number): boolean;
}

export interface ServiceLinkShelf {
  /** Oldest first. */
  ofProject(projectId: number): ServiceLink[];
  byId(projectId: number, id: number): ServiceLink | undefined;
  /** Returns the id of the new link. */
  add(projectId: number, link: Omit<ServiceLink, 'id'>): number;
  change(projectId: number, link: ServiceLink): void;
  /** False when there is no such link. */
  remove(projectId: number, id: number): boolean;
}

export interface DeployShelf {
  create(deploy: NewDeploy): number;
  byId(projectId: number, id: number): Deploy | undefined;
  /** Newest first. */
  page(projectId: number, page: Part & { environment: string | null }): Deploy[];
  /** Only a deploy that is `started` can be changed. */
  update(
    projectId: number,
    id: number,
    change: { status: DeployStatus; comment: string | null },
  ): Deploy | 'missing' | 'not-started';
}

export interface VersionShelf {
  find(wanted: { projectId: number; environment: string; name: string }): Version | undefined;
  /** Without levels, of all levels; latest occurrence first. */
  items(
    wanted: Part & { projectId: number; environment: string; name: string; event: VersionEvent; levels: Level[] },
  ): ItemInVersion[];
}

export interface ReportShelf {
  /** Items that are active now: severest first, then most occurrences. */
  topItems(wanted: CountsWanted & { limit: number }): ActiveItem[];
  /** Occurrences of items that are active now; hours without any are left out. */
  hourCounts(wanted: CountsWanted): HourCount[];
  /** When items appeared or came back. */
  activationDays(wanted: TimeSpan): DayCount[];
  /** Hours of items in every status; at most `limit`. */
  hourFacts(wanted: CountsWanted & { limit: number }): HourFact[];
  resolutions(wanted: TimeSpan): Resolution[];
  /** Of the items with these counters, as far as there are such. */
  timesToResolution(projectId: number, counters: number[]): TimesToResolution[];
}

/** A symbol file as it came. Its bytes are handed over: they are empty afterwards. */
export interface SymbolUpload {
  projectId: number;
  kind: SymbolKind;
  version: string;
  /** Of a source map the URL of the built file, as sent. */
  identifier: string;
  content: Uint8Array<ArrayBuffer>;
  sources: { name: string; content: Uint8Array<ArrayBuffer> }[];
}

/** A zip of source maps of built files below `prefix`; its manifest must name the same version. */
export interface BundleUpload {
  projectId: number;
  version: string;
  prefix: string;
  zip: Uint8Array<ArrayBuffer>;
}

/** A sentence for the one who sent it, or null when it is on disk. */
export type SymbolProblem = string | null;

export interface SymbolShelf {
  /** The project of a token that may report; one that nobody knows gets a project of its own, as with a report. */
  projectOf(token: string): number;
  /** Replaces what was uploaded for the same version and place. Reads and packs away from the thread of reports. */
  keep(upload: SymbolUpload): Promise<SymbolProblem>;
  /** All of its maps or none. */
  keepBundle(upload: BundleUpload): Promise<SymbolProblem>;
}
