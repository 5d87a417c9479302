/** Where everything is kept unless somebody says otherwise: one place for the desktop and the headless program. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function defaultDataFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  switch (platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Stacktray');
    case 'win32':
      return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Stacktray');
    default:
      return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'stacktray');
  }
}
