/**
 * Who may ask for what, endpoint by endpoint, and what everybody else hears (rollbar.md 1.3 to 1.5). The endpoints are
 * those of the README; what each needs is written down here, from the specification and not from the code.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountScopes } from '../../shared/account.ts';
import { tokenScopes } from '../../shared/project.ts';
import { askApi, type ApiAnswer } from './rollbar-client.ts';
import { runCollector, type RunningCollector } from './running-collector.ts';

/**
 * `ingest` takes what programs tell, which a scope limits in strict mode only. `read` and `write` are for tokens of
 * projects and of the account, `account-read` and `account-write` for those of the account alone.
 */
type Need = 'nothing' | 'ingest' | 'read' | 'write' | 'account-read' | 'account-write';

/** What it needs, and the status for who may ask: about nothing that is there (999), and with an empty body. */
const endpoints: Record<string, [Need, number]> = {
  'GET /status/ping': ['nothing', 200],
  'POST /item': ['ingest', 422],
  'POST /deploy': ['ingest', 422],
  'PATCH /deploy/:id': ['ingest', 422],
  'POST /session': ['ingest', 422],
  'GET /item': ['read', 422],
  'GET /item/:id': ['read', 404],
  'PATCH /item/:id': ['write', 400],
  'GET /items': ['read', 200],
  'GET /item_by_counter/:counter': ['read', 404],
  'GET /search': ['read', 200],
  'GET /instances': ['read', 200],
  'GET /item/:id/instances': ['read', 404],
  'GET /instance/:id': ['read', 404],
  'DELETE /instance/:id': ['write', 404],
  'GET /deploys': ['read', 200],
  'GET /deploy/:id': ['read', 404],
  'GET /versions/:version': ['read', 422],
  'GET /versions/:version/items': ['read', 422],
  'GET /environments': ['read', 200],
  'GET /reports/top_active_items': ['read', 200],
  'GET /reports/occurrence_counts': ['read', 200],
  'GET /reports/activated_counts': ['read', 200],
  'POST /metrics/items': ['read', 422],
  'POST /metrics/ttr': ['read', 422],
  'POST /metrics/occurrences': ['read', 422],
  'POST /rql/jobs': ['read', 422],
  'GET /rql/jobs': ['read', 200],
  'GET /rql/job/:id': ['read', 404],
  'GET /rql/job/:id/result': ['read', 404],
  'POST /rql/job/:id/cancel': ['read', 404],
  'POST /sourcemap': ['ingest', 400],
  'POST /sourcemap/download': ['ingest', 422],
  'POST /signed_url/sourcemap_bundle': ['ingest', 422],
  // The address itself is the secret.
  'PUT /signed_url/sourcemap_bundle/:ticket': ['nothing', 403],
  'POST /dsym': ['ingest', 400],
  'POST /proguard': ['ingest', 400],
  'POST /fluttersymbols': ['ingest', 400],
  'GET /environment/:environment/session/:session/replay/:replay': ['read', 404],
  'DELETE /environment/:environment/session/:session/replay/:replay': ['write', 404],
  'GET /notifications/:channel': ['read', 404],
  'PUT /notifications/:channel': ['write', 404],
  'GET /notifications/:channel/rules': ['read', 404],
  'POST /notifications/:channel/rules': ['write', 404],
  'PUT /notifications/:channel/rules': ['write', 404],
  'GET /notifications/:channel/rule/:id': ['read', 404],
  'PUT /notifications/:channel/rule/:id': ['write', 404],
  'DELETE /notifications/:channel/rule/:id': ['write', 404],
  'GET /service_links': ['read', 200],
  'POST /service_links': ['write', 422],
  'GET /service_links/:id': ['read', 404],
  'PUT /service_links/:id': ['write', 404],
  'DELETE /service_links/:id': ['write', 404],
  'GET /project': ['read', 200],
  'GET /projects': ['account-read', 200],
  'POST /projects': ['account-write', 422],
  'GET /project/:id': ['account-read', 404],
  'DELETE /project/:id': ['account-write', 404],
  'GET /project/:id/access_tokens': ['account-read', 404],
  'POST /project/:id/access_tokens': ['account-write', 404],
  'PATCH /project/:id/access_token': ['account-write', 404],
  'PATCH /project/:id/access_token/:token': ['account-write', 404],
  'DELETE /project/:id/access_token': ['account-write', 404],
  'DELETE /project/:id/access_token/:token': ['account-write', 404],
  'GET /project/:id/teams': ['account-read', 404],
  'GET /users': ['account-read', 200],
  'GET /user/:id': ['account-read', 404],
  'GET /user/:id/teams': ['account-read', 404],
  'GET /user/:id/projects': ['account-read', 404],
  'GET /teams': ['account-read', 200],
  'POST /teams': ['account-write', 422],
  'GET /team/:id': ['account-read', 403],
  'DELETE /team/:id': ['account-write', 403],
  'GET /team/:id/users': ['account-read', 403],
  'GET /team/:id/projects': ['account-read', 403],
  'PUT /team/:id/project/:project': ['account-write', 403],
  'GET /team/:id/project/:project': ['account-read', 403],
  'DELETE /team/:id/project/:project': ['account-write', 422],
  'PUT /team/:id/user/:user': ['account-write', 403],
  'GET /team/:id/user/:user': ['account-read', 403],
  'DELETE /team/:id/user/:user': ['account-write', 422],
  'POST /team/:id/invites': ['account-write', 403],
  'GET /team/:id/invites': ['account-read', 403],
  'GET /invite/:id': ['account-read', 404],
  'DELETE /invite/:id': ['account-write', 404],
  'GET /invites': ['account-read', 200],
  'POST /people/delete_jobs': ['account-write', 422],
  'GET /people/delete_jobs/:id': ['account-read', 404],
};

const readme = readFileSync(new URL('../../main/protocols/rollbar/README.md', import.meta.url), 'utf8');
const rows = Array.from(
  readme.matchAll(/^\| ([A-Z]+) +\| `([^`]+)` +\| ([a-z ]+?) +\|/gm),
  ([, method = '', path = '', state = '']) => ({ name: `${method} ${path}`, state }),
);
const served = rows.filter(({ state }) => state === 'served').map(({ name }) => name);

it('knows what each served endpoint needs', () => {
  expect(served.toSorted()).toEqual(Object.keys(endpoints).toSorted());
});

const unknown = 'f'.repeat(32);
const holders = ['nobody', 'unknown', 'disabled', ...tokenScopes, 'account read', 'account write'] as const;
type Holder = (typeof holders)[number];
type Mode = 'default' | 'strict';

/** What of `ingest` a client's scope is enough for in strict mode, too; `POST /item` is sent a server's report here. */
const forClients = ['POST /deploy', 'POST /session'];
/** These take an unknown token in default mode, and make a project for it. */
const openToStrangers = ['item', 'session', 'sourcemap', 'dsym', 'proguard', 'fluttersymbols'].map(
  (name) => `POST /${name}`,
);

function mayAsk(name: string, holder: Holder, mode: Mode): boolean {
  const [need] = endpoints[name] ?? [];
  switch (need) {
    case 'nothing':
      return true;
    case 'ingest': {
      if (holder === 'unknown') return mode === 'default' && openToStrangers.includes(name);
      if (mode === 'default') return tokenScopes.some((scope) => scope === holder);
      return holder === 'post_server_item' || (holder === 'post_client_item' && forClients.includes(name));
    }
    case 'read':
      return holder === 'read' || holder === 'account read';
    case 'write':
      return holder === 'write' || holder === 'account write';
    case 'account-read':
      return holder === 'account read';
    case 'account-write':
      return holder === 'account write';
    case undefined:
      return false;
  }
}

/** The status and the message of a refusal. */
function refusal(name: string, holder: Holder): [number, RegExp] {
  const isForStrangers = openToStrangers.includes(name);
  switch (holder) {
    case 'nobody':
      return isForStrangers
        ? [401, /^Invalid format\. access_token is missing and it is required\.$/]
        : [403, /^access_token is missing and it is required\.$/];
    case 'unknown':
      return [403, isForStrangers ? new RegExp(`^access token not found: ${unknown}$`) : /^invalid access token$/];
    case 'disabled':
      return [403, /^insufficient privileges: The access token is disabled\.$/];
    default: {
      const only = holder.replace('account ', '');
      return [
        403,
        new RegExp(
          `^insufficient privileges: (?:[\\w ]+ scope is required but the access token only has ${only}|` +
            'an account access token is required but this is a project access token)\\.$',
        ),
      ];
    }
  }
}

describe.each<Mode>(['default', 'strict'])('in %s mode', (mode) => {
  let running: RunningCollector;
  const tokens = new Map<Holder, string | null>([
    ['nobody', null],
    ['unknown', unknown],
  ]);

  beforeAll(async () => {
    running = await runCollector();
    const { call } = running.client;
    const create = { id: 1, name: 'one' };
    for (const scope of tokenScopes)
      tokens.set(scope, (await call('projects.createToken', { ...create, scopes: [scope] })).secret);
    const off = await call('projects.createToken', { ...create, scopes: [...tokenScopes] });
    await call('tokens.change', { id: off.token.id, status: 'disabled' });
    tokens.set('disabled', off.secret);
    for (const scope of accountScopes)
      tokens.set(`account ${scope}`, (await call('account.createToken', { name: scope, scopes: [scope] })).secret);
    await call('settings.change', { strict: mode === 'strict' });
  });
  afterAll(async () => {
    await running.dispose();
    expect(running.log).toEqual([]);
  });

  const ask = (name: string, holder: Holder): Promise<ApiAnswer> => {
    const [method = '', path = ''] = name.split(' ');
    const body = method === 'GET' ? {} : { body: name === 'POST /item' ? { data: {} } : {} };
    // A token of the account has to name a project; nobody else minds.
    const place = `${path.replaceAll(/:\w+/g, '999')}?project_id=1`;
    return askApi(running, { method, path: place, token: tokens.get(holder) ?? null, ...body });
  };

  it.each(served)('%s lets in who may ask, and tells everybody else why not', async (name) => {
    const [, then] = endpoints[name] ?? [];
    for (const holder of holders) {
      const { status, body, text } = await ask(name, holder);
      const said = `${holder}: ${text}`;
      if (mayAsk(name, holder, mode)) {
        expect(status, said).toBe(then);
        expect(body.message ?? '', said).not.toMatch(/privileges|access.token (?:is|not)|invalid access/);
      } else {
        const [refused, message] = refusal(name, holder);
        expect(status, said).toBe(refused);
        expect(body, said).toEqual({ err: 1, message: expect.stringMatching(message) as string });
      }
      if (status >= 400) expect(Object.keys(body).slice(0, 2), said).toEqual(['err', 'message']);
      else if (name !== 'GET /status/ping') expect(body, said).toMatchObject({ err: 0 });
    }
  });

  it.each(rows.filter(({ state }) => state !== 'served'))('$name is not there for anybody', async ({ name }) => {
    for (const holder of holders) {
      const { status, body } = await ask(name, holder);
      expect([404, 405]).toContain(status);
      expect(body).toEqual({ err: 1, message: status === 404 ? 'not found' : 'method not allowed' });
    }
  });
});
