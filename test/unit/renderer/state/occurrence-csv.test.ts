import { expect, it } from 'vitest';
import { csvHead, csvLines } from '../../../../renderer/state/occurrence-csv.ts';
import { anOccurrenceRow } from '../an-occurrence-row.ts';

it('has a head with the fixed columns and the chosen ones', () => {
  expect(csvHead(['custom.a'])).toBe('id,uuid,occurred_at,received_at,environment,level,version,person,custom.a\r\n');
});

it('has a line for each occurrence, quoted where it must be', () => {
  const row = anOccurrenceRow({ id: 3, release: '1,2', personId: 'a"b', values: ['two\nlines', null, true, -4] });
  expect(csvLines([row])).toBe(
    '3,u3,2027-01-15T08:00:00.000Z,2027-01-15T08:00:00.000Z,production,error,"1,2","a""b","two\nlines",,true,-4\r\n',
  );
});

it.each(['=1+1', '+1', '-1', '@sum', '\tx'])('%j of a payload is no formula', (text) => {
  expect(csvLines([anOccurrenceRow({ id: 1, values: [text] })])).toContain(`,'${text}\r\n`);
});
