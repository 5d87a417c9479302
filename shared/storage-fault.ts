/** What can be wrong with the place where everything is kept, in words for whoever has to mend it. */
export interface FaultWords {
  /** What is wrong, as a sentence. */
  message: string;
  /** What to do about it. */
  advice: string;
}

export const storageFaults = {
  'disk-full': {
    message: 'The disk is full.',
    advice: 'Free some space on the disk of the data folder: Stacktray goes on by itself.',
  },
  'read-only': {
    message: 'Files of the data folder cannot be opened or written.',
    advice: 'Give this user the right to read and write the folder and its files: Stacktray goes on by itself.',
  },
  locked: {
    message: 'Another program has locked the database.',
    advice: 'Close the program that has stacktray.db open: Stacktray goes on by itself.',
  },
  damaged: {
    message: 'The database is damaged.',
    advice: 'Repair it or restore a backup, under Data in the settings. The damaged file is kept.',
  },
  missing: {
    message: 'The data folder is gone.',
    advice: 'Put it back where it was, or start Stacktray again to begin with an empty one.',
  },
  'no-descriptors': {
    message: 'The system allows no more open files.',
    advice: 'Close programs, or raise the limit of open files: Stacktray goes on by itself.',
  },
  'out-of-order': {
    message: 'The disk fails.',
    advice: 'Look after the disk of the data folder, and copy the folder to another one.',
  },
} as const satisfies Record<string, FaultWords>;

export type StorageFault = keyof typeof storageFaults;
