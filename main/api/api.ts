/** The door of api: the contract on a wire, by HTTP, by message port and in memory. */
export type { Dispatcher } from './dispatcher.ts';
export { memoryWire } from './memory-wire.ts';
export { pageToken } from './page-token.ts';
export { createPageServer } from './serve-page.ts';
export { servePort, type ServedPort } from './serve-port.ts';
export { contentSecurityPolicy, readStaticFiles, type StaticFile } from './static-files.ts';
