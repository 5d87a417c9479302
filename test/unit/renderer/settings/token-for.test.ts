import { expect, it } from 'vitest';
import { tokenFor } from '../../../../renderer/settings/token-for.ts';
import type { ProjectToken } from '../../../../shared/project.ts';

const token = (change: Partial<ProjectToken>): ProjectToken => ({
  ...{ id: 1, projectId: 1, name: 'post', secret: 'secret-abcd', hint: 'abcd' },
  ...{ scopes: ['post_server_item'], status: 'enabled', createdAt: 0, limit: null },
  ...change,
});

it.each([
  ['no project yet', null, 'own'],
  ['its own token', { tokens: [token({})], isFirst: false }, 'secret-abcd'],
  ['tokens on their way', { tokens: undefined, isFirst: false }, 'own'],
  ['a token from elsewhere', { tokens: [token({ secret: null })], isFirst: false }, null],
  ['the first project', { tokens: [token({ secret: null })], isFirst: true }, 'own'],
  ['a token that may only read', { tokens: [token({ scopes: ['read'] })], isFirst: true }, 'own'],
  ['a disabled token', { tokens: [token({ status: 'disabled' }), token({ secret: 'two' })], isFirst: false }, 'two'],
])('%s', (_name, project, secret) => {
  expect(tokenFor(project, 'own').secret).toBe(secret);
});
