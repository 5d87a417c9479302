/** The command line, the same for the desktop and the headless program. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { commandTasks, type CommandTask } from '../shared/command-task.ts';
import { defaultDataFolder } from './data-folder.ts';

export interface Options {
  headless: boolean;
  help: boolean;
  /** Wanted port for reports; 0 takes any. */
  port: number;
  /** It was named, so what is kept in the settings does not count. */
  isPortGiven: boolean;
  /** Wanted port for the headless page; 0 takes any. */
  pagePort: number;
  /** Absolute. */
  dataFolder: string;
  /** What to do with the data instead of serving them. */
  task: CommandTask | null;
}

/** A command line that cannot be followed; the message says what to write instead. */
export class UsageError extends Error {}

export const usage = `Usage: npm start -- [--headless] [--port 7655] [--page-port 7656] [--data DIR]

  --headless          serve the inbox to a browser instead of opening a window
  --port NUMBER       where applications send reports (or STACKTRAY_PORT)
  --page-port NUMBER  where the headless page is served (or STACKTRAY_PAGE_PORT)
  --data DIR          where everything is kept (or STACKTRAY_DATA)

Instead of serving, one of:

  --check             look whether the data are sound
  --repair            save what can be read of a damaged database, and keep the old one
  --back-up FILE      copy the data into a file; also while Stacktray runs
  --restore FILE      take a backup in place of the data, which are kept aside
  --export FILE       write a bundle that another Stacktray can import (.jsonl.gz)
  --import FILE       add the projects of a bundle
`;

/**
 * Reads the arguments, then the environment, then the defaults; an empty variable counts as none. Throws a UsageError.
 * `tolerant` is for a desktop program, which gets Chromium's arguments, too: what follows a `--` is all ours, and without
 * one, arguments that are none of ours are passed over.
 */
export function readOptions(
  args: string[],
  environment: NodeJS.ProcessEnv,
  { tolerant = false }: { tolerant?: boolean } = {},
): Options {
  const { values } = parse(tolerant ? ownArguments(args) : args);
  return {
    headless: values.headless,
    help: values.help,
    port: portFrom('--port', values.port ?? (environment['STACKTRAY_PORT'] || '7655')),
    isPortGiven: values.port !== undefined || Boolean(environment['STACKTRAY_PORT']),
    pagePort: portFrom('--page-port', values['page-port'] ?? (environment['STACKTRAY_PAGE_PORT'] || '7656')),
    dataFolder: resolve(
      values.data ?? (environment['STACKTRAY_DATA'] || defaultDataFolder(process.platform, environment)),
    ),
    task: taskFrom(values),
  };
}

function taskFrom(values: ReturnType<typeof parse>['values']): CommandTask | null {
  const [wanted, second] = commandTasks.filter((name) => values[name] !== undefined);
  if (second !== undefined) throw new UsageError(`--${String(wanted)} and --${second} cannot be done at once.`);
  if (wanted === undefined) return null;
  const file = values[wanted];
  return { name: wanted, file: typeof file === 'string' ? resolve(file) : '' };
}

function parse(args: string[]): ReturnType<typeof parseArgs<typeof shape>> {
  try {
    return parseArgs({ ...shape, args });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** What follows `--`, else our options with their values, as `--port 1` or `--port=1`. */
function ownArguments(args: string[]): string[] {
  const end = args.indexOf('--');
  if (end !== -1) return args.slice(end + 1);
  return args.filter((arg, index) => {
    const isOption = /^--(?:headless|help|port|page-port|data|check|repair|back-up|restore|export|import)(?:=|$)/.test(
      arg,
    );
    return isOption || /^--(?:port|page-port|data|back-up|restore|export|import)$/.test(args[index - 1] ?? '');
  });
}

const shape = {
  options: {
    headless: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
    port: { type: 'string' },
    'page-port': { type: 'string' },
    data: { type: 'string' },
    check: { type: 'boolean' },
    repair: { type: 'boolean' },
    'back-up': { type: 'string' },
    restore: { type: 'string' },
    export: { type: 'string' },
    import: { type: 'string' },
  },
  strict: true,
} as const;

function portFrom(option: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`${option} wants a port from 0 to 65535, not "${text}".`);
}
