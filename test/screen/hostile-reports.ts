/** Values that somebody could send to break the page or to run in it, and reports that have them in every place. */
import type { JsonObject, JsonValue } from '../../shared/json.ts';

/** What runs sets this; the page is asked for it. */
const attack = 'globalThis.pwned=1';

const nested = (depth: number): JsonValue => (depth === 0 ? 'bottom' : { down: [nested(depth - 1)] });

export const hostileValues: Record<string, string> = {
  script: `<script>${attack}</script>`,
  'a handler': `"><img src=x onerror="${attack}"><svg onload=${attack}>`,
  'a frame': `<iframe src="javascript:parent.${attack}" srcdoc="<script>parent.${attack}</script>"></iframe>`,
  'a script address': `javascript:${attack}//https://shop.example/`,
  'an address of data': `data:text/html,<script>${attack}</script>`,
  'a remote picture': '<img src="http://192.0.2.1/pixel.png"><link rel=stylesheet href="http://192.0.2.1/a.css">',
  style: '</style><style>*{display:none!important}</style><b style="position:fixed;inset:0;z-index:99999">over</b>',
  'an expression of a template': `{{constructor.constructor('${attack}')()}} \${${attack}} {@html '<b>'} <%= 1 %>`,
  'turned text': 'invoice\u202egpj.exe\u202c \u2066isolated \u061c \u200f\u0627\u0644\u062f\u0641\u0639',
  'invisible signs': 'a\u200bb\u2060c\ufeffd\u00ade\u{e0041}\u{e0042}f',
  'colours of a terminal':
    '\u001b[31mred\u001b[0m \u001b]8;;http://192.0.2.1\u0007link\u001b]8;;\u0007 \u001b[2J\u009b1m',
  'no spaces': 'x'.repeat(20_000),
  'many lines': Array.from({ length: 10_000 }, (_, index) => `line ${String(index)}`).join('\n'),
  'piled marks': `Z${'\u0301\u0302\u0303\u0323'.repeat(200)}algo`,
  'the name of the prototype': '__proto__',
  'the name of the constructor': 'constructor',
  'NUL and others': 'before\u0000after\u0001\u0008\u007f\u0085\u2028\u2029end',
  'half a character': '\ud800 alone \udc00 \ud83d',
  'emoji of many parts': '👩🏽‍💻👨‍👩‍👧‍👦🏳️‍🌈🇺🇳'.repeat(60),
  'signs of SQL and a path': `'; DROP TABLE item; -- ../../../../etc/passwd %00 $(reboot) \`reboot\``,
};

/** A body has a limit: of a long value only some places get more than this. */
const usual = 2000;

/** A report with the value wherever one may stand; its name keeps it apart from the others. */
export function hostileReport(name: string, whole: string): JsonObject {
  const value = whole.slice(0, usual);
  return {
    ...{ fingerprint: name, title: value, environment: value.slice(0, 255), level: 'error', context: value },
    ...{ code_version: value.slice(0, 40), framework: value, language: value, platform: 'browser' },
    body: { trace_chain: [trace(value, whole), trace(value, value)], telemetry: telemetry(value) },
    request: {
      ...{ url: value, method: value, query_string: value, body: value, user_ip: value },
      headers: { 'User-Agent': value, Referer: value, [value.slice(0, 200)]: value },
      ...{ params: { [value]: value }, GET: { [value]: value }, POST: { [value]: [value, { [value]: value }] } },
    },
    person: { id: value.slice(0, 40), username: value.slice(0, 255), email: value.slice(0, 255) },
    server: { host: value, root: value, branch: value, code_version: value, [value]: value },
    client: { javascript: { browser: value, code_version: value } },
    custom: { [value]: value, whole, constructor: value, deep: nested(40), list: Array<string>(20).fill(value) },
    notifier: { name: value, version: value },
  };
}

function trace(value: string, whole: string): JsonObject {
  const frame = (lineno: number): JsonObject => ({
    ...{ filename: value, method: value, lineno, colno: 3, code: value, class_name: value },
    ...{ context: { pre: [value], post: [value] }, argspec: ['one'] },
    locals: { [value]: value, one: { [value]: [value] } },
  });
  return { frames: [frame(1), frame(2)], exception: { class: value, message: whole, description: value } };
}

function telemetry(value: string): JsonObject[] {
  return ['log', 'network', 'dom', 'navigation', 'error', value].map((type, index) => ({
    ...{ type, level: 'error', source: value, timestamp_ms: 1_767_225_600_000 + index },
    body: {
      ...{ message: value, stack: value, method: value, url: value, status_code: value, element: value },
      ...{ from: value, to: value, subtype: value, [value]: value },
    },
  }));
}
