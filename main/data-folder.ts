/** Where everything is kept unless somebody says otherwise: one place for the desktop and the headless program. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Absolute; made by whoever uses it first. `XDG_DATA_HOME` counts only when it is absolute, as its specification says. */
export function defaultDataFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  switch (platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Stacktray');
    case 'win32':
      return join(environment['APPDATA'] || join(homedir(), 'AppData', 'Roaming'), 'Stacktray');
    default:
      return join(xdgDataHome(environment) ?? join(homedir(), '.local', 'share'), 'stacktray');
  }
}

function xdgDataHome(environment: NodeJS.ProcessEnv): string | undefined {
  const folder = environment['XDG_DATA_HOME'] ?? '';
  return isAbsolute(folder) ? folder : undefined;
}
