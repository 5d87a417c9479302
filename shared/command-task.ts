/** What the command line can be told to do with the data instead of serving them. */
export const commandTasks = ['check', 'repair', 'back-up', 'restore', 'export', 'import'] as const;
export type CommandTaskName = (typeof commandTasks)[number];

export interface CommandTask {
  name: CommandTaskName;
  /** What is written or read, by its whole path; empty for a check and a repair. */
  file: string;
}
