/**
 * The fields that a search can name (rollbar.md 3.1.9, and what the inbox adds), as data: the parser, the completion and
 * the store read the same rows.
 */
import { itemStatuses } from '../item.ts';
import { levels } from '../level.ts';
import { factFields, type FactName } from './facts.ts';
import { wordColumns, type WordColumn } from './word-columns.ts';

/** Where the values are: with the item, among its facts, or in the full text of its reports. */
export type FieldSource =
  { kind: 'item' } | { kind: 'facts'; facts: readonly FactName[] } | { kind: 'words'; column: WordColumn };

export type ValueKind = 'text' | 'number' | 'time' | 'choice';

export interface SearchFieldRow {
  name: string;
  aliases: readonly string[];
  /** What it looks at, to follow "finds items by". */
  about: string;
  kind: ValueKind;
  /** How an unquoted text is compared; a quoted one is exact, but within titles and full text it is infix. */
  match: 'exact' | 'prefix' | 'infix';
  /** Has it a key in brackets, as in `custom[step]:`? */
  isKeyed: boolean;
  /** The words it takes; empty when it takes any. Of levels, later ones are greater. */
  choices: readonly string[];
  example: string;
  source: FieldSource;
}

type Extra = Partial<Pick<SearchFieldRow, 'aliases' | 'match' | 'isKeyed' | 'choices' | 'kind'>>;

function row<Name extends string>(
  name: Name,
  [about, example]: readonly [about: string, example: string],
  { source, ...extra }: Extra & { source?: FieldSource } = {},
): SearchFieldRow & { name: Name } {
  return {
    ...{ name, about, example, aliases: [], kind: 'text', match: 'prefix', isKeyed: false, choices: [] },
    ...{ source: source ?? { kind: 'item' }, ...extra },
  };
}

const inFacts = (...facts: FactName[]): { source: FieldSource } => ({ source: { kind: 'facts', facts } });
const inWords = (column: WordColumn): { source: FieldSource; match: 'infix' } => ({
  ...{ source: { kind: 'words', column }, match: 'infix' },
});

/** `is:`; of a group nothing here is a member. */
export const itemMarksByName = [
  ...['new', 'active', 'resolved', 'muted', 'archived', 'snoozed', 'reactivated', 'assigned', 'unassigned'],
  ...['group', 'member'],
] as const;
/** `has:`; comments and issues of the hosted service are not kept here. */
export const itemPossessions = ['person', 'version', 'assignee', 'comments', 'issue'] as const;

const itemFields = [
  row('title', ['its title, every word', 'title:timeout'], { match: 'infix' }),
  row('status', ['its status', 'status:active'], { kind: 'choice', choices: itemStatuses }),
  row('level', ['its level, also compared', 'level:>=error'], { kind: 'choice', choices: levels }),
  row('is', ['what is true of it', 'is:new'], { kind: 'choice', choices: itemMarksByName }),
  row('has', ['what belongs to it', 'has:person'], { kind: 'choice', choices: itemPossessions }),
  row('environment', ['an environment of its reports', 'environment:production'], inFacts('environment')),
  row('framework', ['the framework', 'framework:django'], { aliases: ['framework_canonical'] }),
  row('platform', ['the platform', 'platform:browser'], { aliases: ['platform_canonical'] }),
  row('language', ['the language', 'language:python'], { aliases: ['language_name'] }),
  row('project', ['the name of its project', 'project:shop']),
  row('assigned', ['who it is assigned to: a name, me, anybody or nobody', 'assigned:nobody'], { match: 'exact' }),
  row('count', ['how many reports it has', 'count:>100'], { kind: 'number' }),
  row('people', ['how many people it met', 'people:5..10'], { kind: 'number' }),
  row('first', ['when it was first seen', 'first:<7d'], { kind: 'time' }),
  row('last', ['when it was last seen', 'last:>2026-01-01'], { kind: 'time' }),
  row('fingerprint', ['its fingerprint', 'fingerprint:4f2a'], { match: 'exact' }),
  row('uuid', ['the uuid of a report', 'uuid:5f0c…'], { match: 'exact' }),
];

const reportFields = [
  row('host', ['the host of the server', 'host:web-1'], inFacts('host')),
  row('context', ['the context', 'context:checkout'], inFacts('context')),
  row('ip', ['the address of the person, exactly', 'ip:203.0.113.9'], { ...inFacts('ip'), match: 'exact' }),
  row(
    'person',
    ['the id, name or address of a person', 'person:ada'],
    inFacts('person_id', 'person_username', 'person_email'),
  ),
  row('user_id', ['the id of a person', 'user_id:17'], inFacts('person_id')),
  row('username', ['the name of a person', 'username:ada'], inFacts('person_username')),
  row('email', ['the address of a person', 'email:ada@'], inFacts('person_email')),
  row('code_version', ['the version of the code', 'code_version:1.4'], { ...inFacts('version'), aliases: ['version'] }),
  row('browser', ['the browser', 'browser:Firefox'], inFacts('browser')),
  row('browser_version', ['the version of the browser', 'browser_version:128'], inFacts('browser_version')),
  row('os_family', ['the operating system', 'os:Windows'], { ...inFacts('os'), aliases: ['os'] }),
  row('os_version', ['the version of the operating system', 'os_version:14'], inFacts('os_version')),
  row('device_brand', ['the maker of the device', 'device_brand:Apple'], inFacts('device_brand')),
  row('device_model', ['the model of the device', 'device_model:iPhone'], inFacts('device_model')),
  row('notifier_name', ['the SDK', 'notifier_name:pyrollbar'], { ...inFacts('notifier_name'), aliases: ['notifier'] }),
  row('notifier_version', ['the version of the SDK', 'notifier_version:1.0'], inFacts('notifier_version')),
  row('server_root', ['the folder of the code', 'server_root:/srv/shop'], inFacts('server_root')),
  row('server_pid', ['the number of the process', 'server_pid:4711'], { ...inFacts('server_pid'), match: 'exact' }),
  row('server_cpu', ['the processor', 'server_cpu:x86'], inFacts('server_cpu')),
  row('scm_branch', ['the branch of the code', 'scm_branch:main'], { ...inFacts('branch'), aliases: ['branch'] }),
];

const frameFields = [
  row('file', ['the file of any frame', 'file:cart.ts'], {
    ...{ ...inFacts('file'), aliases: ['traceframe_filename'], match: 'infix' },
  }),
  row('method', ['the method of any frame', 'method:checkout'], {
    ...{ ...inFacts('method'), aliases: ['traceframe_method'], match: 'infix' },
  }),
  row('topfile', ['the file where it began', 'topfile:main.ts'], { ...inFacts('top_file'), match: 'infix' }),
  row('bottomfile', ['the file that failed', 'bottomfile:cart.ts'], { ...inFacts('bottom_file'), match: 'infix' }),
  row('allfiles', ['the files of all frames', 'allfiles:src/'], { ...inFacts('file'), match: 'infix' }),
  row('nofiles', ['the absence of a file', 'nofiles:node_modules'], { ...inFacts('file'), match: 'infix' }),
  row('minfiles', ['at least so many frames', 'minfiles:10'], { ...inFacts('frames'), kind: 'number' }),
  row('maxfiles', ['at most so many frames', 'maxfiles:3'], { ...inFacts('frames'), kind: 'number' }),
  row('traceframe_lineno', ['the line of any frame', 'traceframe_lineno:42'], {
    ...{ ...inFacts('line'), match: 'exact' },
  }),
  row('traceframe_class_name', ['the class of any frame', 'traceframe_class_name:Cart'], inFacts('frame_class')),
  row('traceframe_locals_name', ['the name of a local variable', 'traceframe_locals_name:userIdMap'], {
    ...{ ...inWords('locals'), aliases: ['local'] },
  }),
  row('traceframe_locals_value', ['the value of a local variable', 'traceframe_locals_value:EUR'], inWords('locals')),
  row('traceframe_local', ['a local variable by its name', 'traceframe_local[cart]:EUR'], {
    ...{ ...inWords('locals'), isKeyed: true },
  }),
  row('exception', ['the class of an exception', 'exception:TypeError'], {
    ...{ ...inFacts('exception'), aliases: ['exception_class'] },
  }),
  row('exception_message', ['the message of an exception', 'exception_message:undefined'], inWords('message')),
  row('exception_description', ['the description of an exception', 'exception_description:retry'], inWords('message')),
  row('message_body', ['the logged text', 'message_body:"disk full"'], { ...inWords('message'), aliases: ['message'] }),
];

const requestFields = [
  row('request_url', ['the address that was asked for', 'request_url:http://shop.example/'], {
    ...{ ...inFacts('request_url'), aliases: ['url'], match: 'infix' },
  }),
  row('request_method', ['the method of the request', 'request_method:POST'], inFacts('request_method')),
  row('request_query_string', ['the query of the request', 'request_query_string:step'], inWords('request')),
  row('request_body', ['the body of the request', 'request_body:empty'], inWords('request')),
  row('request_headers_name', ['the name of a header', 'request_headers_name:Referer'], inWords('request')),
  row('request_headers_value', ['the value of a header', 'request_headers_value:gzip'], inWords('request')),
  row('request_params_name', ['the name of a route parameter', 'request_params_name:id'], inWords('request')),
  row('request_params_value', ['the value of a route parameter', 'request_params_value:7'], inWords('request')),
  row('request_gets_name', ['the name of a query parameter', 'request_gets_name:step'], inWords('request')),
  row('request_gets_value', ['the value of a query parameter', 'request_gets_value:pay'], inWords('request')),
  row('request_posts_name', ['the name of a form field', 'request_posts_name:cart'], inWords('request')),
  row('request_posts_value', ['the value of a form field', 'request_posts_value:empty'], inWords('request')),
  row('request_header', ['a header by its name', 'request_header[Referer]:shop'], {
    ...{ ...inWords('request'), isKeyed: true },
  }),
  row('request_param', ['a route parameter by its name', 'request_param[id]:7'], {
    ...{ ...inWords('request'), isKeyed: true },
  }),
  row('request_get', ['a query parameter by its name', 'request_get[step]:pay'], {
    ...{ ...inWords('request'), isKeyed: true },
  }),
  row('request_post', ['a form field by its name', 'request_post[cart]:empty'], {
    ...{ ...inWords('request'), isKeyed: true },
  }),
];

const customFields = [
  row('custom', ['a custom value by its key', 'custom[tenant]:acme'], { ...inFacts('custom'), isKeyed: true }),
  row('customs_name', ['the name of a custom key', 'customs_name:tenant'], inFacts('custom_key')),
  row('customs_value', ['any custom value', 'customs_value:acme'], inWords('custom')),
  row('telemetry_level', ['the level of an event before it', 'telemetry_level:warning'], {
    ...{ ...inFacts('telemetry_level'), match: 'exact' },
  }),
  row('telemetry_type', ['the type of an event before it', 'telemetry_type:network'], {
    ...{ ...inFacts('telemetry_type'), match: 'exact' },
  }),
  row('telemetry_body_subtype', ['the subtype of an event before it', 'telemetry_body_subtype:xhr'], {
    ...{ ...inFacts('telemetry_subtype'), match: 'exact' },
  }),
  row('telemetry_body_method', ['the method of a request before it', 'telemetry_body_method:GET'], {
    ...{ ...inFacts('telemetry_method'), match: 'exact' },
  }),
  row('telemetry_body_message', ['the text of an event before it', 'telemetry_body_message:cart'], {
    ...inWords('telemetry'),
  }),
];

export const searchFields = [...itemFields, ...reportFields, ...frameFields, ...requestFields, ...customFields];
export type SearchFieldName = (typeof searchFields)[number]['name'];
export type SearchField = SearchFieldRow & { name: SearchFieldName };

const byName = new Map<string, SearchField>(
  searchFields.flatMap((field) => [field.name, ...field.aliases].map((name) => [name, field] as const)),
);

/** The field of this name or alias. */
export function searchField(name: string): SearchField | undefined {
  return byName.get(name);
}

export { factFields, wordColumns };
