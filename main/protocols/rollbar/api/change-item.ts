/** Changing an item (rollbar.md 3.1.7): as a person at the window would. */
import { levels } from '../../../../shared/level.ts';
import type { ItemChange, Library, MemberShelf } from '../../library.ts';
import { invalid, type Answer, type Asked } from './endpoint.ts';
import { numberIn } from './identifiers.ts';
import { parametersOf, type Parameters } from './parameters.ts';

/** Fields that change something, under the names of both kinds of clients. */
const known = [
  ...['status', 'resolved_in_version', 'title', 'level', 'assigned_user_id', 'assigned_team_id', 'team_id'],
  ...['snooze_enabled', 'snoozed', 'snooze_expiration_in_seconds'],
];

const statuses = ['active', 'resolved', 'muted'] as const;
/** Ten years. */
const longestSnooze = 315_360_000;

/** The answer repeats what was sent and understood. */
export function changeItem({ items, members }: Library, { projectId, path, fields, isStrict }: Asked): Answer {
  const parameters = parametersOf(fields);
  const change = changeOf(parameters, fields);
  if (isStrict) refuseStrangers(parameters, change, members);
  const problem = parameters.problem();
  if (problem !== null) return invalid(problem);
  const isOurs = (parameters.text('project_id') ?? String(projectId)) === String(projectId);
  if (!isOurs || items.change(projectId, numberIn(path['id'] ?? ''), change) === 'missing')
    return { refused: { status: 400, message: 'Item not found in this project.' } };
  return { result: Object.fromEntries(known.flatMap((name) => (has(fields, name) ? [[name, fields[name]]] : []))) };
}

function has(fields: Record<string, unknown>, name: string): boolean {
  return Object.hasOwn(fields, name);
}

function changeOf(parameters: Parameters, fields: Record<string, unknown>): ItemChange {
  const change: ItemChange = {};
  if (has(fields, 'status')) {
    const status = parameters.oneOf('status', statuses);
    if (status === null) parameters.refuse(`'status' must be one of ${statuses.join(', ')}.`);
    else change.status = status;
  }
  const version = textOf(parameters, 'resolved_in_version', { least: 0, most: 40 });
  if (version !== null && version !== '') change.resolvedInVersion = version;
  if (has(fields, 'title')) change.title = textOf(parameters, 'title', { least: 1, most: 255 }) ?? '';
  if (has(fields, 'level')) {
    const level = parameters.oneOf('level', levels);
    if (level === null) parameters.refuse(`'level' must be one of ${levels.join(', ')}.`);
    else change.level = level;
  }
  if (has(fields, 'assigned_user_id')) change.assignedUserId = idOf(parameters, 'assigned_user_id');
  const team = ['assigned_team_id', 'team_id'].find((name) => has(fields, name));
  if (team !== undefined) change.assignedTeamId = idOf(parameters, team);
  return { ...change, ...snoozeOf(parameters, fields) };
}

function textOf(parameters: Parameters, name: string, { least, most }: { least: number; most: number }): string | null {
  const text = parameters.text(name);
  const length = (text ?? '').length;
  if (length < least || length > most)
    parameters.refuse(`'${name}' must have ${String(least)} to ${String(most)} characters.`);
  return text;
}

/** Numbers of users elsewhere are kept as they are, unless what the hosted service refuses is to be refused. */
function refuseStrangers(
  parameters: Parameters,
  { assignedUserId: user = null, assignedTeamId: team = null }: ItemChange,
  members: MemberShelf,
): void {
  if (user !== null && !members.isUser(user)) parameters.refuse("'assigned_user_id' is no user of this account.");
  if (team !== null && !members.isTeam(team)) parameters.refuse("'assigned_team_id' is no team of this account.");
}

/** A form cannot say null: there an empty text, or the word, takes the assignment away. */
function idOf(parameters: Parameters, name: string): number | null {
  return parameters.text(name) === 'null' ? null : parameters.id(name);
}

/** A length alone means that it is to be snoozed. */
function snoozeOf(parameters: Parameters, fields: Record<string, unknown>): Pick<ItemChange, 'snooze'> {
  const name = ['snooze_enabled', 'snoozed'].find((each) => has(fields, each));
  const length = parameters.integer('snooze_expiration_in_seconds', { least: 1, most: longestSnooze, fallback: 0 });
  if (name === undefined && length === 0) return {};
  const isOn = name === undefined ? true : parameters.flag(name);
  if (isOn === null) parameters.refuse(`'${String(name)}' must be true or false.`);
  return { snooze: { isOn: isOn ?? false, seconds: length === 0 ? null : length } };
}
