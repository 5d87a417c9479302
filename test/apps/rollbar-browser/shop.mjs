/** The part of the small page that fails. Tests name its functions and messages, so a change here is a change there. */
export function checkOut() {
  const cart = undefined;
  return cart.total;
}

function readPrices() {
  throw new RangeError('price 1250 is out of range');
}

function loadCatalogue() {
  try {
    return readPrices();
  } catch (cause) {
    throw new TypeError('the catalogue cannot be read', { cause });
  }
}

export function openShop() {
  try {
    return loadCatalogue();
  } catch (cause) {
    throw new Error('the shop cannot open', { cause });
  }
}
