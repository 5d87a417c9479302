/** A name for a project that nobody has named: what its reports say of the application. */
import type { Occurrence } from '../../shared/occurrence.ts';

/** Folder names that say nothing about the application in them. */
const generic = new Set([
  'app',
  'src',
  'code',
  'www',
  'web',
  'html',
  'htdocs',
  'public',
  'current',
  'dist',
  'build',
  'server',
]);
const longest = 40;

/** The folder that the application runs in, or the host of its pages; null when a report tells neither. */
export function projectNameFrom(occurrence: Occurrence): string | null {
  return nameFromRoot(occurrence.server?.root ?? '') ?? nameFromPage(occurrence);
}

function nameFromRoot(root: string): string | null {
  const folders = root.split(/[/\\]+/).filter(Boolean);
  const telling = folders.findLast((folder) => !generic.has(folder.toLowerCase()) && !isVersion(folder));
  return telling === undefined ? null : readable(telling);
}

/** Release folders such as 20260102030405 or v1.2.3 change with each deploy. */
function isVersion(folder: string): boolean {
  return /^v?[\d._-]+$/i.test(folder) || folder === 'releases';
}

function nameFromPage({ platform, request }: Occurrence): string | null {
  if (platform !== 'browser' || request?.url == null || !URL.canParse(request.url)) return null;
  return readable(new URL(request.url).host);
}

function readable(text: string): string | null {
  const plain = text.replace(/[^\p{L}\p{N}._:@-]+/gu, ' ').trim();
  return plain === '' ? null : plain.slice(0, longest);
}
