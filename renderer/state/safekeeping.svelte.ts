/** The data as a whole: backups, checks, exports and imports. Asked for again while something runs. */
import { Refusal } from '../../shared/error-codes.ts';
import { pieceBytes, type FilePiece, type KeepingJob, type SafekeepingState } from '../../shared/safekeeping.ts';
import { codeOf, errorWords } from './error-words.ts';
import type { ChooseFolder } from './source.svelte.ts';
import type { Surroundings } from './surroundings.ts';

export type SafekeepingPage = ReturnType<typeof createSafekeeping>;

/** What only the desktop's window can do. */
export interface Desktop {
  repair(): void;
  openDataFolder(): void;
}

const pauseMs = 400;

export function createSafekeeping(
  { client, later }: Surroundings,
  chooseFolder: ChooseFolder | null,
  desktop: Desktop | null,
) {
  let now = $state.raw<SafekeepingState | null>(null);
  let failure = $state<string | null>(null);
  /** How much of a bundle has been brought, and of how much; null while none is. */
  let bringing = $state.raw<{ done: number; total: number } | null>(null);
  let stopWaiting: (() => void) | null = null;

  async function ask(call: () => Promise<SafekeepingState>): Promise<void> {
    stopWaiting?.();
    stopWaiting = null;
    try {
      now = await call();
      failure = null;
    } catch (error) {
      fail(error);
    }
    if (now?.job?.state === 'running') stopWaiting = later(load, pauseMs);
  }
  /** What the collector says about it is more than its code. */
  function fail(error: unknown): void {
    const { title, advice } = errorWords[codeOf(error)];
    failure = error instanceof Refusal && error.code === 'conflict' ? error.message : `${title}. ${advice}`;
  }
  function load(): void {
    void ask(() => client.call('data.read', {}));
  }

  return {
    /** Null until the collector has answered. */
    get now() {
      return now;
    },
    get job(): KeepingJob | null {
      return now?.job ?? null;
    },
    get isBusy(): boolean {
      return bringing !== null || now?.job?.state === 'running';
    },
    get failure() {
      return failure;
    },
    get bringing() {
      return bringing;
    },
    chooseFolder,
    /** Missing in a browser, which cannot show folders. */
    openDataFolder: desktop?.openDataFolder,
    /** Missing in a browser: starts the collector that has stopped, and lets it repair the data first. */
    repairAndStart: desktop?.repair,
    load,
    keepDaily: (keep: number) => ask(() => client.call('data.keepDaily', { keep })),
    backUp: (folder: string | null) => ask(() => client.call('data.backUp', { folder })),
    check: (backup: string | null) => ask(() => client.call('data.check', { backup })),
    restore: (backup: string) => ask(() => client.call('data.restore', { backup, file: null })),
    removeBackup: (backup: string) => ask(() => client.call('data.removeBackup', { backup })),
    cancel: () => ask(() => client.call('data.cancel', {})),
    export: (projectId: number | null) => ask(() => client.call('data.export', { projectId, itemIds: null })),
    async repair() {
      try {
        await client.call('data.repair', {});
      } catch (error) {
        fail(error);
      }
    },
    /** The parts of what was exported last; null when it is not there any more. */
    async exported(): Promise<Blob[] | null> {
      const parts: Blob[] = [];
      try {
        for (let after: number | null = 0; after !== null;) {
          const piece: FilePiece = await client.call('data.exported', { after });
          parts.push(new Blob([Uint8Array.from(atob(piece.base64), (letter) => letter.codePointAt(0) ?? 0)]));
          after = piece.next;
        }
        return parts;
      } catch (error) {
        fail(error);
        return null;
      }
    },
    /** Brings a bundle piece by piece, and has it imported. */
    async import(file: Blob) {
      bringing = { done: 0, total: file.size };
      try {
        for (let after = 0; after < file.size; after += pieceBytes) {
          await client.call('data.bring', { after, base64: await base64Of(file.slice(after, after + pieceBytes)) });
          bringing = { done: after, total: file.size };
        }
        await ask(() => client.call('data.import', {}));
      } catch (error) {
        fail(error);
      } finally {
        bringing = null;
      }
    },
  };
}

async function base64Of(piece: Blob): Promise<string> {
  const bytes = new Uint8Array(await piece.arrayBuffer());
  let text = '';
  // A call takes only so many arguments.
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCodePoint(...bytes.subarray(from, from + 8192));
  return btoa(text);
}
