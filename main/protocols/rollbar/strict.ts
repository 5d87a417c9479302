/**
 * Everything that the documentation requires of a report (rollbar.md 2.1, 2.3), for those who want to hear what the
 * hosted service would refuse. The first problem is reported. What real SDKs send in spite of the documentation is let
 * through: empty PHP arrays in place of objects, null for optional fields, numeric person ids, a single telemetry event.
 */
import { isObject } from '../../../shared/json.ts';
import { levels } from '../../../shared/level.ts';
import { levelOf } from './level.ts';
import { bodyKinds, oneKind } from './body-kind.ts';

type FieldType = 'string' | 'number' | 'object' | 'array' | 'id';

interface Rule {
  type: FieldType;
  required?: true;
  filled?: true;
  /** In characters. */
  most?: number;
}

type Rules = Record<string, Rule>;

const text: Rule = { type: 'string' };
const shortText: Rule = { type: 'string', most: 255 };
const version: Rule = { type: 'string', most: 40 };
const object: Rule = { type: 'object' };

const dataRules: Rules = {
  environment: { type: 'string', required: true, filled: true, most: 255 },
  timestamp: { type: 'number' },
  code_version: version,
  platform: text,
  language: text,
  framework: text,
  context: text,
  request: object,
  person: object,
  server: object,
  client: object,
  custom: object,
  fingerprint: text,
  title: { type: 'string', filled: true, most: 255 },
  uuid: { type: 'string', most: 36 },
  notifier: object,
  attributes: { type: 'array' },
};

const partRules: Record<string, Rules> = {
  request: { url: text, method: text, headers: object, query_string: text, user_ip: text },
  person: { id: { type: 'id', required: true, most: 40 }, username: shortText, email: shortText },
  server: { cpu: shortText, host: text, root: text, branch: text, code_version: version },
  client: { cpu: shortText, javascript: object },
};

const traceRules: Rules = { frames: { type: 'array', required: true }, exception: { type: 'object', required: true } };
const exceptionRules: Rules = { class: { type: 'string', required: true }, message: text, description: text };
const frameRules: Rules = {
  filename: { type: 'string', required: true },
  ...{ lineno: { type: 'number' }, colno: { type: 'number' }, method: text, code: text },
};

/** What is wrong, starting with the path of the field; null when nothing is. */
export function strictProblem(data: Record<string, unknown>): string | null {
  return (
    problemIn(data, 'data', dataRules) ??
    levelProblem(data['level']) ??
    Object.entries(partRules).reduce<string | null>(
      (found, [key, rules]) => found ?? problemInPart(data[key], `data.${key}`, rules),
      null,
    ) ??
    bodyProblem(data['body'] as Record<string, unknown>)
  );
}

function levelProblem(level: unknown): string | null {
  if (level === undefined || level === null || levelOf(level) !== undefined) return null;
  if (typeof level !== 'string') return 'data.level should be string.';
  return `data.level should be one of ${levels.join(', ')}.`;
}

function bodyProblem(body: Record<string, unknown>): string | null {
  const kinds = bodyKinds.filter((kind) => body[kind] !== undefined);
  if (kinds.length !== 1) return oneKind;
  const chain = body['trace_chain'];
  if (Array.isArray(chain)) return firstProblem(chain, 'data.body.trace_chain', traceProblem);
  return (
    problemIn(body, 'data.body', {
      trace_chain: { type: 'array' },
      trace: object,
      message: object,
      crash_report: object,
    }) ??
    (isObject(body['trace']) ? traceProblem(body['trace'], 'data.body.trace') : null) ??
    problemInPart(body['message'], 'data.body.message', { body: { type: 'string', required: true } }) ??
    problemInPart(body['crash_report'], 'data.body.crash_report', { raw: { type: 'string', required: true } })
  );
}

function traceProblem(trace: unknown, path: string): string | null {
  if (!isObject(trace)) return wrongType(path, trace, 'object');
  // Null frames come from real clients and mean that there are none.
  const { frames } = trace;
  const rules = frames === null ? { exception: traceRules['exception'] as Rule } : traceRules;
  return (
    problemIn(trace, path, rules) ??
    problemInPart(trace['exception'], `${path}.exception`, exceptionRules) ??
    (Array.isArray(frames) ? firstProblem(frames, `${path}.frames`, frameProblem) : null)
  );
}

function frameProblem(frame: unknown, path: string): string | null {
  return isObject(frame) ? problemIn(frame, path, frameRules) : wrongType(path, frame, 'object');
}

function firstProblem(
  list: unknown[],
  path: string,
  check: (entry: unknown, path: string) => string | null,
): string | null {
  for (const [index, entry] of list.entries()) {
    const problem = check(entry, `${path}[${String(index)}]`);
    if (problem !== null) return problem;
  }
  return null;
}

function problemInPart(part: unknown, path: string, rules: Rules): string | null {
  return isObject(part) ? problemIn(part, path, rules) : null;
}

function problemIn(fields: Record<string, unknown>, path: string, rules: Rules): string | null {
  for (const key in rules) {
    const problem = fieldProblem(fields[key], `${path}.${key}`, rules[key] as Rule);
    if (problem !== null) return problem;
  }
  return null;
}

function fieldProblem(value: unknown, path: string, rule: Rule): string | null {
  if (value === undefined) return rule.required ? `${path} is missing and it is required.` : null;
  if (value === null && !rule.required) return null;
  if (!fits(value, rule.type)) return wrongType(path, value, rule.required ? rule.type : 'null');
  if (typeof value !== 'string') return null;
  const { filled, most = Infinity } = rule;
  if (filled && value === '') return `${path} should not be empty.`;
  return value.length > most ? `${path} should be at most ${String(most)} characters long.` : null;
}

function fits(value: unknown, type: FieldType): boolean {
  switch (type) {
    case 'id':
      return typeof value === 'string' || typeof value === 'number';
    case 'object':
      return isObject(value) || (Array.isArray(value) && value.length === 0);
    case 'array':
      return Array.isArray(value);
    default:
      return typeof value === type;
  }
}

function wrongType(path: string, value: unknown, wanted: FieldType | 'null'): string {
  const found = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const name = wanted === 'id' ? 'string' : wanted;
  return `${path} ${found} value found, but ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name} is required.`;
}
