/** Says why on one line; where everything has to run (CI=true), that is a failure. */
export function cannotRun(test: { skip(note: string): void }, why: string): void {
  console.log(`CANNOT RUN: ${why}`);
  if (process.env['CI'] === 'true') throw new Error(why);
  test.skip(why);
}
