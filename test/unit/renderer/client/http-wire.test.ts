import { describe, expect, it } from 'vitest';
import { httpWire } from '../../../../renderer/client/http-wire.ts';
import type { CollectorNews } from '../../../../shared/bridge.ts';
import type { ErrorCode } from '../../../../shared/error-codes.ts';
import type { Wire } from '../../../../shared/wire.ts';

/** A stream of events that the test feeds, ends and breaks. */
interface Feed {
  send(event: string, payload: unknown): void;
  end(): void;
  fail(): void;
}

interface Scene {
  wire: Wire;
  news: CollectorNews[];
  pauses: number[];
  asked: { url: string; init: RequestInit }[];
  /** Resolves with the feed of the next stream that is opened. */
  nextFeed(): Promise<Feed>;
  /** What the next request for the events gets instead of a stream. */
  refuseNext(answer: () => Response): void;
}

const refused = (code: ErrorCode, status: number) => () =>
  Response.json({ error: { code, message: `because of ${code}` } }, { status });

function open(answerCall: () => Response | Promise<Response> = () => Response.json({ result: 1 })): Scene {
  const scene = { news: [] as CollectorNews[], pauses: [] as number[], asked: [] as Scene['asked'] };
  const refusals: (() => Response)[] = [];
  const feeds: Feed[] = [];
  const wanted: ((feed: Feed) => void)[] = [];
  const stream = (signal: AbortSignal): Response => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        signal.addEventListener('abort', () => {
          controller.error(signal.reason);
        });
        const feed: Feed = {
          send: (event, payload) => {
            controller.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`));
          },
          end: () => {
            controller.close();
          },
          fail: () => {
            controller.error(new TypeError('network error'));
          },
        };
        const give = wanted.shift();
        if (give) give(feed);
        else feeds.push(feed);
      },
    });
    return new Response(body);
  };
  const wire = httpWire({
    ...{ origin: 'http://127.0.0.1:7656', token: 'secret' },
    tell: (news) => scene.news.push(news),
    pause: (ms) => {
      scene.pauses.push(ms);
      return Promise.resolve();
    },
    fetch: async (input, init = {}) => {
      scene.asked.push({ url: input as string, init });
      init.signal?.throwIfAborted();
      if (!(input as string).endsWith('/events')) return answerCall();
      return refusals.shift()?.() ?? stream(init.signal as AbortSignal);
    },
  });
  return {
    ...scene,
    wire,
    refuseNext: (answer) => refusals.push(answer),
    nextFeed: () => {
      const feed = feeds.shift();
      return feed ? Promise.resolve(feed) : new Promise((resolve) => wanted.push(resolve));
    },
  };
}

const states = (news: CollectorNews[]): string[] => news.map(({ state }) => state);

describe('a call', () => {
  it('is posted with the token in a header, never in the address', async () => {
    const { wire, asked } = open();
    expect(await wire.request('items.get', { id: 1 })).toBe(1);
    const call = asked.find(({ url }) => url.includes('/call/'));
    expect(call?.url).toBe('http://127.0.0.1:7656/call/items.get');
    expect(call?.init).toMatchObject({ method: 'POST', body: '{"id":1}', headers: { Authorization: 'Bearer secret' } });
    expect(asked.map(({ url }) => url).join()).not.toContain('secret');
    wire.close();
  });

  it.each<[string, () => Response | Promise<Response>, ErrorCode]>([
    ['a refusal', refused('not-found', 404), 'not-found'],
    [
      'a code that this page does not know',
      () => Response.json({ error: { code: 'new' } }, { status: 400 }),
      'disconnected',
    ],
    ['a proxy’s page', () => new Response('<h1>Bad gateway</h1>', { status: 502 }), 'disconnected'],
    ['no connection', () => Promise.reject(new TypeError('fetch failed')), 'disconnected'],
    ['an answer that breaks off', () => new Response('{"result":'), 'disconnected'],
  ])('that gets %s is a refusal', async (_what, answer, code) => {
    const { wire } = open(answer);
    await expect(wire.request('items.get', {})).rejects.toMatchObject({ name: 'Refusal', code });
    wire.close();
  });
});

describe('the events', () => {
  it('come again after the connection broke', async () => {
    const scene = open();
    const seen: unknown[] = [];
    const arrived = Promise.withResolvers<undefined>();
    scene.wire.subscribe((event, payload) => {
      seen.push([event, payload]);
      if (payload === 2) arrived.resolve(undefined);
    });
    const first = await scene.nextFeed();
    first.send('changed', 1);
    first.fail();
    const second = await scene.nextFeed();
    second.send('changed', 2);
    await arrived.promise;
    expect(seen).toContainEqual(['changed', 2]);
    expect(states(scene.news)).toEqual(['connected', 'lost', 'connected']);
    scene.wire.close();
  });

  it('are asked for less and less often, and soon again once they came', async () => {
    const scene = open();
    const first = await scene.nextFeed();
    for (let n = 0; n < 6; n += 1) scene.refuseNext(() => new Response('', { status: 502 }));
    first.end();
    const next = await scene.nextFeed();
    expect(scene.pauses).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    next.end();
    await scene.nextFeed();
    expect(scene.pauses.at(-1)).toBe(250);
    scene.wire.close();
  });

  it('are not asked for again when the token is wrong', async () => {
    const scene = open();
    const first = await scene.nextFeed();
    scene.refuseNext(refused('unauthorized', 401));
    first.end();
    await expect.poll(() => scene.news.at(-1)).toEqual({ state: 'stopped', detail: 'because of unauthorized' });
    expect(scene.asked).toHaveLength(2);
  });

  it('end without a word when the wire is closed', async () => {
    const scene = open();
    await scene.nextFeed();
    scene.wire.close();
    await expect(scene.wire.request('items.get', {})).rejects.toMatchObject({ code: 'disconnected' });
    expect(states(scene.news)).toEqual(['connected']);
    expect(scene.pauses).toEqual([]);
  });
});
