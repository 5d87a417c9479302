/**
 * Who may write first. SQLite lets one connection write and has the others look again and again, which a thread that
 * stores a storm without a pause would win every time. So whoever works behind the scenes gives way to what a person does.
 */

/** Shared by the threads of the process: how many transactions of a person wait or run. */
export type RightOfWay = Int32Array<SharedArrayBuffer>;

/** Longer than any transaction of a person: should one hang, the others go on. In milliseconds. */
const longestMs = 2000;

export function createRightOfWay(): RightOfWay {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Runs `work`, which writes for a person, before what gives way. */
export function goFirst<Result>(right: RightOfWay, work: () => Result): Result {
  Atomics.add(right, 0, 1);
  try {
    return work();
  } finally {
    Atomics.sub(right, 0, 1);
    Atomics.notify(right, 0);
  }
}

/** Returns when nobody goes first. Stops the thread that calls it meanwhile. */
export function giveWay(right: RightOfWay): void {
  const until = performance.now() + longestMs;
  for (let before = Atomics.load(right, 0); before > 0; before = Atomics.load(right, 0)) {
    const left = until - performance.now();
    if (left <= 0) return;
    Atomics.wait(right, 0, before, left);
  }
}
