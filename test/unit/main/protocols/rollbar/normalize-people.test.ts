import { describe, expect, test } from 'vitest';
import { personOf, serverOf } from '../../../../../main/protocols/rollbar/normalize-people.ts';
import { aSection, pathsOf } from './a-report.ts';

describe('a person', () => {
  test.each([undefined, null, {}, [], { id: null }, { id: '', email: null }])('%j is nobody', (person) => {
    const data = aSection({ person });
    expect(personOf(data)).toBeNull();
    expect(data.defects).toEqual([]);
  });

  test('is known by an id, which may be a number', () => {
    expect(personOf(aSection({ person: { id: 42, username: 'robin', email: null, plan: 'pro' } }))).toEqual({
      ...{ id: '42', username: 'robin', email: null, name: null, extra: { plan: 'pro' } },
    });
  });

  test('without an id has a defect', () => {
    const data = aSection({ person: { username: 'robin', name: 'Robin' } });
    expect(personOf(data)).toMatchObject({ id: null, username: 'robin', name: 'Robin' });
    expect(pathsOf(data)).toEqual(['data.person.id']);
  });

  test('has short names', () => {
    const data = aSection({ person: { id: 'i'.repeat(50), email: 'e'.repeat(300) } });
    expect(personOf(data)).toMatchObject({ id: 'i'.repeat(40), email: 'e'.repeat(255) });
    expect(pathsOf(data)).toEqual(['data.person.id', 'data.person.email']);
  });
});

describe('a server', () => {
  test('is none when the client says nothing of it', () => {
    expect(serverOf(aSection({ server: {} }))).toBeNull();
    expect(serverOf(aSection({}))).toBeNull();
  });

  test('is read field by field', () => {
    const server = { host: 'web-1', root: '/srv/app/', branch: 'main', code_version: '1', sha: '2', pid: 7 };
    expect(serverOf(aSection({ server }))).toEqual({
      ...{ host: 'web-1', root: '/srv/app', branch: 'main', release: '1', extra: { pid: 7 } },
    });
  });

  test.each([
    ['C:\\app\\', 'C:\\app'],
    ['/', null],
    ['', null],
  ])('root %j is %j', (root, expected) => {
    expect(serverOf(aSection({ server: { root } }))?.root).toBe(expected);
  });
});
