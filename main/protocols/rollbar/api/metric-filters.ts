/** The filters of the metrics (rollbar.md 3.7): all are to hold. */
import { isObject } from '../../../../shared/json.ts';
import type { HourFact } from '../../../../shared/report.ts';
import { metricField, type MetricValue } from './metric-fields.ts';

type Test = (fact: HourFact) => boolean;

const operators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'not_like', 'between', 'not_between'] as const;
type Operator = (typeof operators)[number];

/** A sentence when a filter cannot be understood. */
export function testOf(filters: unknown): Test | string {
  if (filters === undefined || filters === null) return () => true;
  if (!Array.isArray(filters)) return "'filters' must be an array.";
  const tests: Test[] = [];
  for (const filter of filters as unknown[]) {
    const test = isObject(filter) ? oneTest(filter) : 'A filter must be an object.';
    if (typeof test === 'string') return test;
    tests.push(test);
  }
  return (fact) => tests.every((test) => test(fact));
}

function oneTest({ field: name, operator = 'eq', values }: Record<string, unknown>): Test | string {
  const field = metricField(name);
  if (typeof field === 'string') return field;
  const known = operators.find((each) => each === operator);
  if (known === undefined) return `'operator' must be one of ${operators.join(', ')}.`;
  const wanted: unknown[] = Array.isArray(values) ? values : [values];
  if (!wanted.every(isValue)) return "'values' must be an array of strings and numbers.";
  const needed = known.endsWith('between') ? 2 : 1;
  if (wanted.length < needed) return `'${known}' needs ${String(needed)} in 'values'.`;
  return (fact) => holds(known, field(fact), wanted);
}

function isValue(value: unknown): value is MetricValue {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

function holds(operator: Operator, value: MetricValue, wanted: MetricValue[]): boolean {
  const [first = null, second = null] = wanted;
  switch (operator) {
    case 'eq':
      return wanted.some((each) => compared(value, each) === 0);
    case 'ne':
      return wanted.every((each) => compared(value, each) !== 0);
    case 'gt':
      return compared(value, first) > 0;
    case 'gte':
      return compared(value, first) >= 0;
    case 'lt':
      return compared(value, first) < 0;
    case 'lte':
      return compared(value, first) <= 0;
    case 'not_like':
      return !String(value ?? '')
        .toLowerCase()
        .includes(
          String(first ?? '')
            .toLowerCase()
            .replaceAll('%', ''),
        );
    case 'between':
      return compared(value, first) >= 0 && compared(value, second) <= 0;
    case 'not_between':
      return compared(value, first) < 0 || compared(value, second) > 0;
  }
}

/** Numbers as numbers, also when one of them is a text; nothing is before everything else. */
export function compared(one: MetricValue, other: MetricValue): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  const [left, right] = [Number(one), Number(other)];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return String(one) < String(other) ? -1 : Number(String(one) > String(other));
}
