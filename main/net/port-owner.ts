/** Who holds a port, in words for a person. Knowing is a kindness, so nothing here ever fails. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const patienceMs = 1000;

/** E.g. `another Stacktray`, `node (process 4711)`, or `another program` when it cannot be known. */
export async function portOwner(port: number): Promise<string> {
  if (await isStacktray(port)) return 'another Stacktray';
  try {
    return (await processOn(port)) ?? 'another program';
  } catch {
    // The tools that tell are missing here, or may not look.
    return 'another program';
  }
}

/** Stacktray's listener says so in each answer. */
async function isStacktray(port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(`http://127.0.0.1:${String(port)}/api/1/status/ping`, { signal });
    await response.body?.cancel();
    return response.headers.get('server') === 'Stacktray';
  } catch {
    // Whoever it is, it does not speak HTTP.
    return false;
  }
}

async function processOn(port: number): Promise<string | undefined> {
  switch (process.platform) {
    case 'linux':
      return processOnLinux(port);
    case 'win32':
      return processOnWindows(port);
    default:
      return processByLsof(port);
  }
}

const listening = '0A';

/** The socket's inode from the kernel's table, then the process of this user that has it open. */
function processOnLinux(port: number): string | undefined {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].filter((file) => existsSync(file));
  const rows = tables.flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1));
  const fields = rows.map((row) => row.trim().split(/\s+/));
  const row = fields.find((parts) => parts[1]?.endsWith(`:${hex}`) === true && parts[3] === listening);
  const inode = row?.[9];
  if (inode === undefined) return undefined;
  const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && hasSocket(name, inode));
  return pid === undefined ? undefined : named(readFileSync(`/proc/${pid}/comm`, 'utf8').trim(), pid);
}

function hasSocket(pid: string, inode: string): boolean {
  const folder = `/proc/${pid}/fd`;
  const fds = unlessGone(() => readdirSync(folder), []);
  return fds.some((fd) => unlessGone(() => readlinkSync(`${folder}/${fd}`), '') === `socket:[${inode}]`);
}

function unlessGone<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch {
    // Processes end and close their files while they are looked at, and those of others may not be looked at.
    return otherwise;
  }
}

async function processByLsof(port: number): Promise<string | undefined> {
  const args = ['-nP', `-iTCP:${String(port)}`, '-sTCP:LISTEN', '-Fpc'];
  const { stdout } = await run('lsof', args, { timeout: patienceMs });
  const pid = /^p(\d+)$/m.exec(stdout)?.[1];
  const command = /^c(.+)$/m.exec(stdout)?.[1];
  return pid === undefined || command === undefined ? undefined : named(command, pid);
}

async function processOnWindows(port: number): Promise<string | undefined> {
  const { stdout } = await run('netstat', ['-ano', '-p', 'TCP'], { timeout: patienceMs });
  const line = stdout.split('\n').find((text) => text.includes(`:${String(port)} `) && text.includes('LISTENING'));
  const pid = line?.trim().split(/\s+/).at(-1);
  if (pid === undefined) return undefined;
  const list = await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { timeout: patienceMs });
  const command = /^"([^"]+)"/.exec(list.stdout)?.[1];
  return command === undefined ? undefined : named(command, pid);
}

function named(command: string, pid: string): string {
  return `${command} (process ${pid})`;
}
