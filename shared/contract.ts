/**
 * The contract between the page and the collector, as one table: call name, parameter schema, result. The client, the
 * dispatcher and the HTTP paths are derived from it; there is no second list.
 */
import * as v from 'valibot';
import { accountScopes, type AccountToken, type User } from './account.ts';
import { alertCalls, type AlertEvents } from './alert-calls.ts';
import type { AppStatus, Settings } from './app-status.ts';
import { groupingCalls } from './grouping-calls.ts';
import { listenerCalls } from './listener-calls.ts';
import type { ItemPeople } from './item-people.ts';
import {
  occurrenceOrders,
  type ExportedLines,
  type OccurrenceRow,
  type PayloadPath,
  type SharedValues,
} from './occurrence-row.ts';
import type { DeployDetail, DeployRow } from './deploy.ts';
import { deployCommandSchema, type DeployAnswer } from './deploy-command.ts';
import { attachmentKinds, type AttachmentChunk, type KeptAttachment } from './attachment.ts';
import type { Breakdown, FactCount } from './breakdown.ts';
import { call } from './call.ts';
import { explorerCalls } from './explorer-calls.ts';
import { storageCalls } from './storage-calls.ts';
import {
  itemSorts,
  itemViews,
  trendSpans,
  type ItemDetail,
  type ItemRow,
  type ItemSort,
  type ViewCounts,
} from './item.ts';
import type { Occurrence } from './occurrence.ts';
import { queryCalls } from './query-calls.ts';
import { projectCalls } from './project-calls.ts';
import { tokenScopes, type ProjectToken } from './project.ts';
import { redactionCalls } from './redaction-calls.ts';
import type { RefusedDelivery, RefusedDeliveryDetail } from './refused-delivery.ts';
import type {
  BlameAnswer,
  EditorAnswer,
  FrameSource,
  MappingsAnswer,
  MappingSuggestion,
  OpenAnswer,
  SourceSettings,
} from './source.ts';
import { editorChoice, frameAddress, mapping } from './source-params.ts';
import type { RelatedItem } from './related-item.ts';
import { safekeepingCalls } from './safekeeping-calls.ts';
import type { Trend } from './trend.ts';
import type { SymbolFile } from './symbol-file.ts';
import { type ItemInVersion, versionEvents, type VersionRow } from './version.ts';
import { triageCalls } from './triage-calls.ts';
import { bulkWishSchema, commandStamp, triageCommandSchema, undoParams } from './triage.ts';
import type { BulkAnswer, TriageAnswer, UndoStep } from './triage.ts';

/** One page of a list, and where the next begins; null when this is the last. */
export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

export interface OccurrenceView {
  id: number;
  itemId: number;
  occurrence: Occurrence;
  /** Neighbours within the item; null at the ends. */
  olderId: number | null;
  newerId: number | null;
}

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const nothing = v.strictObject({});
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64));
const tokenName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64));
const tokenStatus = v.picklist(['enabled', 'disabled']);
const someOf = <Scope extends string>(scopes: readonly Scope[]) =>
  v.pipe(v.array(v.picklist(scopes)), v.minLength(1), v.maxLength(scopes.length));
const rateLimit = v.strictObject({
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000)),
  seconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8_640_000)),
});
const user = {
  username: name,
  email: v.pipe(v.string(), v.trim(), v.maxLength(254), v.regex(/^[^\s@]+@[^\s@]+$/, 'is no e-mail address')),
};
const paging = {
  cursor: v.nullable(v.pipe(v.string(), v.maxLength(200))),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
};

export const itemFilterSchema = v.strictObject({
  view: v.picklist(itemViews),
  projectId: v.nullable(id),
  environment: v.nullable(v.pipe(v.string(), v.maxLength(255))),
  /** A search string, see search/parse-search.ts; words without a field are looked for anywhere in the reports. */
  text: v.pipe(v.string(), v.maxLength(2000)),
});
export type ItemFilter = v.InferOutput<typeof itemFilterSchema>;

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const chosenOccurrences = { itemId: id, ids: v.nullable(v.pipe(v.array(id), v.minLength(1), v.maxLength(1000))) };
export interface SavedSearch {
  id: number;
  name: string;
  filter: ItemFilter;
  sort: ItemSort;
}

/** Null takes all projects, or environments of every name. */
const whereabouts = { projectId: v.nullable(id), environment: v.nullable(v.pipe(v.string(), v.maxLength(255))) };

export const contract = {
  'app.status': call<AppStatus>()(nothing),
  'app.sendTestError': call<{ uuid: string }>()(nothing),
  'settings.get': call<Settings>()(nothing),
  'settings.change': call<Settings>()(v.strictObject({ strict: v.boolean() })),
  ...groupingCalls,
  ...listenerCalls,
  ...projectCalls,
  ...redactionCalls,
  ...triageCalls,
  ...alertCalls,
  ...safekeepingCalls,
  ...storageCalls,
  /** The secret is told this once. */
  'projects.createToken': call<{ token: ProjectToken; secret: string }>()(
    v.strictObject({ id, name: tokenName, scopes: someOf(tokenScopes) }),
  ),
  /** What is left out stays as it is; a limit of null is none. */
  'tokens.change': call<ProjectToken>()(
    v.strictObject({ id, status: v.optional(tokenStatus), limit: v.optional(v.nullable(rateLimit)) }),
  ),
  /** For good: what still sends it is refused. */
  'tokens.remove': call<null>()(v.strictObject({ id })),
  'account.tokens': call<AccountToken[]>()(nothing),
  /** The secret is told this once. */
  'account.createToken': call<{ token: AccountToken; secret: string }>()(
    v.strictObject({ name: tokenName, scopes: someOf(accountScopes) }),
  ),
  'account.changeToken': call<AccountToken>()(v.strictObject({ id, status: tokenStatus })),
  'account.removeToken': call<null>()(v.strictObject({ id })),
  /** Everybody to whom items can be assigned, oldest first. */
  'users.list': call<User[]>()(nothing),
  /** Joins the teams to which the address was invited. Refusals: `conflict` when name or address are taken. */
  'users.create': call<User>()(v.strictObject(user)),
  /** Refusals: `not-found`, `conflict`. */
  'users.change': call<User>()(v.strictObject({ id, ...user })),
  'items.list': call<Page<ItemRow>>()(
    v.strictObject({
      ...{ filter: itemFilterSchema, sort: v.picklist(itemSorts), ascending: v.boolean(), grouped: v.boolean() },
      ...{ span: v.picklist(trendSpans), ...paging },
    }),
  ),
  /** Lines of the inbox by id, in no particular order; ids that are not there any more are left out. */
  'items.rows': call<ItemRow[]>()(
    v.strictObject({ ids: v.pipe(v.array(id), v.maxLength(1000)), span: v.picklist(trendSpans) }),
  ),
  /** Counts per view for a filter whose own view is ignored. */
  'items.counts': call<ViewCounts>()(v.strictObject({ filter: itemFilterSchema })),
  'items.get': call<ItemDetail>()(v.strictObject({ id })),
  /** What its reports have in common. */
  'items.breakdown': call<Breakdown>()(v.strictObject({ id })),
  /** Somebody looked at these items. */
  'items.viewed': call<null>()(v.strictObject({ ids: v.pipe(v.array(id), v.maxLength(1000)) })),
  'items.triage': call<TriageAnswer>()(v.strictObject({ command: triageCommandSchema })),
  /** All items that match now, in one step that can be taken back; `progress` tells how far it is. */
  'items.triageMatching': call<BulkAnswer>()(
    v.strictObject({ ...commandStamp, filter: itemFilterSchema, wish: bulkWishSchema }),
  ),
  /** What can be taken back, newest first. */
  'triage.steps': call<UndoStep[]>()(nothing),
  /** Takes the command back for all items that nobody has changed since. */
  'triage.undo': call<BulkAnswer>()(undoParams),
  /** Occurrences per hour of the last `hours` hours, null for all, with the deploys and versions of that time. */
  'items.trend': call<Trend>()(
    v.strictObject({ id, hours: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))) }),
  ),
  'items.people': call<ItemPeople>()(v.strictObject({ id })),
  'items.related': call<RelatedItem[]>()(v.strictObject({ id })),
  /** Columns are paths within the payload as it was posted. */
  'occurrences.list': call<Page<OccurrenceRow>>()(
    v.strictObject({
      ...chosenOccurrences,
      columns: v.pipe(v.array(path), v.maxLength(12)),
      order: v.picklist(occurrenceOrders),
      ...paging,
    }),
  ),
  /** What may be a column, from the newest payloads of the item. */
  'occurrences.paths': call<PayloadPath[]>()(v.strictObject({ itemId: id })),
  /** Newest first. A page ends early when its bodies are large. */
  'occurrences.export': call<ExportedLines>()(v.strictObject({ ...chosenOccurrences, ...paging })),
  /** What all of these have in common, and at most half of the others of the item or of its project have as well. */
  'occurrences.shared': call<SharedValues>()(
    v.strictObject({
      itemId: id,
      ids: v.pipe(v.array(id), v.minLength(2), v.maxLength(100)),
      among: v.picklist(['item', 'project']),
    }),
  ),
  ...explorerCalls,
  /** The newest occurrence of an item. */
  'occurrences.latest': call<OccurrenceView>()(v.strictObject({ itemId: id })),
  'occurrences.get': call<OccurrenceView>()(v.strictObject({ id })),
  /** The body as it was received, tokens taken out. */
  'occurrences.raw': call<{ text: string }>()(v.strictObject({ id })),
  /** Which folders of this computer hold the code of which project, and what opens it. */
  'source.settings': call<SourceSettings>()(nothing),
  /** Takes the place of all mappings of the project. */
  'source.map': call<MappingsAnswer>()(
    v.strictObject({ projectId: id, mappings: v.pipe(v.array(mapping), v.maxLength(20)) }),
  ),
  'source.suggest': call<MappingSuggestion[]>()(v.strictObject({ projectId: id })),
  'source.chooseEditor': call<EditorAnswer>()(v.strictObject({ editor: editorChoice })),
  'source.read': call<FrameSource>()(frameAddress),
  'source.blame': call<BlameAnswer>()(frameAddress),
  'source.open': call<OpenAnswer>()(frameAddress),
  /** Files that builds uploaded for a project, newest first. */
  'symbols.list': call<Page<SymbolFile>>()(v.strictObject({ projectId: id, ...paging })),
  /** What is not there any more is passed over. Reports are shown without them from then on. */
  'symbols.delete': call<null>()(v.strictObject({ ids: v.pipe(v.array(id), v.maxLength(1000)) })),
  /** What came beside it, oldest first. */
  'occurrences.attachments': call<KeptAttachment[]>()(v.strictObject({ id })),
  /** The content from `after` on: 0, then what the chunk before gave as `next`. */
  'attachments.read': call<AttachmentChunk>()(
    v.strictObject({ kind: v.picklist(attachmentKinds), id, after: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  ),
  /** Values of a field that begin with what is typed, most frequent first; without a key, the keys of a keyed field. */
  'search.complete': call<FactCount[]>()(
    v.strictObject({
      projectId: v.nullable(id),
      field: v.pipe(v.string(), v.maxLength(64)),
      key: v.nullable(v.pipe(v.string(), v.maxLength(255))),
      typed: v.pipe(v.string(), v.maxLength(255)),
    }),
  ),
  /** In the order in which they were saved. */
  'search.saved': call<SavedSearch[]>()(nothing),
  'search.save': call<SavedSearch>()(v.strictObject({ name, filter: itemFilterSchema, sort: v.picklist(itemSorts) })),
  'search.rename': call<SavedSearch>()(v.strictObject({ id, name })),
  'search.remove': call<null>()(v.strictObject({ id })),
  /** Newest first. */
  'deploys.list': call<Page<DeployRow>>()(v.strictObject({ ...whereabouts, ...paging })),
  /** Refusals: `not-found`. */
  'deploys.get': call<DeployDetail>()(v.strictObject({ id })),
  /** Refusals: `not-found`, and `conflict` when the deploy is not what the command expects any more. */
  'deploys.decide': call<DeployAnswer>()(v.strictObject({ command: deployCommandSchema })),
  /** Newest first: in the order in which they were first heard of. */
  'versions.list': call<Page<VersionRow>>()(v.strictObject({ ...whereabouts, ...paging })),
  /** Refusals: `not-found`. */
  'versions.get': call<VersionRow>()(v.strictObject({ id })),
  /** Items that the version means `event` to, latest occurrence first, at most two hundred. Refusals: `not-found`. */
  'versions.items': call<ItemInVersion[]>()(v.strictObject({ id, event: v.picklist(versionEvents) })),
  ...queryCalls,
  'refused.list': call<Page<RefusedDelivery>>()(v.strictObject(paging)),
  'refused.get': call<RefusedDeliveryDetail>()(v.strictObject({ id })),
  'refused.clear': call<null>()(nothing),
} as const;

export type CallName = keyof typeof contract;
export type ParamsOf<Name extends CallName> = v.InferOutput<(typeof contract)[Name]['params']>;
export type ResultOf<Name extends CallName> = Exclude<(typeof contract)[Name]['result'], undefined>;

/** Events; at most one of each kind per 50 ms. */
export interface Events extends AlertEvents {
  /** Items, projects or refused deliveries changed; the page asks again for what it shows. */
  changed: { itemIds: number[]; projects: boolean; refused: boolean };
  status: AppStatus;
  /** How far a command on many items is; comes after each of its parts. */
  progress: { commandId: string; done: number; of: number };
}
export type EventName = keyof Events;

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(contract, name);
}
