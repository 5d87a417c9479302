/** Copies of the open item, always masked, in the form that somebody wants. */
import { asCurl } from '../shared/copy/as-curl.ts';
import { asMarkdown, copySizes } from '../shared/copy/as-markdown.ts';
import { appLink, webLink } from '../shared/copy/item-link.ts';
import { exceptionText } from './item/as-text.ts';
import type { App } from './state/app.svelte.ts';
import { copyText } from './ui/copy-text.ts';
import { oneLine } from './ui/one-line.ts';

export const copyForms = ['markdown', 'json', 'curl', 'link', 'frames', 'title'] as const;
export type CopyForm = (typeof copyForms)[number];

const names: Record<CopyForm, string> = {
  markdown: 'Copied as Markdown',
  json: 'Copied as JSON',
  curl: 'Copied as cURL',
  link: 'Copied a link',
  frames: 'Copied the frames',
  title: 'Copied the title',
};
const missing: Partial<Record<CopyForm, string>> = {
  curl: 'This occurrence has no request of the web to make again',
  frames: 'This occurrence has no frames',
};

/** Can the open item be copied in this form? */
export function canCopy(app: App, form: CopyForm): boolean {
  const occurrence = app.item.masked.forCopies?.view.occurrence;
  if (!occurrence) return false;
  if (form === 'curl') return occurrence.request !== null && asCurl(occurrence.request) !== null;
  if (form === 'frames') return occurrence.exceptions.length > 0;
  return true;
}

/** Puts it on the clipboard and says so, or why not. */
export async function copyItem(app: App, form: CopyForm): Promise<void> {
  const text = await textOf(app, form);
  if (text === null) {
    app.toasts.show('plain', missing[form] ?? 'There is nothing to copy yet');
    return;
  }
  const copied = await copyText(text);
  app.toasts.show('plain', copied ? names[form] : 'The browser does not allow copying');
}

async function textOf(app: App, form: CopyForm): Promise<string | null> {
  const { forCopies } = app.item.masked;
  if (!forCopies) return null;
  const { row, view } = forCopies;
  const { occurrence } = view;
  switch (form) {
    case 'markdown': {
      const project = app.projects.byId(row.projectId)?.name ?? '';
      const copied = { item: row, occurrence, project, link: linkTo(row.id) };
      return asMarkdown(copied, copySizes[app.preferences.values.copySize]);
    }
    case 'json':
      return jsonOf(app);
    case 'curl':
      return occurrence.request && asCurl(occurrence.request);
    case 'link':
      return linkTo(row.id, app.address.route.screen === 'item' ? app.address.route.occurrenceId : null);
    case 'frames':
      return framesOf(occurrence.exceptions.map((exception, index) => exceptionText(exception, index > 0)));
    case 'title':
      return oneLine(row.title, 1000);
  }
}

/** The address of the page where it has one that others can open, else that of the application. */
function linkTo(id: number, occurrenceId: number | null = null): string {
  return webLink(location.href, id, occurrenceId) ?? appLink(id, occurrenceId);
}

function framesOf(exceptions: readonly string[]): string | null {
  return exceptions.length === 0 ? null : `${exceptions.join('\n\n')}\n`;
}

async function jsonOf({ item, redaction }: App): Promise<string | null> {
  await item.loadRaw();
  return item.raw === null ? null : (redaction.redactor?.json(item.raw, 2) ?? null);
}
