/** The colours of renderer/tokens.css, and how well one can be read on another (WCAG 2.2). */

export type Theme = 'light' | 'dark';

/** Colour by name as `#rrggbb`; what is not one colour (shadows, translucent ones) is left out. */
export function colorsOf(css: string, theme: Theme): Map<string, string> {
  const start = css.indexOf(':root {');
  const block = css.slice(start, css.indexOf('\n}', start));
  const written = new Map(
    Array.from(block.matchAll(/--([\w-]+):\s*([^;]+);/g), ([, name = '', value = '']) => [name, value]),
  );
  const resolve = (value: string): string | undefined => {
    const [, other] = /^var\(--([\w-]+)\)$/.exec(value) ?? [];
    if (other !== undefined) return resolve(written.get(other) ?? '');
    const [, light, dark] = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value) ?? [];
    return (theme === 'light' ? light : dark) ?? /^#\w{6}$/.exec(value)?.[0];
  };
  const colors = new Map<string, string>();
  for (const [name, value] of written) {
    const color = resolve(value);
    if (color !== undefined) colors.set(name, color);
  }
  return colors;
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
