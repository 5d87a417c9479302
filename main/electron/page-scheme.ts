/** The page's own scheme: files from a map that was read at the start, under a strict policy. Never file:. */
import { protocol } from 'electron';
import { contentSecurityPolicy, type StaticFile } from '../api/api.ts';

const scheme = 'stacktray-page';

/** The address of the page. */
export const pageUrl = `${scheme}://app/index.html`;

/** Must be called before the program is ready. */
export function announcePageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Must be called once the program is ready. */
export function servePageScheme(files: Map<string, StaticFile>): void {
  protocol.handle(scheme, ({ url }) => {
    const file = files.get(new URL(url).pathname);
    if (!file) return new Response('There is nothing here.', { status: 404 });
    const headers = {
      'Content-Type': file.contentType,
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
    };
    return new Response(new Uint8Array(file.bytes), { headers });
  });
}
