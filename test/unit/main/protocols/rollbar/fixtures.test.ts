/** Every recorded report beside the occurrence that is expected of it. UPDATE_EXPECTED=1 rewrites the expectations. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readStored } from '../../../../../main/protocols/protocols.ts';

const folder = join(import.meta.dirname, '../../../../fixtures/rollbar');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'));
const meta = { receivedAt: 1_767_225_700_000, remoteAddress: '::ffff:198.51.100.23', uuid: 'uuid-of-the-test' };

describe('a recorded report', () => {
  test.each(fixtures)('%s becomes the expected occurrence', (name) => {
    const occurrence = readStored('rollbar', readFileSync(join(folder, name), 'utf8'), meta);
    const expectation = join(folder, name.replace(/\.json$/, '.expected.json'));
    if (process.env['UPDATE_EXPECTED']) writeFileSync(expectation, `${JSON.stringify(occurrence, null, 2)}\n`);
    expect(occurrence).toEqual(JSON.parse(readFileSync(expectation, 'utf8')));
  });

  test('is there for each family of clients', () => {
    const families = new Set(
      fixtures.map((name) =>
        name
          .split('-')
          .slice(0, 2)
          .join('-')
          .replace(/-[\d.]+$/, ''),
      ),
    );
    expect([...families].sort()).toEqual([
      ...['pyrollbar', 'rollbar-apple', 'rollbar-gem', 'rollbar-go', 'rollbar-java', 'rollbar-php'],
      ...['rollbar.js-browser', 'rollbar.js-node', 'script-none'],
    ]);
  });
});
