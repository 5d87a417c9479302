/** Tells how many go first, before and after it has given way. */
import { parentPort, workerData } from 'node:worker_threads';
import { giveWay, type RightOfWay } from '../../../../main/store/right-of-way.ts';

const right = workerData as RightOfWay;
parentPort?.postMessage(Atomics.load(right, 0));
giveWay(right);
parentPort?.postMessage(Atomics.load(right, 0));
