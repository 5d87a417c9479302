/**
 * Notifications (rollbar.md 3.14): kept and given back, so that tools which configure them find what they have set.
 * Nothing is sent to anybody.
 */
import { notificationChannels, type NotificationRule } from '../../../../shared/notification.ts';
import type { Library, RuleList } from '../../library.ts';
import type { Route } from '../../route.ts';
import { endpoint, invalid, notFound, type Answer, type Asked } from './endpoint.ts';
import { numberIn } from './identifiers.ts';
import { ruleOf, settingsOf } from './notification-words.ts';
import { done } from './done.ts';

const channelPath = '/api/1/notifications/:channel';
const rulesPath = `${channelPath}/rules`;
const rulePath = `${channelPath}/rule/:id`;
/** Of one channel. */
const mostRules = 200;

export function notificationRoutes({ notifications }: Library): Route[] {
  const read = { method: 'GET' as const, scopes: ['read' as const] };
  const put = { method: 'PUT' as const, scopes: ['write' as const] };
  return [
    endpoint({
      ...read,
      path: channelPath,
      answer: inChannel((list) => shownChannel(list, notifications.settingsOf(list))),
    }),
    endpoint({
      ...{ ...put, path: channelPath },
      answer: inChannel((list, { fields }) => {
        const settings = settingsOf(list.channel, fields);
        if (typeof settings['problem'] === 'string') return invalid(settings['problem']);
        return shownChannel(list, notifications.configure(list, settings));
      }),
    }),
    endpoint({
      ...{ ...read, path: rulesPath },
      answer: inChannel((list) => ({ result: notifications.rules(list).map(ruleShape) })),
    }),
    endpoint({
      method: 'POST',
      scopes: ['write'],
      path: rulesPath,
      takesList: true,
      answer: inChannel((list, asked) => addRules({ notifications }, list, asked)),
    }),
    endpoint({
      ...put,
      path: rulesPath,
      takesList: true,
      answer: inChannel((list, asked) => addRules({ notifications }, list, { ...asked, isReplacing: true })),
    }),
    ...singleRule({ notifications }),
  ];
}

type Shelf = Pick<Library, 'notifications'>;

function singleRule({ notifications }: Shelf): Route[] {
  const idOf = ({ path }: Asked): number => numberIn(path['id'] ?? '');
  return [
    endpoint({
      ...{ method: 'GET', path: rulePath, scopes: ['read'] },
      answer: inChannel((list, asked) => {
        const rule = notifications.rule(list, idOf(asked));
        return rule ? { result: ruleShape(rule) } : notFound('Notification rule');
      }),
    }),
    endpoint({
      ...{ method: 'PUT', path: rulePath, scopes: ['write'] },
      answer: inChannel((list, asked) => {
        const before = notifications.rule(list, idOf(asked));
        if (!before) return notFound('Notification rule');
        const rule = ruleOf(list.channel, asked.fields, before);
        if ('problem' in rule) return invalid(rule.problem);
        notifications.change(list, { ...rule, id: before.id });
        return { result: ruleShape({ ...rule, id: before.id }) };
      }),
    }),
    endpoint({
      ...{ method: 'DELETE', path: rulePath, scopes: ['write'] },
      answer: inChannel((list, asked) =>
        notifications.remove(list, idOf(asked)) ? { reply: done } : notFound('Notification rule'),
      ),
    }),
  ];
}

/** Answers for the channel that the path names. */
function inChannel(answer: (list: RuleList, asked: Asked) => Answer): (asked: Asked) => Answer {
  return (asked) => {
    const channel = notificationChannels.find((name) => name === asked.path['channel']);
    return channel ? answer({ projectId: asked.projectId, channel }, asked) : notFound('Notification channel');
  };
}

function shownChannel({ projectId }: RuleList, settings: object | undefined): Answer {
  return settings ? { result: { project_id: projectId, settings } } : notFound('Notification configuration');
}

/** All of them or none. A single rule counts as a list of one. */
function addRules(
  { notifications }: Shelf,
  list: RuleList,
  { list: sent, fields, isReplacing = false }: Asked & { isReplacing?: boolean },
): Answer {
  const rules: Omit<NotificationRule, 'id'>[] = [];
  for (const each of sent ?? [fields]) {
    const rule = ruleOf(list.channel, each);
    if ('problem' in rule) return invalid(rule.problem);
    rules.push(rule);
  }
  const others = isReplacing ? 0 : notifications.rules(list).length;
  if (rules.length + others > mostRules)
    return invalid(`There can be at most ${String(mostRules)} rules in a channel.`);
  return { result: notifications.add(list, rules, { isReplacing }).map(ruleShape) };
}

function ruleShape({ id, trigger, isEnabled, filters, config }: NotificationRule): object {
  return { id, trigger, status: isEnabled ? 'enabled' : 'disabled', filters, config };
}
