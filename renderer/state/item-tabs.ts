/** The tabs of an item's page, in their order. An address names them, so a name, once used, keeps its meaning. */
export const itemTabs = [
  ...(['traceback', 'occurrences', 'telemetry', 'request', 'context'] as const),
  ...(['people', 'breakdown', 'related', 'raw', 'activity', 'compare'] as const),
] as const;
export type ItemTab = (typeof itemTabs)[number];

export function isItemTab(text: string | null): text is ItemTab {
  return itemTabs.some((tab) => tab === text);
}
