/** What a part of the page does to texts before its copy buttons put them on the clipboard; nothing unless it says so. */
import { getContext, setContext } from 'svelte';

type CopyMask = (text: string) => string;

const key = Symbol('copy mask');

/** To be called while the component that holds the buttons is made. */
export function setCopyMask(mask: CopyMask): void {
  setContext(key, mask);
}

/** To be called while the button is made. */
export function copyMask(): CopyMask {
  return getContext<CopyMask | undefined>(key) ?? ((text) => text);
}
