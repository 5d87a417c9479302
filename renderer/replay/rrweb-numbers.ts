/** rrweb's numbers for what it records, as far as it is played. */

export const eventTypes = { loaded: 0, load: 1, picture: 2, change: 3, page: 4, custom: 5 } as const;

export const nodeTypes = { document: 0, doctype: 1, element: 2, text: 3, cdata: 4, comment: 5 } as const;

export const sources = {
  ...{ mutation: 0, mouseMove: 1, mouse: 2, scroll: 3, viewport: 4, input: 5, touchMove: 6, styleRule: 8, drag: 12 },
  ...{ styleDeclaration: 13, selection: 14, adoptedStyles: 15 },
} as const;
