import { describe, expect, it } from 'vitest';
import { crashReportForKey, exceptionLine } from '../../../../main/grouping/st1-crash-report.ts';

const report = (frames: string[], header = 'Thread 4 Crashed:'): string =>
  ['Incident Identifier: 1', 'Exception Type:  EXC_BAD_ACCESS (SIGSEGV)', '', header, ...frames, '', 'Thread 5:'].join(
    '\n',
  );

describe('a crash report as st1 hashes it', () => {
  it('is the exception and the functions of the crashed thread', () => {
    const raw = report([
      '0   libsystem_kernel.dylib        0x0000000183d2c2ec __pthread_kill + 8',
      '1   My Shop                       0x0000000104c4f2ec -[Cart total:] + 88 (Cart.m:16)',
      '2   My Shop                       0x0000000104c4f300 closure12 #1 in main + 4',
    ]);
    expect(crashReportForKey(raw)).toEqual([
      'crash:Exception Type: EXC_BAD_ACCESS (SIGSEGV)',
      'libsystem_kernel.dylib:__pthread_kill',
      'My Shop:-[Cart total:]',
      'My Shop:closure #1 in main',
    ]);
  });

  it('is the same in each run when functions are not known', () => {
    const run = (base: string): string[] =>
      crashReportForKey(report([`0   Shop    0x0000000104c4f2ec ${base} + 13036`]).replaceAll('\n', '\r\n'));
    expect(run('0x104c4c000')).toEqual(['crash:Exception Type: EXC_BAD_ACCESS (SIGSEGV)', 'Shop:+13036']);
    expect(run('0x10f00d000')).toEqual(run('0x104c4c000'));
  });

  it('looks at ten frames and at the crashed thread alone', () => {
    const frames = Array.from({ length: 30 }, (_, index) => `${String(index)}  Shop  0x1 walk + 4`);
    expect(crashReportForKey(report(frames, 'Thread 0 Crashed:: Dispatch queue: main'))).toHaveLength(11);
    expect(crashReportForKey(report(frames, 'Thread 0:'))).toEqual(['crash:Exception Type: EXC_BAD_ACCESS (SIGSEGV)']);
  });

  it('names the exception by the first line when no line says its type', () => {
    expect(exceptionLine('\n\n  Crash reason: SIGSEGV \nmore')).toBe('Crash reason: SIGSEGV');
    expect(exceptionLine(' \n ')).toBe('');
  });

  it('copes with a million characters on one line', () => {
    const blanks = ' '.repeat(1_000_000);
    expect(crashReportForKey(report([`0  a${blanks}0x1 f`]))).toEqual([
      'crash:Exception Type: EXC_BAD_ACCESS (SIGSEGV)',
    ]);
  });
});
