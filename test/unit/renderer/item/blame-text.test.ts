import { expect, it } from 'vitest';
import { blameText } from '../../../../renderer/item/blame-text.ts';

it('says who, when, and in which commit', () => {
  const at = new Date(2026, 0, 5, 9, 0, 0).getTime();
  const committed = { kind: 'committed' as const, commit: 'a1b2c3d4e5f6', author: 'Ada\nLovelace', at, subject: 'Pay' };
  expect(blameText({ ...committed, dirty: false })).toEqual({
    words: 'Ada Lovelace changed this line, 5 Jan 2026, 09:00:00',
    commit: { id: 'a1b2c3d4', subject: 'Pay' },
    aside: null,
  });
  expect(blameText({ ...committed, dirty: true }).aside).toBe('The file has uncommitted changes.');
  expect(blameText({ kind: 'uncommitted' })).toMatchObject({ words: 'This line is not committed yet.', commit: null });
  expect(blameText({ kind: 'unknown', words: 'No clone.' }).words).toBe('No clone.');
});
