/**
 * Sends reports over a number of connections, in a process of its own, so that it takes nothing from the servers'
 * thread. Closed loop: each connection sends when it was answered. Open loop: at a fixed rate, and the time counts from
 * when a request was due, so that a stall is not hidden by requests that waited with it.
 */
import { connect, type Socket } from 'node:net';
import { envelopeTemplate, envelopeType } from './envelope-template.ts';
import { createPayloads, type PayloadMix, type Payloads } from './payloads.ts';

export interface Load {
  port: number;
  path: string;
  token: string;
  connections: number;
  mix: PayloadMix;
  /** Ends after so many seconds or requests, whichever comes first. */
  seconds: number;
  requests: number;
  /** Requests per second; 0 for as fast as answers come. */
  rate: number;
  /** Reports of Rollbar's SDKs, or envelopes of Sentry's. */
  protocol: 'rollbar' | 'sentry';
}

export interface LoadResult {
  requests: number;
  /** Answers that were not 200. */
  refused: number;
  seconds: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  meanBody: number;
}

process.on('message', (load: Load) => {
  run(load).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

async function run(load: Load): Promise<LoadResult> {
  const isRollbar = load.protocol === 'rollbar';
  const head = (length: number): string =>
    `POST ${load.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${isRollbar ? 'application/json' : envelopeType}\r\n` +
    `X-Rollbar-Access-Token: ${load.token}\r\nContent-Length: ${String(length)}\r\n\r\n`;
  const payloads = createPayloads(load.mix, head, isRollbar ? undefined : [envelopeTemplate()]);
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load.port)));
  const times: number[] = [];
  const started = performance.now();
  const refused = await (load.rate > 0 ? openLoop : closedLoop)({ load, payloads, sockets, times, started });
  const seconds = (performance.now() - started) / 1000;
  for (const socket of sockets) socket.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    ...{ requests: times.length, refused, seconds, perSecond: times.length / seconds },
    ...{ p50: at(0.5), p99: at(0.99), meanBody: payloads.meanBody() },
  };
}

interface Run {
  load: Load;
  payloads: Payloads;
  sockets: Socket[];
  times: number[];
  started: number;
}

function closedLoop({ load, payloads, sockets, times, started }: Run): Promise<number> {
  const end = started + load.seconds * 1000;
  let asked = 0;
  let refused = 0;
  const one = (socket: Socket): Promise<void> =>
    new Promise((resolve, reject) => {
      let since = 0;
      const send = (): void => {
        if (asked >= load.requests || performance.now() >= end) {
          resolve();
          return;
        }
        asked += 1;
        since = performance.now();
        // Copied, since the kernel may not have taken all of it when the next one is made.
        socket.write(Buffer.from(payloads.next()));
      };
      onAnswers(socket, (status) => {
        times.push(performance.now() - since);
        if (status !== 200) refused += 1;
        send();
      });
      socket.on('error', reject);
      send();
    });
  return Promise.all(sockets.map(one)).then(() => refused);
}

function openLoop({ load, payloads, sockets, times, started }: Run): Promise<number> {
  return new Promise((resolve, reject) => {
    const idle = [...sockets];
    const waiting: number[] = [];
    const due = new Map<Socket, number>();
    const most = Math.min(load.requests, Math.floor(load.rate * load.seconds));
    let planned = 0;
    let refused = 0;
    const sendWaiting = (): void => {
      while (waiting.length > 0 && idle.length > 0) {
        const socket = idle.pop();
        const time = waiting.shift();
        if (socket === undefined || time === undefined) return;
        due.set(socket, time);
        socket.write(Buffer.from(payloads.next()));
      }
    };
    for (const socket of sockets) {
      socket.on('error', reject);
      onAnswers(socket, (status) => {
        times.push(performance.now() - (due.get(socket) ?? 0));
        if (status !== 200) refused += 1;
        idle.push(socket);
        sendWaiting();
        if (times.length === most) resolve(refused);
      });
    }
    const plan = (): void => {
      const now = performance.now();
      for (; planned < most && started + (planned * 1000) / load.rate <= now; planned += 1)
        waiting.push(started + (planned * 1000) / load.rate);
      sendWaiting();
      if (planned < most) setImmediate(plan);
    };
    plan();
  });
}

/** Calls back with the status of each answer; answers carry a Content-Length. */
function onAnswers(socket: Socket, onAnswer: (status: number) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (part) => {
    rest = rest.length === 0 ? part : Buffer.concat([rest, part]);
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      if (end === -1) return;
      const head = rest.toString('latin1', 0, end);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (rest.length < end + 4 + length) return;
      rest = rest.subarray(end + 4 + length);
      onAnswer(Number(head.slice(9, 12)));
    }
  });
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      resolve(socket);
    });
  });
}
