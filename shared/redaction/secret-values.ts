/** Values that tell by their shape what they are, whatever the field is called. Every repeat in here is bounded. */
import type { Span } from './linear-pattern.ts';

/** How many digits a card has, and how they may be grouped. */
const cardRun = /(?<![\d.])\d(?:[ -]?\d){13,18}(?![\d])/g;
const email = /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\.[a-z]{2,24}/gi;
const shapes: readonly RegExp[] = [
  /\b(?:bearer|basic)\s{1,3}([\w.~+/=-]{8,4096})/gi,
  // A signed token: three parts of base64, the first of which is always a JSON object.
  /\b(eyJ[\w-]{8,2048}\.[\w-]{4,8192}\.[\w-]{0,2048})/g,
  /\b((?:sk|pk|rk)_(?:live|test)_\w{8,128}|gh[pousr]_\w{20,255}|xox[abprs]-[\w-]{8,255}|AKIA[0-9A-Z]{16})/g,
  /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----([^-]{0,8192})/g,
  // The password within an address.
  /\/\/[^\s/:@]{0,128}:([^\s/@]{1,256})@/g,
];

/** Keys, signed tokens and passwords within addresses. */
export function secretSpans(text: string): Span[] {
  return shapes.flatMap((shape) => Array.from(text.matchAll(shape), spanOfGroup));
}

/** Numbers of payment cards: of a card's length and beginning, with the check digit that they must have. */
export function cardSpans(text: string): Span[] {
  return Array.from(text.matchAll(cardRun)).flatMap(({ 0: found, index }): Span[] =>
    isCard(found.replace(/\D/g, '')) ? [[index, index + found.length]] : [],
  );
}

export function isCard(digits: string): boolean {
  if (!/^(?:[3-6]\d|2[2-7])\d{12,17}$/.test(digits)) return false;
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const counted = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

export function emailSpans(text: string): Span[] {
  return Array.from(text.matchAll(email), ({ 0: found, index }): Span => [index, index + found.length]);
}

function spanOfGroup({ 0: whole, 1: secret = whole, index }: RegExpExecArray): Span {
  const from = index + whole.lastIndexOf(secret);
  return [from, from + secret.length];
}
