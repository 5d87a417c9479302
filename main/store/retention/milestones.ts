/** Which occurrences of an item stay for good, by their number within it: the 1st, the 10th, the 100th and so on. Pure. */

/** Is there a milestone behind number `before` and at most at `number`? Of several that went, the next stored one stays. */
export function passesMilestone(before: number, number: number): boolean {
  let milestone = 1;
  while (milestone * 10 <= number) milestone *= 10;
  return number >= 1 && milestone > before;
}
