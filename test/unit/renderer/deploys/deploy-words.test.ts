import { expect, it } from 'vitest';
import { deployScript, durationOf, whoOf } from '../../../../renderer/deploys/deploy-words.ts';
import { aDeploy } from '../a-deploy.ts';

it('names who deployed, by the name of the account when there is no other', () => {
  expect(whoOf(aDeploy({ localUsername: 'robin', accountName: 'r' }))).toBe('robin');
  expect(whoOf(aDeploy({ localUsername: null, accountName: 'r' }))).toBe('r');
  expect(whoOf(aDeploy({ localUsername: null }))).toBeNull();
});

it('tells how long a deploy took only when it took time', () => {
  expect(durationOf(aDeploy({ startedAt: 0, finishedAt: 240_000 }))).toBe('4 min');
  expect(durationOf(aDeploy({ startedAt: 5, finishedAt: 5 }))).toBeNull();
  expect(durationOf(aDeploy({ finishedAt: null }))).toBeNull();
});

it('puts address and token into the command', () => {
  const script = deployScript('http://127.0.0.1:7655', 't0k');
  expect(script).toContain('curl http://127.0.0.1:7655/api/1/deploy ');
  expect(script).toContain("'X-Rollbar-Access-Token: t0k'");
});
