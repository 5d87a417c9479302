/** What the sidebar says about the listener. */
import type { AppStatus } from '../../shared/app-status.ts';
import { storageFaults } from '../../shared/storage-fault.ts';
import { rateText } from '../ui/format-number.ts';
import type { Connection } from '../state/status.svelte.ts';

export interface ListenerFacts {
  tone: 'good' | 'waiting' | 'bad' | 'idle';
  address: string;
  rate: string;
  sentence: string;
}

/** A connection that is lost hides what the listener does: it may well go on taking reports. */
export function listenerFacts(connection: Connection, detail: string | null, app: AppStatus | null): ListenerFacts {
  const address = app ? app.ingest.url.replace(/^https?:\/\//, '') : 'Collector';
  const rate = app && connection === 'connected' ? rateText(app.ratePerSecond) : '';
  const say = (tone: ListenerFacts['tone'], sentence: string): ListenerFacts => ({ tone, address, rate, sentence });
  if (connection === 'stopped') return say('bad', detail ?? 'The collector has stopped');
  if (connection === 'lost') return say('waiting', 'Reconnecting…');
  if (connection === 'connecting' || !app) return say('idle', 'Connecting…');
  if (app.ingest.state === 'failing') return say('bad', app.ingest.reason);
  if (app.storage) return say('bad', storageFaults[app.storage.fault].message);
  if (app.ingest.note) return say('good', app.ingest.note);
  return say('good', app.lastReportAt === null ? 'Listening, nothing yet' : 'All reports on disk');
}
