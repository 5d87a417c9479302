/** Which versions may come next, by the names of those that are known. */
import { isOlderVersion } from './version-order.ts';

/**
 * What may follow the highest version of the kind of the latest: the next fix and the next feature, or the next number.
 * None when that is neither a semantic version nor an integer.
 * @param known latest first
 */
export function nextVersions(known: readonly string[]): string[] {
  const [latest] = known;
  if (latest === undefined) return [];
  const highest = known.reduce((top, each) => (isOlderVersion(top, each, () => false) ? each : top), latest).trim();
  if (/^\d{1,15}$/.test(highest)) return [String(Number(highest) + 1)];
  const [, prefix = '', major = '', minor = '', fix] =
    /^(v?)(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?(?![\d.])/i.exec(highest) ?? [];
  if (major === '') return [];
  const feature = `${prefix}${major}.${String(Number(minor) + 1)}`;
  return fix === undefined
    ? [feature, `${prefix}${String(Number(major) + 1)}.0`]
    : [`${prefix}${major}.${minor}.${String(Number(fix) + 1)}`, `${feature}.0`];
}
