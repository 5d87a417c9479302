import { describe, expect, it } from 'vitest';
import { offersAt, type Offer } from '../../../../renderer/query/complete-query.ts';

const paths = ['custom.tenant', 'request.headers.User-Agent', 'custom.a`b', 'custom.a\u202eb', 'person.id', 'limit'];

/** The offers where `|` stands. */
function at(text: string): { from: number | undefined; offers: Offer[] } {
  const place = text.indexOf('|');
  const found = offersAt(text.replace('|', ''), place, paths);
  return { from: found?.from, offers: found?.offers ?? [] };
}
const labels = (text: string): string[] => at(text).offers.map(({ label }) => label);
const textOf = (text: string, label: string): string | undefined =>
  at(text).offers.find((offer) => offer.label === label)?.text;

describe('the offers', () => {
  it('are columns, paths of the data, functions and words, for the word that is being written', () => {
    expect(at('select item.ti|').from).toBe(7);
    expect(labels('select item.ti|')).toEqual(
      expect.arrayContaining(['item.title', 'custom.tenant', 'count_distinct', 'WHERE']),
    );
    expect(labels('select |')).not.toContain('HAVING');
  });

  it('are the tables where a table has to stand', () => {
    expect(labels('select * from |')).toEqual(['item_occurrence', 'deploy']);
    expect(labels('select * FROM\n item|')).toEqual(['item_occurrence', 'deploy']);
  });

  it('are of the table that is asked, also before it is named', () => {
    expect(labels('select rev| from deploy')).toContain('revision');
    expect(labels('select rev| from deploy')).not.toContain('custom.tenant');
    expect(labels('select rev| from item_occurrence')).not.toContain('revision');
  });

  it('put paths into backticks that the language would not take otherwise, and leave out what would deceive', () => {
    expect(textOf('select |', 'custom.tenant')).toBe('custom.tenant');
    expect(textOf('select |', 'request.headers.User-Agent')).toBe('`request.headers.User-Agent`');
    expect(textOf('select |', 'limit')).toBe('`limit`');
    expect(labels('select |').filter((label) => label.startsWith('custom.a'))).toEqual([]);
    expect(labels('select |').filter((label) => label === 'person.id')).toHaveLength(1);
  });

  it('go on within backticks and close them once', () => {
    expect(at('select `requ|').from).toBe(8);
    expect(textOf('select `requ|', 'request.headers.User-Agent')).toBe('request.headers.User-Agent`');
    expect(textOf('select `requ|`', 'request.headers.User-Agent')).toBe('request.headers.User-Agent');
  });

  it('are none within a text', () => {
    expect(offersAt("where level = 'err", 18, paths)).toBeNull();
    expect(offersAt('where level = "it\\"s ', 21, paths)).toBeNull();
    expect(labels("where level = 'error' and |")).toContain('item.title');
  });
});
