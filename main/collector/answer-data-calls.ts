/** Answers the calls about the data as a whole. */
import type { CallName, ParamsOf, ResultOf } from '../../shared/contract.ts';
import type { SafekeepingDesk } from './safekeeping.ts';

type DataCall = Extract<CallName, `data.${string}`>;

export const dataHandlers: {
  [Name in DataCall]: (context: { safekeeping: SafekeepingDesk }, params: ParamsOf<Name>) => ResultOf<Name>;
} = {
  'data.read': ({ safekeeping }) => safekeeping.read(),
  'data.keepDaily': ({ safekeeping }, { keep }) => safekeeping.keepDaily(keep),
  'data.backUp': ({ safekeeping }, { folder }) => safekeeping.backUp(folder),
  'data.check': ({ safekeeping }, { backup }) => safekeeping.check(backup),
  'data.restore': ({ safekeeping }, wanted) => safekeeping.restore(wanted),
  'data.removeBackup': ({ safekeeping }, { backup }) => safekeeping.removeBackup(backup),
  'data.repair': ({ safekeeping }) => {
    safekeeping.repair();
    return null;
  },
  'data.export': ({ safekeeping }, wanted) => safekeeping.export(wanted),
  'data.exported': ({ safekeeping }, { after }) => safekeeping.exported(after),
  'data.bring': ({ safekeeping }, piece) => {
    safekeeping.bring(piece);
    return null;
  },
  'data.import': ({ safekeeping }) => safekeeping.import(),
  'data.cancel': ({ safekeeping }) => safekeeping.cancel(),
};
