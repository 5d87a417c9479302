import { expect, it } from 'vitest';
import { isOwnHost } from '../../../../main/protocols/own-host.ts';

it.each(['127.0.0.1', '127.0.0.1:7655', 'localhost', 'LocalHost:80'])('%s is this computer', (host) => {
  expect(isOwnHost(host)).toBe(true);
});

it.each([
  ...[undefined, '', 'evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:7655', 'localhost:', ':7655'],
  ...['127.0.0.1@evil.example', 'localhost:7655/', '127.0.0.1\nevil', 'xlocalhost'],
])('%s is not', (host) => {
  expect(isOwnHost(host)).toBe(false);
});
