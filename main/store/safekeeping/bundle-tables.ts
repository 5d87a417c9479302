/**
 * What a bundle holds: tables in an order in which nothing comes before what it belongs to, and which of their columns
 * are ids of other rows. A table that is not here has its reason below; there is no third list.
 */

/** What to export. With items, only their projects, occurrences and what belongs to them. */
export type BundleScope =
  { kind: 'all' } | { kind: 'project'; projectId: number } | { kind: 'items'; itemIds: readonly number[] };

/** Rows whose ids are moved to a free range when they are imported beside others. */
export const numbered = [
  ...['project', 'environment', 'item', 'activity', 'occurrence', 'deploy', 'version', 'symbol_file', 'replay'],
  ...['replay_piece', 'service_link', 'saved_search'],
] as const;
/** Rows of which an equal one may be there already, which is used then. */
export const matched = ['account_user', 'team', 'symbol_blob'] as const;
/** `new`: nobody refers to it, and it gets a number of its own. */
export type IdOf = (typeof numbered)[number] | (typeof matched)[number] | 'new';

export interface BundledTable {
  name: string;
  /** Columns that are ids, and of what. */
  ids: Readonly<Record<string, IdOf>>;
  /** What is read instead of the table itself, in SQL. */
  rows?: string;
  /** Which rows belong to a scope, in SQL: @projects is a JSON list, @items one or NULL for all, @all 1 for everything. */
  where: string;
  /** Ids within columns of JSON, by their path. */
  idsWithin?: { column: string; paths: Readonly<Record<string, IdOf>> };
  /** Rows of this table are large: few at a time. */
  isLarge?: boolean;
  /** One of this name that is there already stays instead. */
  isNamed?: boolean;
}

const inProject = 'project_id IN (SELECT value FROM json_each(@projects))';
const isWhole = '@items IS NULL';
const chosen = `${inProject} AND (${isWhole} OR id IN (SELECT value FROM json_each(@items)))`;
const ofItem = `item_id IN (SELECT id FROM item WHERE ${chosen})`;
const ofWhole = `${isWhole} AND ${inProject}`;
const ofReplay = `SELECT id FROM replay WHERE ${inProject} AND (${isWhole} OR id IN (
  SELECT replay_id FROM replay_occurrence JOIN occurrence USING (project_id, uuid)
  WHERE item_id IN (SELECT value FROM json_each(@items))))`;
/** Changes of the grouping stay at home, and so does what they would take back. */
const unstoredCounts = `(SELECT item_id, own_item_id, 0 AS from_item_id, hour, environment_id, version_id, since_id,
    sum(count) AS count, min(first_id) AS first_id, min(first_at) AS first_at, max(last_id) AS last_id,
    max(last_at) AS last_at
  FROM unstored_count GROUP BY item_id, own_item_id, hour, environment_id, version_id, since_id)`;
const unstoredPeople = `(SELECT DISTINCT item_id, own_item_id, 0 AS from_item_id, person_id FROM unstored_person)`;
const ofSymbols = `SELECT id FROM symbol_file WHERE ${ofWhole}`;

export const bundled: readonly BundledTable[] = [
  { name: 'account_user', ids: { id: 'account_user' }, where: 'true' },
  { name: 'team', ids: { id: 'team' }, where: 'true' },
  { name: 'team_user', ids: { team_id: 'team', user_id: 'account_user' }, where: 'true' },
  { name: 'project', ids: { id: 'project' }, where: 'id IN (SELECT value FROM json_each(@projects))' },
  { name: 'team_project', ids: { team_id: 'team', project_id: 'project' }, where: inProject },
  { name: 'environment', ids: { id: 'environment', project_id: 'project' }, where: inProject },
  {
    name: 'person',
    ids: { project_id: 'project' },
    where: `${inProject} AND (${isWhole} OR id IN (
      SELECT person_id FROM item_person WHERE item_id IN (SELECT value FROM json_each(@items))))`,
  },
  {
    ...{ name: 'item', where: chosen },
    ids: {
      ...{ id: 'item', project_id: 'project', environment_id: 'environment', merged_into: 'item' },
      ...{ first_occurrence_id: 'occurrence', last_occurrence_id: 'occurrence' },
      ...{ activating_occurrence_id: 'occurrence', assigned_user_id: 'account_user', assigned_team_id: 'team' },
    },
  },
  { name: 'item_hour', ids: { item_id: 'item', environment_id: 'environment' }, where: ofItem },
  { name: 'item_person', ids: { item_id: 'item' }, where: ofItem },
  {
    ...{ name: 'activity', ids: { id: 'activity', item_id: 'item' }, where: ofItem },
    idsWithin: {
      column: 'detail',
      paths: {
        ...{ '$.occurrenceId': 'occurrence', '$.userId': 'account_user', '$.teamId': 'team' },
        ...{ '$.assignedUserId': 'account_user', '$.assignedTeamId': 'team' },
      },
    },
  },
  {
    ...{ name: 'occurrence', where: ofItem },
    ids: {
      ...{ id: 'occurrence', project_id: 'project', item_id: 'item', environment_id: 'environment' },
      own_item_id: 'item',
    },
  },
  { name: 'deploy', ids: { id: 'deploy', project_id: 'project', environment_id: 'environment' }, where: ofWhole },
  { name: 'version', ids: { id: 'version', project_id: 'project', environment_id: 'environment' }, where: inProject },
  {
    ...{ name: 'item_version', where: ofItem },
    ids: {
      ...{ version_id: 'version', item_id: 'item' },
      ...{ first_occurrence_id: 'occurrence', last_occurrence_id: 'occurrence' },
    },
  },
  {
    ...{ name: 'unstored_count', rows: unstoredCounts, where: ofItem },
    ids: {
      ...{ item_id: 'item', own_item_id: 'item', environment_id: 'environment', version_id: 'version' },
      ...{ since_id: 'occurrence', first_id: 'occurrence', last_id: 'occurrence' },
    },
  },
  {
    ...{ name: 'unstored_person', rows: unstoredPeople, where: ofItem },
    ids: { item_id: 'item', own_item_id: 'item' },
  },
  { name: 'retention_item', ids: { item_id: 'item', walked_id: 'occurrence' }, where: ofItem },
  {
    ...{ name: 'milestone', ids: { occurrence_id: 'occurrence' } },
    where: `occurrence_id IN (SELECT id FROM occurrence WHERE ${ofItem})`,
  },
  { name: 'storm_gap', ids: { item_id: 'item', after_id: 'occurrence' }, where: ofItem },
  { name: 'item_key', ids: { project_id: 'project', item_id: 'item' }, where: ofItem },
  {
    ...{ name: 'message_template', where: ofItem },
    ids: { id: 'new', project_id: 'project', item_id: 'item' },
  },
  {
    ...{ name: 'symbol_blob', ids: { id: 'symbol_blob' }, isLarge: true },
    where: `id IN (SELECT blob_id FROM symbol_file WHERE ${ofWhole}) OR id IN (
      SELECT blob_id FROM symbol_source WHERE file_id IN (${ofSymbols}))`,
  },
  {
    ...{ name: 'symbol_file', where: ofWhole },
    ids: { id: 'symbol_file', project_id: 'project', blob_id: 'symbol_blob' },
  },
  {
    ...{ name: 'symbol_source', ids: { file_id: 'symbol_file', blob_id: 'symbol_blob' } },
    where: `file_id IN (${ofSymbols})`,
  },
  { name: 'replay', ids: { id: 'replay', project_id: 'project' }, where: `id IN (${ofReplay})` },
  {
    ...{ name: 'replay_occurrence', ids: { project_id: 'project', replay_id: 'replay' } },
    where: `replay_id IN (${ofReplay})`,
  },
  { name: 'replay_part', ids: { replay_id: 'replay' }, where: `replay_id IN (${ofReplay})` },
  {
    ...{ name: 'replay_piece', ids: { id: 'replay_piece', replay_id: 'replay' }, isLarge: true },
    where: `replay_id IN (${ofReplay})`,
  },
  { name: 'service_link', ids: { id: 'service_link', project_id: 'project' }, where: ofWhole },
  {
    ...{ name: 'saved_search', ids: { id: 'saved_search' }, where: '@all = 1', isNamed: true },
    idsWithin: { column: 'filter', paths: { '$.projectId': 'project' } },
  },
  { name: 'saved_query', ids: { id: 'new' }, where: '@all = 1', isNamed: true },
];

/** Where an imported report waits to be packed. It travels in its occurrence's line, as text. */
export const bodies: BundledTable = {
  ...{ name: 'fresh_body', ids: { occurrence_id: 'occurrence' }, where: 'true', isLarge: true },
};

/** Why the other tables stay at home. */
export const notBundled: Readonly<Record<string, string>> = {
  grouping_rules: 'how reports are grouped is decided where they come; rules travel as text in Rollbar’s form',
  token: 'secret',
  account_token: 'secret',
  notification_channel: 'its settings hold keys and addresses of other services',
  notification_rule: 'belongs to the channels',
  setting: 'belongs to this computer',
  invite: 'belongs to this installation',
  refused_delivery: 'was not taken, and may hold tokens',
  fresh_body: 'goes with its occurrence',
  packed_body: 'goes with its occurrence',
  body_block: 'its bodies go with their occurrences',
  removed_body: 'work under way',
  forgotten_item: 'work under way, for the search index of this installation',
  pruning_run: 'the log of this installation',
  item_count: 'kept by triggers while items are moved in',
  active_hour: 'kept by triggers while hours are moved in',
  activation_day: 'kept by triggers while activities are moved in',
  command: 'answers of the last days',
  rql_job: 'kept for a week',
  undo_step: 'decisions of this installation',
  undo_point: 'decisions of this installation',
  regroup_item: 'a change of this installation',
  regroup_move: 'a change of this installation',
  recount: 'work under way',
  people_job: 'work under way',
  blank: 'empty but while pages are wiped',
};
