/** How long a person waits for an error that was just answered: until its row is painted in Chromium. */
import type { Browser, Page } from 'playwright-core';
import { setTimeout as wait } from 'node:timers/promises';
import { launchChromium } from '../screen/open-page.ts';
import type { Pair, Side } from './pair.ts';
import { randomFrom } from './random.ts';
import { atMost, median, ms, p95, type Row, type Scale } from './rows.ts';

const most = 150;
const name = 'live: from the answer to the painted row';

export async function liveRows({ large }: Pair, scale: Scale): Promise<Row[]> {
  let browser: Browser;
  try {
    browser = await launchChromium();
  } catch (error) {
    const [why = ''] = String(error).split('\n');
    return [{ name, ratio: null, must: `≤ ${ms(most)}`, ok: false, absolute: `not measured: ${why}` }];
  }
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(large.collector.page);
    await page.getByRole('grid').getByRole('row').first().waitFor();
    await page.evaluate(watchRows);
    const times: number[] = [];
    const random = randomFrom(5);
    // The first ones warm up.
    for (let number = -5; number < 30 * scale.rounds; number += 1) {
      // At any time since the last one, as errors come.
      await wait(random() * 200);
      const time = await untilPainted(page, large, `Live${String(process.pid)}x${String(number + 5)}x`);
      if (number >= 0) times.push(time);
    }
    const absolute = `p95 ${ms(p95(times))}, median ${ms(median(times))}`;
    return [{ ...atMost(name, 1, { ratio: p95(times) / most, absolute }), must: `≤ ${ms(most)}` }];
  } finally {
    await browser.close();
  }
}

/** Both clocks are the computer's. */
async function untilPainted(page: Page, { collector }: Side, title: string): Promise<number> {
  const painted = page.evaluate((wanted) => (globalThis as unknown as Watching).paintedAt(wanted), title);
  const answer = await fetch(`http://127.0.0.1:${String(collector.port)}${collector.path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Rollbar-Access-Token': collector.token },
    body: JSON.stringify({ data: { environment: 'production', body: traceOf(title) } }),
  });
  const answeredAt = performance.timeOrigin + performance.now();
  if (!answer.ok) throw new Error(`a report was answered with ${String(answer.status)}`);
  const late = wait(10_000, null, { ref: false });
  const at = await Promise.race([painted, late]);
  if (at === null) throw new Error('a row did not come within ten seconds');
  return Math.max(0, at - answeredAt);
}

/** Another class and method make another item. */
function traceOf(title: string): object {
  const frames = [{ filename: `/srv/shop/src/${title}.js`, lineno: 7, method: title }];
  return { trace: { frames, exception: { class: `${title}Error`, message: 'it broke' } } };
}

interface Watching {
  /** Unix milliseconds of the frame behind the one that shows the text in the list. */
  paintedAt(text: string): Promise<number>;
}

/** Runs in the page. */
function watchRows(): void {
  const isThere = (text: string): boolean => document.querySelector('[role=grid]')?.textContent.includes(text) === true;
  const afterPaint = (then: () => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  };
  const watching: Watching = {
    paintedAt: (text) =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (!isThere(text)) return;
          observer.disconnect();
          afterPaint(() => {
            resolve(performance.timeOrigin + performance.now());
          });
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  };
  Object.assign(globalThis, watching);
}
