/** What a process takes of the machine. Linux tells in /proc; elsewhere `ps` and `lsof` do. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const mebibyte = 1_048_576;
export const mebibytes = (count: number): number => count * mebibyte;

/** Resident memory in bytes. */
export function memoryOf(pid: number): number {
  const file = `/proc/${String(pid)}/status`;
  if (!existsSync(file))
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) * 1024;
}

/** Open descriptors: files, sockets, pipes. */
export function descriptorsOf(pid: number): number {
  const folder = `/proc/${String(pid)}/fd`;
  if (existsSync(folder)) return readdirSync(folder).length;
  return (
    execFileSync('lsof', ['-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split('\n').length - 1
  );
}

/** The soft limit of descriptors of this process, which children inherit. */
export function descriptorLimit(): number {
  // Not to look up the names of connections, which takes seconds; the types do not know it yet.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files: { soft: number | string } } };
  const soft = Number(userLimits?.open_files.soft ?? Number.POSITIVE_INFINITY);
  return Number.isNaN(soft) ? Number.POSITIVE_INFINITY : soft;
}
