/** Does a request name this computer as its host? A page of another site can point its own name at 127.0.0.1. */

/** With or without a port. A request without a Host header is not from a browser, but no client leaves it out. */
export function isOwnHost(host: string | undefined): boolean {
  return host !== undefined && /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/i.test(host);
}
