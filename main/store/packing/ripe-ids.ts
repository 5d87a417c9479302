/** Which bodies have been here for a while, told by when their ids were seen first, and how fast new ones come. */

export interface RipeIds {
  /** Bodies up to `untilId` may be packed; `rate` is in reports per second since the last look. */
  look(): { untilId: number; rate: number };
}

/** Bodies that are read most, those of the last minute, stay as they are. */
const freshMs = 60_000;
/** No more often is it written down how far the ids were. */
const noteMs = 1000;

/** `now` in milliseconds since any moment, never going back. What is there at the beginning is ripe. */
export function ripeIds({ lastId, now }: { lastId: () => number; now: () => number }): RipeIds {
  let untilId = lastId();
  const seen: { id: number; at: number }[] = [{ id: untilId, at: now() }];
  let last = { id: untilId, at: now() };
  return {
    look: () => {
      const look = { id: lastId(), at: now() };
      const seconds = (look.at - last.at) / 1000;
      const rate = seconds > 0 ? (look.id - last.id) / seconds : 0;
      last = look;
      if (look.at - (seen.at(-1)?.at ?? 0) >= noteMs) seen.push(look);
      for (let [first] = seen; first && look.at - first.at >= freshMs; [first] = seen) {
        untilId = first.id;
        seen.shift();
      }
      return { untilId, rate };
    },
  };
}
