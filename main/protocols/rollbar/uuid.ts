/** Which uuids of clients are taken as they are (rollbar.md 2.5): any Latin-1 text of up to 36 characters. */

export function isUsableUuid(uuid: unknown): uuid is string {
  return typeof uuid === 'string' && /^[\x20-\x7e\xa0-\xff]{1,36}$/.test(uuid) && uuid.trim() !== '';
}
