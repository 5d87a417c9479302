/**
 * While more reports come than can be stored, taking them comes first: what stores them works a part of the time and
 * catches up afterwards, as long as the spool has room. Seen by both threads through one shared number.
 */

export type StormPace = Int32Array<SharedArrayBuffer>;

/** Reports per second from which on it is a storm: far more than one person's applications send. */
const stormRate = 1500;
const windowMs = 100;
/** How long storing rests in a storm, in times of how long it has worked. */
const restPerWork = 3;

export function createStormPace(): StormPace {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

export interface ArrivalMeter {
  /** So many reports were taken. `hasRoom`: may more of them wait? */
  arrived(count: number, hasRoom: boolean): void;
  stop(): void;
}

/** Tells `pace` whether there is a storm. */
export function startArrivalMeter(pace: StormPace): ArrivalMeter {
  let arrived = 0;
  let hasRoom = true;
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    Atomics.store(pace, 0, hasRoom && (arrived * 1000) / windowMs > stormRate ? 1 : 0);
    timer = arrived === 0 ? undefined : setTimeout(look, windowMs).unref();
    arrived = 0;
  };
  return {
    arrived: (count, room) => {
      arrived += count;
      hasRoom = room;
      timer ??= setTimeout(look, windowMs).unref();
    },
    stop: () => {
      clearTimeout(timer);
      Atomics.store(pace, 0, 0);
    },
  };
}

/** How long to rest after having stored for `workedMs`. In milliseconds. */
export function restAfter(pace: StormPace, workedMs: number): number {
  return Atomics.load(pace, 0) === 1 ? restPerWork * workedMs : 0;
}
