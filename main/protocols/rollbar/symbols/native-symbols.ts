/** Uploads of the symbols of Apple, Android and Flutter applications (rollbar.md 3.8). They are kept, not yet applied. */
import type { Library } from '../../library.ts';
import type { Route } from '../../route.ts';
import { ownBytes, uploadRoute } from './upload.ts';

export function nativeSymbolRoutes(library: Library): Route[] {
  return [
    uploadRoute(library, {
      path: '/api/1/dsym',
      read: (form) => {
        const version = form.optional('version') ?? '';
        const { bytes, filename } = form.file('dsym');
        const identifier = form.optional('bundle_identifier') ?? filename ?? 'dsym';
        if (bytes.length > 0 && !isZip(bytes)) form.refuse('dsym is not a zip file.');
        return (symbols, projectId) =>
          symbols.keep({ projectId, kind: 'dsym', version, identifier, content: ownBytes(bytes), sources: [] });
      },
    }),
    uploadRoute(library, {
      path: '/api/1/proguard',
      read: (form) => {
        const version = form.required('version');
        const { bytes, filename } = form.file('mapping');
        if (bytes.length > 0 && !bytes.includes(' -> ')) form.refuse('mapping is not a mapping of ProGuard.');
        const identifier = filename ?? 'mapping';
        return (symbols, projectId) =>
          symbols.keep({ projectId, kind: 'proguard', version, identifier, content: ownBytes(bytes), sources: [] });
      },
    }),
    uploadRoute(library, {
      path: '/api/1/fluttersymbols',
      read: (form) => {
        const version = form.required('version');
        const { bytes, filename } = form.file('flutter_symbols');
        const identifier = filename ?? 'flutter_symbols';
        return (symbols, projectId) =>
          symbols.keep({ projectId, kind: 'flutter', version, identifier, content: ownBytes(bytes), sources: [] });
      },
    }),
  ];
}

function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
}
