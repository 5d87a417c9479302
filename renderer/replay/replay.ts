/**
 * Plays what rrweb recorded of a page. Recordings are written by web pages, so they are hostile: they are made harmless
 * first, and then shown in a frame that runs nothing and loads nothing.
 */
export { startPlayer, type Player, type PlayerEvents } from './player.ts';
export { mostBytes, readRecording, type Recording, type Trouble } from './read-recording.ts';
