/** A pattern that cannot be used; its message says why, as a sentence for the person who wrote it. */
export class PatternError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PatternError';
  }
}
