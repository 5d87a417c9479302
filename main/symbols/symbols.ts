/** The door of the room that reads symbol files: which source map a built file has, and what it says. */
export { applyMaps, mapVersion, type MapDesk } from './apply-maps.ts';
export { createMapIndex, versionKey, type MapIndex, type MapPlace } from './map-index.ts';
export { longestUrl, mapKey } from './map-url.ts';
export type { Original } from './source-map.ts';
export { createSymbolReader, type SymbolReader } from './symbol-reader.ts';
