/** Conditions of rules: from their JSON to a test of a payload, or a sentence that says what is wrong with them. */
import { ruleOperators } from '../../shared/fingerprint-rule.ts';
import { isObject, type JsonValue } from '../../shared/json.ts';
import { PatternError } from '../../shared/redaction/pattern-error.ts';
import { operators, type Test } from './operators.ts';
import { RuleError } from './rule-error.ts';
import { valuesAt } from './values-at.ts';

const deepest = 10;
const mostParts = 200;
const longestPath = 500;

const branches: Record<string, (tests: readonly Test[]) => Test> = {
  any: (tests) => (payload) => tests.some((test) => test(payload)),
  all: (tests) => (payload) => tests.every((test) => test(payload)),
  none: (tests) => (payload) => !tests.some((test) => test(payload)),
};

/** `where` begins the message, e.g. `Rule 2`. Throws a RuleError. */
export function compileCondition(condition: unknown, where: string): Test {
  return new ConditionReader().read(condition, `${where}, condition`, 0);
}

class ConditionReader {
  #parts = 0;

  read(condition: unknown, where: string, depth: number): Test {
    this.#parts += 1;
    if (this.#parts > mostParts) throw new RuleError(where, `a rule has at most ${String(mostParts)} conditions.`);
    if (depth > deepest) throw new RuleError(where, 'conditions are nested too deeply.');
    if (!isObject(condition)) throw new RuleError(where, 'it has to be an object.');
    const keys = Object.keys(condition);
    const [branch] = keys.filter((key) => Object.hasOwn(branches, key));
    return branch === undefined ? leaf(condition, where) : this.#branch({ condition, branch, where }, depth);
  }

  #branch({ condition, branch, where }: Branch, depth: number): Test {
    if (Object.keys(condition).length > 1)
      throw new RuleError(where, `beside “${branch}” there can be nothing else; put conditions into its list.`);
    const list = condition[branch];
    if (!Array.isArray(list) || list.length === 0)
      throw new RuleError(where, `“${branch}” needs a list of at least one condition.`);
    const tests = list.map((each, index) => this.read(each, `${where}, ${branch} ${String(index + 1)}`, depth + 1));
    const join = branches[branch];
    if (join === undefined) throw new RuleError(where, `there is no “${branch}”.`);
    return join(tests);
  }
}

interface Branch {
  condition: Record<string, unknown>;
  branch: string;
  where: string;
}

function leaf(condition: Record<string, unknown>, where: string): Test {
  const { path, ...rest } = condition;
  if (typeof path !== 'string' || path === '' || path.length > longestPath)
    throw new RuleError(where, `it needs a “path” of at most ${String(longestPath)} characters, or any, all or none.`);
  const [name, another] = Object.keys(rest);
  if (name === undefined || another !== undefined)
    throw new RuleError(where, `beside “path” it needs one operator: ${ruleOperators.join(', ')}.`);
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator === undefined)
    throw new RuleError(where, `there is no operator “${name.slice(0, 40)}”; there are ${ruleOperators.join(', ')}.`);
  const test = prepared(() => operator.prepare(rest[name] as JsonValue), `${where}, ${name}`);
  return (payload) => {
    const values = valuesAt(payload, path);
    return values.length === 0 ? operator.ofNothing : values.some(test);
  };
}

function prepared(prepare: () => Test, where: string): Test {
  try {
    return prepare();
  } catch (error) {
    if (error instanceof PatternError) throw new RuleError(where, error.message);
    throw error;
  }
}
