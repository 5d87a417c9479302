/** Rules that cannot be used; the message says where and why, as a sentence for the person who wrote them. */
export class RuleError extends Error {
  constructor(where: string, problem: string) {
    super(`${where}: ${problem}`);
    this.name = 'RuleError';
  }
}
