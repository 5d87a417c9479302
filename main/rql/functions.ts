/** The functions of the language with the number of arguments they take (rollbar.md 3.9.2). */
export interface FunctionSignature {
  least: number;
  most: number;
  /** Over the rows of a group, not over one row. */
  isAggregate: boolean;
}

/** SQLite takes no more than 127 arguments. */
const many = 100;

const scalar = (least: number, most = least): FunctionSignature => ({ least, most, isAggregate: false });
const aggregate: FunctionSignature = { least: 1, most: 1, isAggregate: true };

export const functions = {
  count: aggregate,
  count_distinct: aggregate,
  sum: aggregate,
  avg: aggregate,
  min: aggregate,
  max: aggregate,
  unix_timestamp: scalar(0),
  concat: scalar(1, many),
  concat_ws: scalar(2, many),
  lower: scalar(1),
  upper: scalar(1),
  left: scalar(2),
  right: scalar(2),
  substring: scalar(2, 3),
  locate: scalar(2, 3),
  char_length: scalar(1),
  length: scalar(1),
  if: scalar(3),
} satisfies Record<string, FunctionSignature>;

export type FunctionName = keyof typeof functions;

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}
