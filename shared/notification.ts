/**
 * What a client of Rollbar's API configured for notifications. It is kept and given back as it is: nothing is sent to
 * anybody.
 */
import type { JsonObject } from './json.ts';

export const notificationChannels = ['email', 'slack', 'pagerduty', 'webhook'] as const;
export type NotificationChannel = (typeof notificationChannels)[number];

export interface NotificationRule {
  id: number;
  trigger: string;
  isEnabled: boolean;
  filters: JsonObject[];
  config: JsonObject;
}

/** A link to another service; the template names parts of an item. */
export interface ServiceLink {
  id: number;
  name: string;
  template: string;
}
