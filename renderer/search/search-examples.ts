/** What the help of the search shows: short examples of each kind of question. Each can be read by the grammar. */
export const searchExamples: readonly { title: string; examples: readonly [text: string, about: string][] }[] = [
  {
    title: 'Words',
    examples: [
      ['timeout', 'reports that say so anywhere: titles, frames, locals, requests'],
      ['"read timed out"', 'these words in this order'],
      ['-healthcheck', 'and leaves those out that say this'],
      ['#877', 'the item with this number'],
    ],
  },
  {
    title: 'State',
    examples: [
      ['is:new', 'nobody has looked at it since it came'],
      ['is:snoozed', 'also: active, muted, resolved, reactivated, assigned'],
      ['level:>=error', 'error and critical; level:info,debug for several'],
      ['assigned:nobody', 'or me, or the number of a user'],
    ],
  },
  {
    title: 'Amount and time',
    examples: [
      ['count:>100', 'more than a hundred reports'],
      ['people:5..10', 'five to ten people'],
      ['last:<24h', 'seen in the last day'],
      ['first:>2026-01-01', 'seen first after that day'],
    ],
  },
  {
    title: 'Where and whom',
    examples: [
      ['environment:production', 'also: host, framework, language, browser, os'],
      ['person:ada', 'id, name or address of a person'],
      ['file:cart.ts', 'the file of any frame; method: likewise'],
      ['custom[tenant]:acme', 'a custom value by its key'],
      ['local:userIdMap', 'the name of a local variable'],
    ],
  },
];
