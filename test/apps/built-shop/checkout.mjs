import { Cart } from './cart.mjs';

/** The place that fails when a cart has a line without a price. */
export function checkOut(lines) {
  const cart = new Cart(lines);
  const receipt = [];
  for (const line of cart.lines) {
    receipt.push(priceOfLine(line));
  }
  return receipt;
}

function priceOfLine(line) {
  const { amount } = line.price;
  return amount * line.count;
}
