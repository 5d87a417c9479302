/** What was appended is found again after any end of the process, up to the first byte that is missing. */
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { firstHead, openSpool, openSpoolReader, type Spool, type SpooledReport } from '../../../../main/spool/spool.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-spool-'));
  path = join(folder, 'spool');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function report(raw: string, more: Partial<SpooledReport> = {}): SpooledReport {
  const meta = { token: 't', protocol: 'rollbar' as const, uuid: 'u', receivedAt: 1, remoteAddress: '127.0.0.1' };
  return { ...meta, raw, mapped: null, ...more };
}

/** All that is outstanding, as a reader of its own sees it. */
function contents(spool: Spool): (string[] | null)[] {
  const reader = openSpoolReader(path);
  const found = spool.outstanding().map((frame) => reader.read(frame)?.map(({ raw }) => raw) ?? null);
  reader.close();
  return found;
}

/** What is found by a process that starts now. */
function foundAgain(head = firstHead, mostBytes = 1_000_000): (string[] | null)[] {
  const spool = openSpool(path, { head, mostBytes });
  const found = contents(spool);
  spool.close();
  return found;
}

test('gives back what was appended, byte by byte, in order', async () => {
  const spool = openSpool(path, { head: firstHead, mostBytes: 1_000_000 });
  const first = report('naïve 😀\u0000', { mapped: '{"a":1}', token: 'x'.repeat(500) });
  await spool.append([first, report('')]);
  await spool.append([report('second')]);
  const reader = openSpoolReader(path);
  const [frame] = spool.outstanding();
  expect(frame && reader.read(frame)).toEqual([first, report('')]);
  expect(spool.waiting()).toBe(3);
  reader.close();
  spool.close();
  expect(foundAgain()).toEqual([['naïve 😀\u0000', ''], ['second']]);
});

test('what is released is not found again, and its room is used anew', async () => {
  const spool = openSpool(path, { head: firstHead, mostBytes: 1_000_000 });
  const frame = await spool.append([report('one')]);
  spool.release(1);
  const size = statSync(path).size;
  await spool.append([report('two')]);
  expect(statSync(path).size).toBe(size);
  spool.close();
  expect(foundAgain({ position: 2, offset: frame?.length ?? 0 })).toEqual([['two']]);
});

test('has no room beyond its limit until something is released', async () => {
  const spool = openSpool(path, { head: firstHead, mostBytes: 1000 });
  while ((await spool.append([report('x'.repeat(100))])) !== null);
  const before = spool.outstanding().length;
  expect(before).toBeGreaterThan(1);
  spool.release(1);
  expect(await spool.append([report('y'.repeat(100))])).not.toBeNull();
  expect(await spool.append([report('z'.repeat(100))])).toBeNull();
  expect(contents(spool).at(-1)).toEqual(['y'.repeat(100)]);
  spool.close();
});

test('is emptied only when nothing is outstanding', async () => {
  const spool = openSpool(path, { head: firstHead, mostBytes: 1000 });
  await spool.append([report('secret')]);
  expect(spool.clear()).toBe(false);
  spool.release(1);
  expect(spool.clear()).toBe(true);
  expect(readFileSync(path)).toHaveLength(0);
  spool.close();
});

describe('after a crash', () => {
  test('a frame that is cut off anywhere is as if it had not been begun', async () => {
    const spool = openSpool(path, { head: firstHead, mostBytes: 1000 });
    await spool.append([report('whole')]);
    const whole = statSync(path).size;
    await spool.append([report('torn')]);
    spool.close();
    const bytes = readFileSync(path);
    for (let length = whole; length < bytes.length; length += 1) {
      writeFileSync(path, bytes);
      truncateSync(path, length);
      expect(foundAgain()).toEqual([['whole']]);
    }
  });

  test('a last frame of which any byte is another is not taken', async () => {
    const spool = openSpool(path, { head: firstHead, mostBytes: 1000 });
    await spool.append([report('whole')]);
    const whole = statSync(path).size;
    await spool.append([report('torn')]);
    spool.close();
    const bytes = readFileSync(path);
    for (let at = whole; at < bytes.length; at += 1) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      writeFileSync(path, damaged);
      expect(foundAgain()).toEqual([['whole']]);
    }
  });

  test('whatever was appended, stored and killed, exactly what was not stored is found', async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ append: fc.integer({ min: 0, max: 120 }) }),
        fc.record({ store: fc.integer({ min: 1, max: 4 }) }),
        fc.constant({ kill: true as const }),
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        rmSync(path, { force: true });
        let head = firstHead;
        let spool = openSpool(path, { head, mostBytes: 1200 });
        const expected: string[] = [];
        let made = 0;
        for (const step of sequence) {
          if ('append' in step) {
            const raw = `${String((made += 1))} ${'x'.repeat(step.append)}`;
            if ((await spool.append([report(raw)])) !== null) expected.push(raw);
          } else if ('store' in step) {
            const last = spool.outstanding()[Math.min(step.store, spool.outstanding().length) - 1];
            if (!last) continue;
            head = { position: last.position + 1, offset: last.offset + last.length };
            expected.splice(0, Math.min(step.store, expected.length));
            spool.release(last.position);
          } else {
            spool.close();
            spool = openSpool(path, { head, mostBytes: 1200 });
          }
          expect(contents(spool).flat()).toEqual(expected);
        }
        spool.close();
      }),
    );
  });
});
