/** What somebody wants to buy. */
export class Cart {
  constructor(lines) {
    this.lines = lines.filter((line) => line.count > 0);
  }
}
