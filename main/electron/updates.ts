/**
 * Updates of the program. Off until a build is made with a publish target: only then does electron-builder write the file
 * that says where updates come from. Once on, an update is loaded by itself and installed when Stacktray is quit.
 */
import type { UpdateState } from '../../shared/desktop.ts';

/** The part of electron-updater that is used. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  logger: unknown;
  on(event: 'checking-for-update' | 'update-not-available', listener: () => void): unknown;
  on(event: 'update-available' | 'update-downloaded', listener: (info: { version: string }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  checkForUpdates(): Promise<unknown>;
}

export interface Updates {
  state(): UpdateState;
  stop(): void;
}

export interface UpdateSource {
  isPackaged: boolean;
  /** Was the build made with a publish target? */
  hasTarget: boolean;
  load: () => Promise<Updater>;
}

const everyMs = 6 * 3_600_000;

export function startUpdates({ isPackaged, hasTarget, load }: UpdateSource): Updates {
  if (!isPackaged || !hasTarget) {
    const reason = isPackaged ? 'This build has no publish target.' : 'Stacktray runs from its sources.';
    return { state: () => ({ kind: 'off', reason }), stop: () => undefined };
  }
  let state: UpdateState = { kind: 'current' };
  let timer: NodeJS.Timeout | undefined;
  const fail = (error: unknown): void => {
    state = { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  };
  load().then((updater) => {
    follow(updater, (next) => {
      state = next;
    });
    const check = (): void => {
      // What is loaded already is not looked for again.
      if (state.kind !== 'ready') updater.checkForUpdates().catch(fail);
    };
    check();
    timer = setInterval(check, everyMs).unref();
  }, fail);
  return {
    state: () => state,
    stop: () => {
      clearInterval(timer);
    },
  };
}

function follow(updater: Updater, tell: (state: UpdateState) => void): void {
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = true;
  updater.logger = null;
  updater.on('checking-for-update', () => {
    tell({ kind: 'checking' });
  });
  updater.on('update-not-available', () => {
    tell({ kind: 'current' });
  });
  updater.on('update-available', ({ version }) => {
    tell({ kind: 'loading', version });
  });
  updater.on('update-downloaded', ({ version }) => {
    tell({ kind: 'ready', version });
  });
  updater.on('error', ({ message }) => {
    tell({ kind: 'failed', reason: message });
  });
}
