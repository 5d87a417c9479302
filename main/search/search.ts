/**
 * The door of the room that says what can be searched of a report: its facts, short values that are counted, and its
 * words, by the part of the report they are in; and whether a report is what a search asks for. Pure.
 */
export { factsOf, type Fact } from './facts-of.ts';
export { reportMatcher } from './report-matcher.ts';
export { wordsOf, type ColumnWords } from './words-of.ts';
