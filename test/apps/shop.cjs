/**
 * The part of the small application that fails. CommonJS, like many applications: of such files the SDK sends the source
 * around each frame. Tests name its functions and messages, so a change here is a change there.
 */
function checkOut() {
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

function openShop() {
  try {
    return loadCatalogue();
  } catch (cause) {
    throw new Error('the shop cannot open', { cause });
  }
}

module.exports = { checkOut, openShop };
