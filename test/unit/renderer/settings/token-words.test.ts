import { expect, it } from 'vitest';
import { wordsOfLimit, wordsOfScopes } from '../../../../renderer/settings/token-words.ts';

it('names scopes by what they allow', () => {
  expect(wordsOfScopes(['read', 'write'])).toBe('read, change and delete');
  expect(wordsOfScopes(['write', 'read', 'post_client_item', 'post_server_item'])).toBe('everything');
});

it('names limits by their window, also one that only programs can set', () => {
  expect(wordsOfLimit({ count: 100, seconds: 3600 })).toBe('100 per hour');
  expect(wordsOfLimit({ count: 1, seconds: 7 })).toBe('1 per 7 seconds');
});
