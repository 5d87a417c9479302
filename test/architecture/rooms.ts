/**
 * Who may import whom. A new arrow is a decision about the whole program: it is added here together with its reason.
 * A room's own files may import each other.
 */
import { builtinModules } from 'node:module';
import { posix } from 'node:path';

interface Room {
  /** Its folder; the room of a file is the one with the longest folder that holds it. */
  folder: string;
  /** Files by which other rooms may enter; `every` for rooms that are collections of equals. */
  doors: string[] | 'every';
  /** Folders of other rooms. */
  imports: string[];
  /** Packages from npm; a name covers its subpaths, a scope (`@lucide/`) its packages. */
  packages: string[];
  /** May it use Node's own modules? */
  node: boolean;
}

const page = { packages: ['svelte'], node: false };
const screen = {
  imports: ['shared', 'renderer/state', 'renderer/keys', 'renderer/ui'],
  packages: ['svelte', 'virtua', '@lucide/svelte'],
};
/**
 * Screens within screens: how to connect an application is told in the first run and in the settings, too; what takes
 * the room is a section of the settings that is large enough for a room of its own; the search
 * stands over the list that it narrows; a recording is played where its error is looked at. Deploys and versions keep to
 * a project and an environment by the same menus, and list items as the same lines. What sets reports apart is told of an
 * item and of any occurrences, and both show them in the same table and over time in the same chart. What rules would change
 * is told where one is made from an item, and where all of them are.
 */
const within: Record<string, string[]> = {
  'renderer/inbox': ['renderer/search'],
  'renderer/item': ['renderer/differences', 'renderer/occurrence-table', 'renderer/replay', 'renderer/trend'],
  'renderer/explorer': ['renderer/search', 'renderer/differences', 'renderer/occurrence-table', 'renderer/trend'],
  'renderer/welcome': ['renderer/connect'],
  'renderer/settings': ['renderer/connect', 'renderer/rule-preview', 'renderer/storage'],
  'renderer/rule': ['renderer/rule-preview'],
  'renderer/deploys': ['renderer/item-line', 'renderer/whereabouts'],
  'renderer/versions': ['renderer/item-line', 'renderer/whereabouts'],
  // The editor marks mistakes with the reader that the collector runs queries with: it is pure, and there is one.
  'renderer/query': ['main/rql'],
};
/** Packages that one screen alone has. */
const ownPackages: Record<string, string[]> = {
  'renderer/query': ['@codemirror/', '@lezer/highlight'],
  // What is typed there is matched the way people type it, with letters left out.
  'renderer/palette': ['fuzzysort'],
};

const rooms: Room[] = [
  { folder: 'shared', doors: 'every', imports: [], packages: ['valibot'], node: false },

  { folder: 'main/grouping', doors: ['grouping.ts', 'group.ts'], imports: ['shared'], packages: [], node: true },
  { folder: 'main/rules', doors: ['rules.ts'], imports: ['shared'], packages: [], node: true },
  { folder: 'main/triage', doors: ['triage.ts'], imports: ['shared'], packages: [], node: true },
  { folder: 'main/alerts', doors: ['alerts.ts'], imports: ['shared'], packages: [], node: false },
  { folder: 'main/search', doors: ['search.ts'], imports: ['shared'], packages: [], node: false },
  { folder: 'main/rql', doors: ['rql.ts'], imports: ['shared'], packages: [], node: false },
  {
    // Compiling a query means walking its tree: the store reads what main/rql/ has understood, and alone writes SQL.
    ...{ folder: 'main/store', doors: ['store.ts'], imports: ['shared', 'main/rql'] },
    ...{ packages: ['better-sqlite3'], node: true },
  },
  // What was accepted and is not stored yet: bytes in a file, and nothing of what they mean.
  { folder: 'main/spool', doors: ['spool.ts'], imports: ['shared'], packages: [], node: true },
  {
    // Rollbar's API and its query language number frameworks and platforms alike: the list is in main/rql/.
    ...{ folder: 'main/protocols', doors: ['protocols.ts', 'intake.ts', 'queries.ts', 'library.ts', 'account.ts'] },
    ...{ imports: ['shared', 'main/rql'], packages: ['find-my-way'], node: true },
  },
  // Reads folders that a person has named, asks git and starts editors: the one room that touches files of others.
  { folder: 'main/source', doors: ['source.ts'], imports: ['shared'], packages: [], node: true },
  {
    ...{ folder: 'main/symbols', doors: ['symbols.ts'], imports: ['shared'] },
    ...{ packages: ['@jridgewell/trace-mapping', 'fflate'], node: true },
  },
  { folder: 'main/net', doors: ['net.ts'], imports: [], packages: [], node: true },
  {
    ...{ folder: 'main/api', doors: ['api.ts', 'dispatcher.ts'] },
    ...{ imports: ['shared', 'main/net'], packages: [], node: true },
  },
  {
    // A task of the command line needs no collector, and none may run beside it.
    ...{ folder: 'main/collector', doors: ['collector.ts', 'command-tasks.ts'], packages: ['valibot'], node: true },
    imports: [
      'shared',
      'main/grouping',
      'main/rules',
      'main/alerts',
      'main/triage',
      'main/rql',
      'main/symbols',
      'main/search',
      'main/store',
      'main/spool',
      'main/protocols',
      'main/source',
      'main/net',
      'main/api',
    ],
  },
  {
    ...{ folder: 'main/electron', doors: [], packages: ['electron', 'electron-updater', 'valibot'], node: true },
    imports: ['shared', 'main', 'main/net', 'main/api', 'main/collector'],
  },
  // The files directly in main/: the program under plain Node, and what both hosts need (options, data folder).
  {
    ...{ folder: 'main', doors: 'every', packages: [], node: true },
    imports: ['shared', 'main/net', 'main/api', 'main/collector'],
  },

  { folder: 'renderer/client', doors: ['client.ts'], imports: ['shared'], ...page },
  {
    folder: 'renderer/state',
    doors: 'every',
    imports: ['shared', 'renderer/client'],
    ...page,
    packages: ['svelte', 'valibot'],
  },
  { folder: 'renderer/keys', doors: 'every', imports: ['shared'], ...page },
  {
    folder: 'renderer/ui',
    doors: 'every',
    imports: [],
    packages: ['svelte', 'virtua', 'shiki', '@shikijs/', '@lucide/svelte', 'uplot'],
    node: false,
  },
  // Knows rrweb, and how to keep what it plays harmless; what a person sees around it belongs to the item's page.
  { folder: 'renderer/replay', doors: ['replay.ts'], imports: ['shared'], packages: ['@rrweb/replay'], node: false },
  // The files directly in renderer/ put the page together, of whatever there is in its rooms.
  {
    folder: 'renderer',
    doors: [],
    imports: ['shared'],
    packages: ['svelte', '@lucide/svelte'],
    node: false,
  },
];

/** A sentence that names file, import and rule when the import is not allowed, else null. */
export function complaintAbout(file: string, specifier: string): string | null {
  const from = roomOf(file);
  if (from === undefined) return `${file} is in no room of test/architecture/rooms.ts`;
  const problem = specifier.startsWith('.')
    ? problemWithFile(file, from, posix.join(posix.dirname(file), specifier.replace(/\?.*$/, '')))
    : problemWithPackage(from, specifier);
  return problem === null ? null : `${file} imports '${specifier}': ${problem}`;
}

function problemWithFile(file: string, from: Room, target: string): string | null {
  const to = roomOf(target);
  if (to === undefined) return `${target} is in no room`;
  if (to.folder === from.folder) return null;
  if (from.folder === 'renderer' && to.folder.startsWith('renderer/')) return null;
  if (!from.imports.includes(to.folder)) return `${from.folder}/ may import ${listOf(from.imports)}`;
  if (from.folder === 'main/electron' && to.folder === 'main/collector' && !file.endsWith('/collector-entry.ts')) {
    return 'in main/electron/ only collector-entry.ts starts the collector';
  }
  const name = target.slice(to.folder.length + 1);
  if (to.doors === 'every' || to.doors.includes(name)) return null;
  return `${to.folder}/ is entered by ${listOf(to.doors)}`;
}

function problemWithPackage(from: Room, specifier: string): string | null {
  if (specifier.startsWith('node:')) return from.node ? null : `${from.folder}/ does not run on Node alone`;
  if (builtinModules.includes(specifier)) return `Node's own modules are written with node:`;
  const allowed = from.packages.some(
    (name) => specifier === name || specifier.startsWith(name.endsWith('/') ? name : `${name}/`),
  );
  return allowed ? null : `of packages ${from.folder}/ may import ${listOf(from.packages)}`;
}

/** A folder of renderer/ that has no line of its own above is a screen, entered by the component named after it. */
function roomOf(file: string): Room | undefined {
  const listed = rooms.filter(({ folder }) => file.startsWith(`${folder}/`));
  const nearest = listed.sort((a, b) => b.folder.length - a.folder.length)[0];
  const [, name] = /^renderer\/([a-z-]+)\//.exec(file) ?? [];
  if (nearest?.folder !== 'renderer' || name === undefined) return nearest;
  const component = name.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  const folder = `renderer/${name}`;
  const imports = [...screen.imports, ...(within[folder] ?? [])];
  const packages = [...screen.packages, ...(ownPackages[folder] ?? [])];
  return { ...screen, folder, imports, packages, doors: [`${component}.svelte`], node: false };
}

function listOf(names: string[]): string {
  return names.length === 0 ? 'nothing' : `${names.join(', ')} only`;
}
