/** Names of fields whose values nobody should see. */

/** As the last word of a name, or as the end of one that is written as one word. */
const secretWords = [
  ...['password', 'passwd', 'passphrase', 'pwd', 'secret', 'token', 'authorization', 'cookie', 'cookies', 'credential'],
  ...['credentials', 'apikey', 'accesskey', 'secretkey', 'privatekey', 'signingkey', 'encryptionkey', 'bearer', 'jwt'],
  ...['sessionid', 'sessid', 'csrf', 'xsrf', 'cvv', 'cvc', 'ssn', 'iban', 'cardnumber', 'creditcard', 'otp', 'pin'],
];
/** Anywhere in a name. */
const secretParts = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'authorization',
  'apikey',
  'privatekey',
  'credential',
];
/** Short words end many a harmless name: they count alone or as a word of their own. */
const shortest = 5;
/** What is longer is a sentence that somebody used as a key. */
const longestName = 64;

/** Is the value under this name to be masked? `own` are names that a person added. */
export function secretNames(hasBuiltIn: boolean, own: readonly string[]): (name: string) => boolean {
  const wanted = own.map(nameMatcher);
  return (name) => (hasBuiltIn && isSecret(name)) || wanted.some((matches) => matches(name));
}

function isSecret(name: string): boolean {
  if (name.length > longestName) return false;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const joined = words.join('');
  if (secretParts.some((part) => joined.includes(part))) return true;
  const last = words.at(-1) ?? '';
  return secretWords.some(
    (word) => joined === word || last === word || (word.length >= shortest && joined.endsWith(word)),
  );
}

/** Compares piece by piece between the stars, each at the first place where it fits: no way is tried twice. */
function nameMatcher(wanted: string): (name: string) => boolean {
  const pieces = wanted.toLowerCase().split('*');
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  return (name) => {
    const text = name.toLowerCase();
    if (pieces.length === 1) return text === first;
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const piece of pieces.slice(1, -1)) {
      const found = text.indexOf(piece, at);
      if (found === -1) return false;
      at = found + piece.length;
    }
    return at <= text.length - last.length;
  };
}
