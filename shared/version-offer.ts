/** Versions in which items may be said to be resolved. */

export interface KnownVersion {
  name: string;
  /** Where it was seen or deployed; of a project. */
  environments: string[];
}

export interface VersionOffers {
  /** What may follow the latest one; none when its name tells nothing, as that of a commit. */
  next: string[];
  /** Latest first: in the order in which they were first heard of. */
  known: KnownVersion[];
}
