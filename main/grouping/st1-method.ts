/** Part of the frozen mechanism st1 (rollbar.md 4.3): what a method name is for the key. */

/** The name without integers of two or more digits: compilers number their closures and lambdas anew in each build. */
export function methodForKey(method: string): string {
  return method.replace(/\d{2,}/g, '');
}
