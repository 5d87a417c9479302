/** The frame that a key is about, found on the page: the one that has the keyboard, else the first that is open. */

/** Where a frame is in its occurrence. */
export interface FramePlace {
  exception: number;
  frame: number;
}

/** Puts the keyboard on the project's next or previous frame, around the end, and opens it. */
export function stepFrame(by: 1 | -1): void {
  const frames = [...document.querySelectorAll<HTMLElement>('[data-project-frame]')];
  const at = frames.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? frames.at(by === 1 ? 0 : -1) : frames[(at + by + frames.length) % frames.length];
  next?.focus();
  if (next?.ariaExpanded === 'false') next.click();
}

/** Null when no frame is shown. */
export function frameInHand(): FramePlace | null {
  const focused = document.activeElement?.closest('[data-frame]');
  const open = document.querySelector('[data-frame][aria-expanded="true"]');
  const first = document.querySelector('[data-frame][data-project-frame]') ?? document.querySelector('[data-frame]');
  return placeFrom((focused ?? open ?? first)?.getAttribute('data-frame') ?? '');
}

/** How a frame's place is written on the page. */
export function placeText({ exception, frame }: FramePlace): string {
  return `${String(exception)}:${String(frame)}`;
}

function placeFrom(text: string): FramePlace | null {
  const [, exception, frame] = /^(\d+):(\d+)$/.exec(text) ?? [];
  return exception === undefined || frame === undefined ? null : { exception: Number(exception), frame: Number(frame) };
}
