/** What came of sending a kept report to a collector once more. */
export type ResendAnswer =
  /** `status` is that of HTTP; `words` what the collector said, cut. */
  | { kind: 'answered'; status: number; words: string; uuid: string }
  /** It could not be asked; `words` say why, for a person. */
  | { kind: 'unreachable'; words: string };

/** Is the host of this address this computer itself? */
export function isLoopback(hostname: string): boolean {
  const name = hostname.toLowerCase();
  return name === 'localhost' || name === '[::1]' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
