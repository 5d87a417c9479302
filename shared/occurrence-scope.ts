/** Which occurrences somebody looks at. */
export interface OccurrenceScope {
  /** Null for all projects, and for all items. */
  projectId: number | null;
  itemId: number | null;
  /** A search string; every term has to hold for the occurrence itself, or for its item where it is about items. */
  text: string;
  /** Unix milliseconds of the arrival; `to` is not included, null is open. */
  from: number | null;
  to: number | null;
}
