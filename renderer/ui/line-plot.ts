/** Lines over time on a canvas, drawn by uPlot. What is pointed at is told to whoever asked for it. */
import uPlot from 'uplot';
import { clockTime, dayText } from './format-age.ts';
import { decimalText } from './format-number.ts';
import { colourAt, onThemeChange } from './plot-colours.ts';

export interface Line {
  name: string;
  /** In the order of the times; null where there is none. */
  values: readonly (number | null)[];
  /** Any CSS colour. */
  colour: string;
}

export interface LinesWanted {
  /** Unix milliseconds, ascending. */
  times: readonly number[];
  lines: readonly Line[];
  height: number;
  /** The place of the time under the mouse; null when there is none. */
  onpoint: (index: number | null) => void;
}

export interface LinePlot {
  /** Where a time stands, in CSS pixels from the left of the element. */
  leftOf(index: number): number;
  destroy(): void;
}

const dayMs = 86_400_000;

/** Draws into `element`, as wide as that is from now on. */
export function drawLines(element: HTMLElement, wanted: LinesWanted): LinePlot {
  const probe = document.createElement('span');
  element.append(probe);
  const seconds = wanted.times.map((time) => time / 1000);
  const data: uPlot.AlignedData = [seconds, ...wanted.lines.map(({ values }) => [...values])];
  const plot = new uPlot(optionsOf(element, probe, wanted), data, element);
  const size = new ResizeObserver(() => {
    if (element.clientWidth > 0) plot.setSize({ width: element.clientWidth, height: wanted.height });
  });
  size.observe(element);
  const endTheme = onThemeChange(() => {
    plot.redraw(false);
  });
  return {
    leftOf: (index) => plot.over.offsetLeft + plot.valToPos(seconds[index] ?? 0, 'x'),
    destroy: () => {
      size.disconnect();
      endTheme();
      plot.destroy();
      probe.remove();
    },
  };
}

function optionsOf(element: HTMLElement, probe: HTMLElement, wanted: LinesWanted): uPlot.Options {
  const { lines, height, onpoint } = wanted;
  return {
    ...{ width: Math.max(element.clientWidth, 120), height, padding: [12, 16, 0, 0] },
    legend: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    cursor: { x: false, y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: { y: { range: (_plot, least, most) => rangeOf(least, most) } },
    series: [
      {},
      ...lines.map(({ colour }): uPlot.Series => ({
        ...{ stroke: () => colourAt(probe, colour), width: 2, spanGaps: true },
        points: { show: true, size: 5, width: 1, fill: () => colourAt(probe, colour) },
      })),
    ],
    axes: axesOf(probe, wanted),
    hooks: {
      setCursor: [
        ({ cursor }) => {
          onpoint(cursor.idx ?? null);
        },
      ],
    },
  };
}

function axesOf(probe: HTMLElement, { times }: LinesWanted): uPlot.Axis[] {
  const isShort = (times.at(-1) ?? 0) - (times[0] ?? 0) < 2 * dayMs;
  const shared = {
    font: `11px ${getComputedStyle(probe).fontFamily}`,
    stroke: () => colourAt(probe, 'var(--text-3)'),
    ticks: { show: false },
  };
  return [
    {
      ...{ ...shared, size: 24, gap: 4, grid: { show: false }, space: 70 },
      values: (_plot, splits) => splits.map((at) => (isShort ? clockTime(at * 1000) : dayText(at * 1000))),
    },
    {
      ...{ ...shared, size: 64, gap: 4, grid: { stroke: () => colourAt(probe, 'var(--grid)'), width: 1 } },
      values: (_plot, splits) => splits.map(decimalText),
    },
  ];
}

/** Heights begin at zero, so that none looks larger than it is. */
function rangeOf(least: number, most: number): [number, number] {
  const [low, high] = [Math.min(0, least), Math.max(0, most)];
  return low === high ? [0, 1] : [low, high + (high - low) * 0.06];
}
