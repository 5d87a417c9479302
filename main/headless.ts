/**
 * The collector under plain Node, with its page served to a browser. One JSON line on standard output says that it is
 * ready; everything else goes to standard error.
 */
import { join } from 'node:path';
import { describeError, Refusal } from '../shared/error-codes.ts';
import { createPageServer, pageToken, readStaticFiles } from './api/api.ts';
import { startCollector } from './collector/collector.ts';
import { runCommandTask } from './collector/command-tasks.ts';
import { hostCollector } from './host-collector.ts';
import { listenNearby } from './net/net.ts';
import { readOptions, usage, UsageError, type Options } from './options.ts';

const builtPage = join(import.meta.dirname, '../renderer');

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) {
    process.stderr.write(usage);
    return;
  }
  const { task, dataFolder } = options;
  if (task === null) await serve(options);
  else if (!(await runCommandTask(task, { dataFolder, version: __APP_VERSION__, say, now: Date.now })))
    process.exitCode = 1;
}

async function serve({ dataFolder, port, isPortGiven, pagePort }: Options): Promise<void> {
  let closePage = (): void => undefined;
  const hosted = hostCollector({
    startCollector: ({ wantedPort, ...how }) => {
      const isGiven = isPortGiven || wantedPort !== null;
      const place = { dataFolder, port: wantedPort ?? port, isPortGiven: isGiven, avoidPorts: [pagePort] };
      return startCollector({ ...place, ...how, host: 'headless', version: __APP_VERSION__ });
    },
    onExchange: () => {
      closePage();
    },
    onFailure: fail,
  });
  const collector = await hosted.start();
  const { dispatcher } = hosted;
  const token = pageToken(dataFolder);
  const server = createPageServer({ dispatcher, files: readStaticFiles(builtPage), token, log: writeLine });
  closePage = () => {
    server.closeAllConnections();
  };
  const { ingest } = collector.status();
  const page = await listenNearby(server, pagePort, [ingest.port, port]);
  const pageUrl = `http://127.0.0.1:${String(page.port)}/?token=${token}`;
  stopOnSignals(async () => {
    server.close();
    server.closeAllConnections();
    await hosted.stop();
  });
  const ready = { ready: true, ingest: ingest.url, page: pageUrl, data: dataFolder };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  for (const note of [ingest.state === 'failing' ? ingest.reason : ingest.note, page.note])
    if (note !== null) say(note);
  say(`Applications send reports to ${ingest.url}`);
  say(`Open the inbox in your browser: ${pageUrl}`);
}

/** A terminal and a wrapper may both pass on the same Ctrl-C; one that comes later means "at once". */
const sameSignalMs = 500;

function stopOnSignals(stop: () => Promise<void>): void {
  let first: number | undefined;
  const onSignal = (): void => {
    if (first !== undefined && performance.now() - first > sameSignalMs) process.exit(1);
    if (first !== undefined) return;
    first = performance.now();
    stop().then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  // The script that started this program is gone, however it ended.
  process.on('disconnect', onSignal);
}

function fail(error: unknown): void {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
  if (error instanceof Refusal) say(error.code === 'data-damaged' ? `${error.message} ${howToRepair}` : error.message);
  else process.stderr.write(`${describeError(error)}\n`);
  process.exit(1);
}

const howToRepair = 'Start Stacktray with --repair to do so, then again as usual.';

function say(text: string): void {
  writeLine(`[stacktray] ${text}`);
}

function writeLine(line: string): void {
  process.stderr.write(`${line}\n`);
}

process.title = 'stacktray';
// What is kept here is for its owner alone.
process.umask(0o077);
// A terminal that was closed, or a reader that has had enough, is no reason to stop taking reports.
process.stderr.on('error', () => undefined);
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
main().catch(fail);
