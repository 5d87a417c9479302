/** rrweb's player in a frame that runs no scripts and reaches no network, whatever is played in it. */
import { Replayer } from '@rrweb/replay';
import type { Recording } from './read-recording.ts';

export interface Player {
  /** Milliseconds since the beginning. */
  readonly time: number;
  play(from: number): void;
  /** Stops, and shows the page as it was then. */
  pause(at: number): void;
  setSpeed(speed: number): void;
  /** Whether to hurry through the time in which nobody did anything. */
  setSkipping(skip: boolean): void;
  destroy(): void;
}

export interface PlayerEvents {
  /** Of the recorded page, in pixels. */
  size(width: number, height: number): void;
  end(): void;
  /** The recording cannot be played on. */
  broken(): void;
}

/** Stricter than the window's own policy, which frames inherit: pictures and fonts come out of the recording only. */
const policy = [
  `default-src 'none'`,
  `style-src 'unsafe-inline'`,
  `img-src data:`,
  `font-src data:`,
  `base-uri 'none'`,
  `form-action 'none'`,
].join('; ');

/** Builds the frame in `stage`. Throws when the recording cannot be played at all. */
export function startPlayer(stage: HTMLElement, { events }: Recording, on: PlayerEvents): Player {
  const silent = { log: () => undefined, warn: () => undefined };
  const replayer = new Replayer(events, {
    ...{ root: stage, logger: silent, showWarning: false, mouseTail: false },
    // Recorded focus would take the keyboard away from whoever watches.
    ...{ triggerFocus: false, UNSAFE_replayCanvas: false, inactivePeriodThreshold: 3000 },
  });
  harden(replayer.iframe);
  replayer.on('resize', (size: unknown) => {
    const { width, height } = size as { width: number; height: number };
    on.size(width, height);
  });
  replayer.on('finish', on.end);
  const stopListening = onTrouble(on.broken);
  const tried = (action: () => void): void => {
    try {
      action();
    } catch {
      on.broken();
    }
  };
  return {
    get time() {
      return replayer.getCurrentTime();
    },
    play: (from) => {
      tried(() => {
        replayer.play(from);
      });
    },
    pause: (at) => {
      tried(() => {
        // What happened in that very millisecond is part of it.
        replayer.pause(at + 1);
      });
    },
    setSpeed: (speed) => {
      replayer.setConfig({ speed });
    },
    setSkipping: (skipInactive) => {
      replayer.setConfig({ skipInactive });
    },
    destroy: () => {
      stopListening();
      replayer.destroy();
    },
  };
}

/** The policy is in force before anything is built, and stays with the frame when its document is opened anew. */
function harden(frame: HTMLIFrameElement): void {
  const inner = frame.contentDocument;
  if (!inner || frame.sandbox.value !== 'allow-same-origin') throw new Error('the frame is not sandboxed');
  const meta = inner.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = policy;
  inner.head.append(meta);
  frame.inert = true;
  frame.tabIndex = -1;
  frame.title = 'Recorded page';
}

/** Most of a recording is played from timers of rrweb, where nobody could catch what is thrown. */
function onTrouble(tell: () => void): () => void {
  const listener = (event: ErrorEvent): void => {
    event.preventDefault();
    tell();
  };
  window.addEventListener('error', listener);
  return () => {
    window.removeEventListener('error', listener);
  };
}
