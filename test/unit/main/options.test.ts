import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOptions, UsageError, type Options } from '../../../main/options.ts';

const home = { XDG_DATA_HOME: resolve('/home/ada/data'), APPDATA: resolve('/home/ada/data') };
const read = (args: string[], environment: NodeJS.ProcessEnv = {}): Options =>
  readOptions(args, { ...home, ...environment });

describe('the command line', () => {
  it('has sensible defaults', () => {
    expect(read([])).toMatchObject({ headless: false, help: false, port: 7655, pagePort: 7656 });
  });

  it.each<[string[], NodeJS.ProcessEnv, Partial<Options>]>([
    [['--headless'], {}, { headless: true }],
    [['-h'], {}, { help: true }],
    [['--port', '0', '--page-port=65535'], {}, { port: 0, pagePort: 65_535 }],
    [[], { STACKTRAY_PORT: '9000', STACKTRAY_PAGE_PORT: '9001' }, { port: 9000, pagePort: 9001 }],
    [['--port', '1'], { STACKTRAY_PORT: '9000' }, { port: 1 }],
    [[], { STACKTRAY_PORT: '', STACKTRAY_PAGE_PORT: '' }, { port: 7655, pagePort: 7656 }],
    [['--data', 'here'], { STACKTRAY_DATA: '/there' }, { dataFolder: resolve('here') }],
    [[], { STACKTRAY_DATA: 'there' }, { dataFolder: resolve('there') }],
  ])('reads %j with %j', (args, environment, expected) => {
    expect(read(args, environment)).toMatchObject(expected);
  });

  it.each<[string[], NodeJS.ProcessEnv, boolean]>([
    [[], {}, false],
    [[], { STACKTRAY_PORT: '' }, false],
    [['--port', '7655'], {}, true],
    [[], { STACKTRAY_PORT: '7655' }, true],
  ])('knows whether %j with %j names a port', (args, environment, isPortGiven) => {
    expect(read(args, environment)).toMatchObject({ isPortGiven });
  });

  it('takes an empty data folder for none', () => {
    expect(read([], { STACKTRAY_DATA: '' })).toEqual(read([]));
  });

  it.each([
    [['--port', '65536'], /--port wants a port from 0 to 65535, not "65536"/],
    [['--port', 'http'], /not "http"/],
    [['--port=-1'], /not "-1"/],
    [['--page-port', '1.5'], /--page-port wants/],
    [['--port'], /--port/],
    [['--prot', '1'], /--prot/],
    [['now'], /now/],
  ])('says what is wrong with %j', (args, message) => {
    expect(() => read(args)).toThrow(UsageError);
    expect(() => read(args)).toThrow(message);
  });
});

describe('the command line of the desktop', () => {
  const readTolerant = (args: string[]): Options => readOptions(args, home, { tolerant: true });

  it.each([
    [['.', '--no-sandbox', '--port', '1'], { port: 1 }],
    [['--remote-debugging-port=0', '--data=/d', '/some/file'], { dataFolder: resolve('/d') }],
    [['--no-sandbox', '.', '--', '--port', '1'], { port: 1 }],
  ])('passes over what is not ours in %j', (args, expected) => {
    expect(readTolerant(args)).toMatchObject(expected);
  });

  it('is strict about everything after --', () => {
    expect(() => readTolerant(['--no-sandbox', '.', '--', '--prot', '1'])).toThrow(UsageError);
    expect(() => readTolerant(['.', '--port', 'x'])).toThrow(UsageError);
  });
});

it('keeps data where the system keeps it', () => {
  const folder = { darwin: 'Stacktray', win32: 'Stacktray' }[process.platform as string] ?? 'stacktray';
  if (process.platform !== 'darwin') expect(read([]).dataFolder).toBe(join(home.XDG_DATA_HOME, folder));
});
