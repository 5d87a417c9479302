/** The door of net: sockets that listen on this computer alone, and who holds a port that is taken. */
export { listenExactly, listenNearby, type Bound } from './listen.ts';
