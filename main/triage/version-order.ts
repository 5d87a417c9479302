/** Order of the versions that applications send: semantic versions and integers; commit ids have that of their deploys. */

/** Was the first version deployed before the second? False when that is not known. Called when nothing else decides. */
export type DeployOrder = (version: string, other: string) => boolean;

/** Is `version` certainly older than `other`? False when they are equal or cannot be compared (rollbar.md 4.8). */
export function isOlderVersion(version: string, other: string, wasDeployedBefore: DeployOrder): boolean {
  const left = numbersOf(version);
  const right = numbersOf(other);
  if (left === null && right === null) return wasDeployedBefore(version, other);
  if (left === null || right === null || left.length !== right.length) return false;
  for (const [index, number] of left.entries()) {
    const against = right[index] ?? 0;
    if (number !== against) return number < against;
  }
  return false;
}

const semantic = /^v?(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?(?![\d.])/i;
const integer = /^\d{1,15}$/;

/** Three numbers for a semantic version, one for an integer, null for anything else. */
function numbersOf(version: string): number[] | null {
  const text = version.trim();
  if (integer.test(text)) return [Number(text)];
  const match = semantic.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : null;
}
