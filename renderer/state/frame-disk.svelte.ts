/** What the disk of this computer says about one frame: its code as it is now, and who last changed the failing line. */
import type { Client } from '../../shared/client.ts';
import type { BlameAnswer, FrameAddress, FrameSource } from '../../shared/source.ts';
import { codeOf, errorWords } from './error-words.ts';

export interface FrameDisk {
  readonly address: FrameAddress;
  /** Whether folders are set for its project; where not, nothing is asked. */
  readonly isMapped: boolean;
  /** Null until the collector has answered. */
  readonly source: FrameSource | null;
  readonly blame: BlameAnswer | null;
  /** Asks for both; what was known is shown in the meantime. */
  look(): Promise<void>;
}

export function createFrameDisk(client: Client, address: FrameAddress, isMapped: () => boolean): FrameDisk {
  let source = $state.raw<FrameSource | null>(null);
  let blame = $state.raw<BlameAnswer | null>(null);
  return {
    address,
    get isMapped() {
      return isMapped();
    },
    get source() {
      return source;
    },
    get blame() {
      return blame;
    },
    async look() {
      if (!isMapped()) return;
      try {
        const found = await client.call('source.read', address);
        source = found;
        blame = found.kind === 'found' && found.failing !== null ? await client.call('source.blame', address) : null;
      } catch (error) {
        source ??= { kind: 'absent', reason: 'unreadable', words: `${errorWords[codeOf(error)].title}.` };
      }
    },
  };
}
