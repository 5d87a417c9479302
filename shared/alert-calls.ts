/** The calls and events of the contract about notifications of this computer, and the counts that stand beside them. */
import * as v from 'valibot';
import { milestones, type Alert, type AlertSettings } from './alert.ts';
import { call } from './call.ts';
import { levels } from './level.ts';

const nothing = v.strictObject({});
const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const time = v.pipe(v.number(), v.integer(), v.minValue(0));

const rule = v.strictObject({
  fresh: v.boolean(),
  back: v.boolean(),
  milestones: v.pipe(v.array(v.picklist(milestones)), v.maxLength(milestones.length)),
  burst: v.nullable(v.strictObject({ count: whole(2, 100_000), minutes: whole(1, 60) })),
  fromLevel: v.picklist(levels),
});

export const alertSettingsSchema = v.strictObject({
  isOn: v.boolean(),
  rule,
  projects: v.pipe(v.array(v.strictObject({ projectId: id, rule: v.nullable(rule) })), v.maxLength(1000)),
  quiet: v.nullable(v.strictObject({ from: whole(0, 1439), to: whole(0, 1439) })),
  pausedUntil: v.nullable(time),
});

/** How much there is to look at. */
export interface Overview {
  active: number;
  /** Active and not looked at since it appeared or came back. */
  unviewed: number;
  /** Appeared since the time that was asked for; ten thousand stands for as many or more. */
  appeared: number;
}

export const alertCalls = {
  'alerts.settings': call<AlertSettings>()(nothing),
  'alerts.change': call<AlertSettings>()(v.strictObject({ settings: alertSettingsSchema })),
  /** Tells of nothing before `until` (unix ms); null ends a pause. */
  'alerts.pause': call<AlertSettings>()(v.strictObject({ until: v.nullable(time) })),
  /** Sends a notification that says that notifications work, whatever the rules say. */
  'alerts.try': call<null>()(nothing),
  'overview.read': call<Overview>()(v.strictObject({ since: time })),
} as const;

export interface AlertEvents {
  /** Whoever hosts the window shows it. */
  alert: Alert;
  /** The rules or the pause changed. */
  alertSettings: AlertSettings;
}
