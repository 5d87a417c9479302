/** Colours of the design for a canvas, which knows no custom properties. */

/** What `css` (any colour, e.g. `var(--line)`) is where `element` stands, in the theme of this moment. */
export function colourAt(element: HTMLElement, css: string): string {
  element.style.color = css;
  return getComputedStyle(element).color;
}

/** Calls back when another theme holds; returns the function that ends it. */
export function onThemeChange(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const watch = new MutationObserver(changed);
  watch.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  system.addEventListener('change', changed);
  return () => {
    watch.disconnect();
    system.removeEventListener('change', changed);
  };
}
