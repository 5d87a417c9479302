/** Arrivals and rules for tests of notifications. */
import type { Arrival } from '../../../../main/alerts/arrival.ts';
import { firstAlertSettings, type AlertRule, type AlertSettings } from '../../../../shared/alert.ts';

export function anArrival(more: Partial<Arrival> = {}): Arrival {
  return {
    ...{ itemId: 1, counter: 12, title: 'TypeError: x is not a function', culprit: 'src/cart.ts in total' },
    ...{ level: 'error', environment: 'production', projectId: 1, projectName: 'shop' },
    ...{ is: 'fresh', count: 1, total: 1 },
    ...more,
  };
}

export function rules(rule: Partial<AlertRule>, more: Partial<AlertSettings> = {}): AlertSettings {
  return { ...firstAlertSettings, rule: { ...firstAlertSettings.rule, ...rule }, ...more };
}
