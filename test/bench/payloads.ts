/**
 * Reports in the shape of real SDKs, made from a few templates by overwriting bytes: the generator must cost little next
 * to what it measures. Each report has a uuid and values of its own; the word in its frames says which item it is of.
 */
import { randomFrom, zipf } from './random.ts';
import { templates, uuidMark, valueMark, wordMark, type Template } from './payload-templates.ts';

export interface PayloadMix {
  seed: number;
  /** How many items the reports are spread over, the first ones often (Zipf); every one occurs once to begin with. */
  items: number;
  /** One report of so many is large; 0 for none. */
  largeOneIn: number;
}

export interface Payloads {
  /** The next request, head and body; the bytes belong to the generator until it is asked again. */
  next(): Buffer;
  /** Mean length of the bodies handed out, in bytes. */
  meanBody(): number;
}

export function createPayloads(
  mix: PayloadMix,
  head: (length: number) => string,
  of: readonly Template[] = templates(),
): Payloads {
  const random = randomFrom(mix.seed);
  const pick = zipf(mix.items, random);
  const made = of.map((template) => prepare(template, head));
  const usual = made.filter(({ isLarge }) => !isLarge);
  const large = made.filter(({ isLarge }) => isLarge);
  const fresh = wordWriter(random);
  let sent = 0;
  let bytes = 0;
  return {
    next: () => {
      const item = sent < mix.items ? sent : pick();
      const isLarge = mix.largeOneIn > 0 && sent % mix.largeOneIn === mix.largeOneIn - 1;
      sent += 1;
      // The template goes with the item, so that an item's reports are of one kind.
      const choice = isLarge ? large : usual;
      const ready = choice[item % choice.length];
      if (ready === undefined) throw new Error('there are no templates');
      for (const at of ready.words) ready.bytes.write(wordOf(item), at, 'latin1');
      for (const at of ready.values) fresh.hex(ready.bytes, at, 12);
      if (ready.uuid !== -1) fresh.uuid(ready.bytes, ready.uuid);
      bytes += ready.bodyLength;
      return ready.bytes;
    },
    meanBody: () => (sent === 0 ? 0 : bytes / sent),
  };
}

interface Prepared {
  bytes: Buffer;
  bodyLength: number;
  isLarge: boolean;
  uuid: number;
  words: number[];
  values: number[];
}

function prepare({ text, isLarge }: Template, head: (length: number) => string): Prepared {
  const before = head(Buffer.byteLength(text));
  const bytes = Buffer.from(before + text);
  const [uuid = -1] = placesOf(bytes, uuidMark);
  return {
    ...{ bytes, isLarge, uuid },
    bodyLength: bytes.length - Buffer.byteLength(before),
    words: placesOf(bytes, wordMark),
    values: placesOf(bytes, valueMark),
  };
}

function placesOf(bytes: Buffer, mark: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.length)) places.push(at);
  return places;
}

/** A word of its own for each item: letters alone, since graders of stack traces take numbers for noise. */
export function wordOf(item: number): string {
  const letters = 'bcdfghjklmnpqrstvwxz';
  let rest = (item * 7919 + 12_345) % letters.length ** 5;
  let word = 'B';
  for (let i = 0; i < 5; i += 1) {
    word += letters.charAt(rest % letters.length);
    rest = Math.floor(rest / letters.length);
  }
  return word;
}

function wordWriter(random: () => number): {
  hex(bytes: Buffer, at: number, length: number): void;
  uuid(bytes: Buffer, at: number): void;
} {
  const hex = (bytes: Buffer, at: number, length: number): void => {
    for (let i = 0; i < length; i += 4) {
      const digits = Math.floor(random() * 65_536)
        .toString(16)
        .padStart(4, '0');
      bytes.write(digits.slice(0, length - i), at + i, 'latin1');
    }
  };
  return {
    hex,
    uuid: (bytes, at) => {
      hex(bytes, at, 8);
      hex(bytes, at + 9, 4);
      hex(bytes, at + 15, 3);
      hex(bytes, at + 20, 3);
      hex(bytes, at + 24, 12);
    },
  };
}
