/** What resolves items of a project without anybody pressing a key. All of it is off until somebody switches it on. */
export interface ResolveRules {
  /** Active items for which nothing came for so many days are resolved; null: never. */
  quietDays: number | null;
  /** Commits that say `fixes st#12`, in the mapped folders of the project, resolve item 12. */
  byCommits: boolean;
}

export const mostQuietDays = 3650;

/** How long what is deleted can be brought back. */
export const deletedDays = 30;
