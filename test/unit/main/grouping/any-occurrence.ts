/** Arbitrary occurrences for property tests: any text anywhere, and texts that resemble real ones. */
import fc from 'fast-check';
import type { ExceptionRecord, Frame, Occurrence } from '../../../../shared/occurrence.ts';
import { aFrame, aMessage, anException, anOccurrence, aServer } from '../../an-occurrence.ts';

const files = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '/srv/app/20240101/a.js',
    'node:internal/timers',
    'C:\\app\\b.cs',
    'https://example.org/app.Bc12De34.js?v=1',
    'webpack:///./src/cart.ts',
  ),
);
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('User 12345 not found', 'HTTP 404 for /users/991', 'Jan  5 12:00:01 fe80::1 a@b.org'),
);
const orNull = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null });

const anyFrame: fc.Arbitrary<Frame> = fc
  .record({ file: files, function: orNull(texts), module: orNull(texts), inProject: fc.boolean() })
  .map(aFrame);

const anyException: fc.Arbitrary<ExceptionRecord> = fc
  .record({ class: texts, message: orNull(texts), frames: fc.array(anyFrame, { maxLength: 6 }) })
  .map(({ class: name, ...rest }) => ({ ...anException(name), ...rest }));

export const anyOccurrence: fc.Arbitrary<Occurrence> = fc
  .record({
    title: orNull(texts),
    exceptions: fc.array(anyException, { maxLength: 3 }),
    message: orNull(texts.map(aMessage)),
    crashReport: orNull(texts),
    context: orNull(texts),
    server: orNull(files.map(aServer)),
    language: fc.constantFrom(null, 'java 21', 'javascript', 'python 3.12'),
    notifier: fc.constantFrom(null, { name: 'rollbar/rollbar-go', version: '1.2.0' }),
    fingerprint: orNull(fc.array(texts, { maxLength: 3 })),
  })
  .map(anOccurrence);
