/** The calls of an exception as blocks of Markdown: those of the project with their source, the others by name. */
import type { ExceptionRecord, Frame } from '../occurrence.ts';
import type { Block } from './fit-blocks.ts';
import { codeBlock, codeSpan } from './markdown-text.ts';

/** How many calls with their source count as much as the exception itself. */
const first = 3;
/** Without any call of the project the latest ones stand for it. */
const latest = 5;
const longestLine = 200;
const mostLocals = 12;

interface Place {
  /** 0 for the outermost, then its causes. */
  index: number;
  /** Of one block, in characters. */
  longest: number;
}

export function exceptionBlocks(exception: ExceptionRecord, { index, longest }: Place): Block[] {
  const said = exception.message ?? exception.description;
  const name = codeSpan(said === null ? exception.class : `${exception.class}: ${said}`, 1000);
  const head = { text: `## ${index === 0 ? 'Exception' : 'Caused by'}\n\n${name}`, weight: 1, what: 'a cause' };
  if (exception.frames.length === 0 && exception.rawStack !== null) {
    const text = codeBlock(exception.rawStack.slice(0, longest).toWellFormed());
    return [head, { text, weight: 2 + index / 10, what: 'a stack' }];
  }
  return [head, ...frameBlocks(exception.frames, index)];
}

/** From the latest call on. Runs of calls of others are one block. */
function frameBlocks(frames: readonly Frame[], index: number): Block[] {
  const newest = [...frames].reverse();
  const hasOwn = newest.some(({ inProject }) => inProject);
  const blocks: Block[] = [];
  let run: string[] = [];
  let own = 0;
  const endRun = (): void => {
    if (run.length > 0) blocks.push({ text: run.join('\n'), weight: 7 + index / 10, what: 'calls of libraries' });
    run = [];
  };
  for (const [at, frame] of newest.entries()) {
    const matters = hasOwn ? frame.inProject : at < latest;
    if (!matters) {
      run.push(`- ${placeOf(frame)}`);
      continue;
    }
    endRun();
    own += 1;
    blocks.push({ text: ownCall(frame), weight: (own <= first ? 2 : 6) + index / 10, what: 'calls' });
  }
  endRun();
  return blocks;
}

function ownCall(frame: Frame): string {
  const source = sourceOf(frame);
  const locals = Object.entries(frame.locals ?? {}).slice(0, mostLocals);
  const values = locals.map(
    ([name, value]) => `${name} = ${JSON.stringify(value).slice(0, longestLine).toWellFormed()}`,
  );
  const language = /\.([a-z]{1,5})$/.exec(frame.file)?.[1] ?? '';
  return [
    placeOf(frame),
    ...(source === null ? [] : ['', codeBlock(source, language)]),
    ...(values.length === 0 ? [] : ['', 'Locals:', '', codeBlock(values.join('\n'))]),
  ].join('\n');
}

function placeOf({ file, line, function: name }: Frame): string {
  const place = codeSpan(line === null ? file : `${file}:${String(line)}`);
  return name === null ? place : `${place} in ${codeSpan(name)}`;
}

function sourceOf({ code, before, after, line }: Frame): string | null {
  if (code === null) return null;
  const from = before.slice(-4);
  const shown = [...from, code, ...after.slice(0, 3)];
  return shown
    .map((text, at) => {
      const number = line === null ? '' : `${String(line - from.length + at)} `;
      return `${at === from.length ? '>' : ' '} ${number}| ${text
        .replace(/[\r\n]+/g, ' ')
        .slice(0, longestLine)
        .toWellFormed()}`;
    })
    .join('\n');
}
