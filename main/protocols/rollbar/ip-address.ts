/** The address that a client asks the server to fill in (rollbar.md 2.1, `user_ip`). */

/** `$remote_ip` and `$remote_ip_anonymize` become the sender's address; everything else stays as it was sent. */
export function resolvedIp(sent: string | null, remoteAddress: string): string | null {
  if (sent === '$remote_ip') return plainAddress(remoteAddress);
  if (sent === '$remote_ip_anonymize') return anonymized(plainAddress(remoteAddress));
  return sent;
}

/** A socket that listens on both families writes IPv4 as `::ffff:127.0.0.1`; zones name an interface of this machine. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '');
}

/** IPv4 without its last octet, IPv6 without everything after the first 48 bits. */
function anonymized(address: string): string {
  if (!address.includes(':')) return address.replace(/\.\d+$/, '.0');
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const end = tail === '' ? [] : tail.split(':');
    while (groups.length + end.length < 8) groups.push('0');
    groups.push(...end);
  }
  const kept = groups.slice(0, 3);
  while (kept.at(-1) === '0') kept.pop();
  return `${kept.join(':')}::`;
}
