import { expect, it } from 'vitest';
import { reportEraser } from '../../../../../main/store/forget/erase-report.ts';
import { tracesOf } from '../../../../../main/store/forget/person-traces.ts';

const ada = { projectId: 1, id: '7', username: 'ada', email: 'ada@example.org', name: 'Ada L' };
const traces = tracesOf({ by: 'email', value: 'ADA@example.org' }, [ada]);
const clean = reportEraser(traces);
const report = (data: object): string => JSON.stringify({ access_token: '', data });

it('knows a text that means one person from a word that may mean another', () => {
  expect(traces.everywhere).toEqual(['ADA@example.org', 'ada@example.org']);
  expect(traces.own).toEqual(['ada', 'Ada L']);
  const by = (username: string, id: string) =>
    tracesOf({ by: 'username', value: username }, [{ ...ada, username, id }]);
  expect(by('ada.l7', '4711').everywhere).toEqual(['ada.l7', 'ada@example.org']);
  expect(by('adelaide', 'usr_00ab12').everywhere).toEqual(['usr_00ab12', 'ada@example.org']);
});

it.each([
  ['by the id that was kept', { person: { id: 7 } }, true],
  ['by what the report says', { person: { email: 'Ada@Example.org' } }, false],
])('finds a report of the person %s', (_how, data, isKnown) => {
  expect(clean(report(data), isKnown)).toEqual({ isOwn: true, text: report({}) });
});

it('takes out of their own reports the person, addresses and what names them anywhere', () => {
  const data = {
    person: { ...ada, phone: '+49 30 1234' },
    request: {
      ...{ url: 'http://x/ada', user_ip: '203.0.113.9', cookies: { session: 's' } },
      headers: { cookie: 's', 'X-Real-IP': '203.0.113.9', Accept: '*/*' },
    },
    custom: { text: 'ada called from 203.0.113.9, phone +49 30 1234; Adam did not' },
  };
  expect(JSON.parse(clean(report(data), true).text ?? '')).toEqual({
    access_token: '',
    data: {
      request: { url: 'http://x/[removed]', headers: { Accept: '*/*' } },
      custom: { text: '[removed] called from [removed], phone [removed]; Adam did not' },
    },
  });
});

it('takes only what means the person out of the reports of others', () => {
  const data = { person: { id: 8, username: 'ada' }, custom: { mail: 'ada@example.org', name: 'ada' } };
  expect(clean(report(data), false)).toEqual({
    isOwn: false,
    text: report({ person: { id: 8, username: 'ada' }, custom: { mail: '[removed]', name: 'ada' } }),
  });
});

it('leaves a report alone that has nothing of the person', () => {
  expect(clean(report({ custom: { a: 'adamant \u00e9' } }), false)).toEqual({ isOwn: false, text: null });
  expect(clean('{"data":{"custom":"\\u00e9"}}', false)).toEqual({ isOwn: false, text: null });
});

it('reads escapes, and texts that are no JSON', () => {
  expect(clean(String.raw`{"data":{"custom":"ada\u0040example.org"}}`, false).text).toBe(
    '{"data":{"custom":"[removed]"}}',
  );
  expect(clean('mail ada@example.org', false).text).toBe('mail [removed]');
  expect(clean('ada has no data', true)).toEqual({ isOwn: true, text: '[removed] has no data' });
});

it('survives a report that is nested beyond any stack', () => {
  const deep = `{"data":{"person":{"id":"7"},"custom":${'['.repeat(100_000)}"ada"${']'.repeat(100_000)}}}`;
  const { isOwn, text } = clean(deep, true);
  expect(isOwn).toBe(true);
  expect(text).not.toContain('ada');
});
