/** What notifications say. Titles and names come from reports: they are cut and made plain. */
import type { Alert, Milestone } from '../../shared/alert.ts';
import { heldItems, type Held, type Tellable } from './held.ts';
import { plainLine } from './plain-line.ts';
import type { Reason } from './reason.ts';

const longestName = 40;
const longestTitle = 140;
const longestPlace = 80;

/** About one item; a click opens it. */
export function itemAlert({ arrival, reason }: Tellable): Alert {
  const { itemId, counter, culprit, environment, projectName, title } = arrival;
  const place = [culprit, environment].map((text) => plainLine(text, longestPlace)).filter((text) => text !== '');
  const what = plainLine(title, longestTitle) || 'No readable title';
  return {
    id: `item-${String(itemId)}-${reason.kind}`,
    title: `${reasonWords(reason)} in ${plainLine(projectName, longestName)}`,
    body: [`#${String(counter)} ${what}`, place.join(' · ')].filter((line) => line !== '').join('\n'),
    path: `/item/${String(itemId)}`,
  };
}

function reasonWords(reason: Reason): string {
  switch (reason.kind) {
    case 'fresh':
      return 'New';
    case 'back':
      return 'Came back';
    case 'milestone':
      return `${ordinal(reason.milestone)} time`;
    case 'burst':
      return `${String(reason.burst.count)} in ${amount(reason.burst.minutes, 'minute')}`;
  }
}

/** About many items together; a click opens the list of what nobody has looked at. */
export function summaryAlert(held: Held, isAfterQuiet: boolean): Alert {
  const names = [...held.projects.values()].map((name) => plainLine(name, longestName));
  const kinds = [
    held.fresh > 0 ? `${String(held.fresh)} new` : '',
    held.back > 0 ? `${String(held.back)} came back` : '',
    held.many > 0 ? `${String(held.many)} with many occurrences` : '',
  ].filter((words) => words !== '');
  const [onlyProject, ...others] = held.projects.keys();
  const isOfOne = others.length === 0 && !held.hasMore;
  return {
    id: `summary-${String(held.since)}`,
    title: `${amount(heldItems(held), 'item')}${isAfterQuiet ? ' while it was quiet' : ' want to be looked at'}`,
    body: `${kinds.join(', ')}\nin ${names.join(', ')}${held.hasMore ? ' and others' : ''}`,
    path: isOfOne && onlyProject !== undefined ? `/new?project=${String(onlyProject)}` : '/new',
  };
}

/** What a person sees who tries whether notifications work. */
export function trialAlert(id: string): Alert {
  return {
    id: `try-${id}`,
    title: 'Notifications work',
    body: 'This is how Stacktray tells of items.',
    path: '/active',
  };
}

const ordinal = (number: Milestone): string => `${String(number)}th`;

function amount(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}
