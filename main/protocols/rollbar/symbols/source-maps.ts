/** Uploads of source maps (rollbar.md 3.8). */
import type { Library } from '../../library.ts';
import type { Route } from '../../route.ts';
import { endpoint } from '../api/endpoint.ts';
import { ownBytes, uploadRoute } from './upload.ts';

const known = ['version', 'minified_url', 'source_map'] as const;
/** In characters. */
const longestName = 1000;

export function sourceMapRoutes(library: Library): Route[] {
  return [
    uploadRoute(library, {
      path: '/api/1/sourcemap',
      read: (form) => {
        const version = form.required('version');
        const identifier = form.required('minified_url');
        const { bytes } = form.file('source_map');
        const sources = form.others(known);
        if (sources.some(({ name }) => name.length > longestName))
          form.refuse(`A source file has a name of more than ${String(longestName)} characters.`);
        return (symbols, projectId) =>
          symbols.keep({
            ...{ projectId, kind: 'sourcemap', version, identifier, content: ownBytes(bytes) },
            sources: sources.map((part) => ({ name: part.name, content: ownBytes(part.bytes) })),
          });
      },
    }),
    endpoint({
      ...{ method: 'POST', path: '/api/1/sourcemap/download', scopes: ['post_server_item'], isReport: true },
      answer: () => ({ refused: { status: 422, message: noDownloads } }),
    }),
  ];
}

/** A program that takes reports from anywhere on the computer must not be made to call addresses that they name. */
const noDownloads =
  'Stacktray does not fetch source maps from anywhere. Upload them to /api/1/sourcemap when the application is built.';
