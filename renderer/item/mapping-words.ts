/** What became of a frame whose source map was asked for, in words. */
import type { FrameMapping } from '../../shared/occurrence.ts';
import { oneLine } from '../ui/one-line.ts';

export interface MappingWords {
  /** Names the value, or stands alone when there is none. */
  label: string;
  value: string | null;
}

export function mappingWords(mapping: FrameMapping): MappingWords {
  if (mapping.kind === 'mapped') {
    const { file, line, column, function: name } = mapping.minified;
    const place = `${oneLine(file, 300)}:${String(line)}:${String(column)}`;
    return { label: 'Minified', value: name === null ? place : `${place} in ${oneLine(name, 120)}` };
  }
  return { label: failureWords(mapping), value: null };
}

function failureWords({ problem, version }: Extract<FrameMapping, { kind: 'failed' }>): string {
  switch (problem) {
    case 'no-map':
      return version === ''
        ? 'No source map: the report names no code version'
        : `No source map of this file for version ${oneLine(version, 80)}`;
    case 'no-column':
      return 'The source map cannot be asked: the report names no column';
    case 'not-covered':
      return 'The source map says nothing of this place';
    case 'unreadable':
      return 'The source map cannot be read any more';
  }
}
