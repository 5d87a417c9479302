/** One call of the contract: the schema of its parameters, and the type of its result. */
import type * as v from 'valibot';

export const call =
  <Result>() =>
  <Schema extends v.GenericSchema>(params: Schema): { params: Schema; result?: Result } => ({ params });
