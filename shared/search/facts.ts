/** Facts: short values that reports of an item share, which are counted per item and per project. */
import type { WordColumn } from './word-columns.ts';

/** Name in the tables, and what a person calls it. Names, once used, keep their meaning. */
export const factFields = {
  environment: 'Environment',
  version: 'Version',
  host: 'Host',
  browser: 'Browser',
  browser_version: 'Browser version',
  os: 'Operating system',
  os_version: 'System version',
  device_brand: 'Device maker',
  device_model: 'Device',
  context: 'Context',
  ip: 'IP address',
  person_id: 'Person',
  person_username: 'Username',
  person_email: 'Email',
  request_url: 'URL',
  request_method: 'Request method',
  exception: 'Exception',
  bottom_file: 'Failing file',
  top_file: 'Outermost file',
  file: 'File',
  method: 'Method',
  frame_class: 'Class of a frame',
  line: 'Line',
  frames: 'Number of frames',
  notifier_name: 'SDK',
  notifier_version: 'SDK version',
  server_root: 'Server root',
  server_pid: 'Process',
  server_cpu: 'Processor',
  branch: 'Branch',
  language: 'Language',
  platform: 'Platform',
  framework: 'Framework',
  /** With a key: one field per key. */
  custom: 'Custom',
  custom_key: 'Custom key',
  telemetry_level: 'Telemetry level',
  telemetry_type: 'Telemetry type',
  telemetry_subtype: 'Telemetry subtype',
  telemetry_method: 'Telemetry method',
} as const;
export type FactName = keyof typeof factFields;

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(factFields, name);
}

const columns: Partial<Record<FactName, WordColumn>> = {
  ...{ ip: 'request', request_url: 'request', request_method: 'request', custom: 'custom', custom_key: 'custom' },
  ...{ exception: 'message', file: 'frames', top_file: 'frames', bottom_file: 'frames', method: 'frames' },
  ...{ frame_class: 'frames', telemetry_type: 'telemetry', telemetry_subtype: 'telemetry' },
  telemetry_method: 'telemetry',
};

/** The part of the full text that has the fact, too. */
export function columnOfFact(name: FactName): WordColumn {
  return columns[name] ?? 'other';
}
