/** Bars on a canvas with lines that mark moments, drawn by uPlot. What is pointed at is told to whoever asked for it. */
import uPlot from 'uplot';
import { numberText } from './format-number.ts';
import { colourAt, onThemeChange } from './plot-colours.ts';

export interface Bar {
  count: number;
  /** Below the axis; null for none. */
  tick: string | null;
}

export interface PlotMark {
  /** In bars from the middle of the first. */
  place: number;
  words: string;
  /** Where there is no room for the words of all, these come first. */
  isMain: boolean;
}

/** Bars from one to another, both included. */
export interface BarRange {
  first: number;
  last: number;
}

export function rangeOf(one: number, other: number): BarRange {
  return { first: Math.min(one, other), last: Math.max(one, other) };
}

export interface PlotWanted {
  bars: readonly Bar[];
  marks: readonly PlotMark[];
  /** Any CSS colour. */
  colour: string;
  height: number;
  /** The bar under the mouse, its middle in CSS pixels from the left; null when there is none. */
  onpoint: (index: number | null) => void;
}

export interface BarPlot {
  /** The middle of a bar and its width, in CSS pixels from the left of the element. */
  slotOf(index: number): { middle: number; width: number };
  destroy(): void;
}

/** CSS pixels between the edges of the element and where bars are. */
export const plotInset = { left: 40, right: 12 };

const ratio = (): number => devicePixelRatio || 1;

/** Draws into `element`, as wide as that is from now on. */
export function drawBars(element: HTMLElement, wanted: PlotWanted): BarPlot {
  const probe = document.createElement('span');
  element.append(probe);
  const plot = new uPlot(optionsOf(element, probe, wanted), dataOf(wanted), element);
  // Only the mouse points: a chart that is drawn anew, because more has arrived, leaves alone what the keyboard is on.
  plot.over.addEventListener('mousemove', ({ offsetX }) => {
    wanted.onpoint(plot.posToIdx(offsetX));
  });
  plot.over.addEventListener('mouseleave', () => {
    wanted.onpoint(null);
  });
  const size = new ResizeObserver(() => {
    if (element.clientWidth > 0) plot.setSize({ width: element.clientWidth, height: wanted.height });
  });
  size.observe(element);
  const endTheme = onThemeChange(() => {
    plot.redraw(false);
  });
  return {
    slotOf: (index) => {
      const left = plot.over.offsetLeft;
      return {
        middle: left + plot.valToPos(index, 'x'),
        width: plot.over.clientWidth / Math.max(1, wanted.bars.length),
      };
    },
    destroy: () => {
      size.disconnect();
      endTheme();
      plot.destroy();
      probe.remove();
    },
  };
}

function dataOf({ bars }: PlotWanted): uPlot.AlignedData {
  return [bars.map((_bar, index) => index), bars.map(({ count }) => count)];
}

function optionsOf(element: HTMLElement, probe: HTMLElement, wanted: PlotWanted): uPlot.Options {
  const { bars, height } = wanted;
  const top = niceTop(bars.reduce((most, { count }) => Math.max(most, count), 0));
  const bar = uPlot.paths.bars?.({ size: [0.72, 28] });
  return {
    ...{ width: Math.max(element.clientWidth, 120), height, padding: [16, plotInset.right, 0, 0] },
    legend: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    cursor: { show: false },
    scales: { x: { time: false, range: [-0.5, bars.length - 0.5] }, y: { range: [0, top] } },
    series: [
      {},
      { fill: () => colourAt(probe, wanted.colour), width: 0, points: { show: false }, ...(bar ? { paths: bar } : {}) },
    ],
    axes: axesOf(probe, wanted, top),
    hooks: {
      draw: [
        (plot) => {
          drawMarks(plot, probe, wanted);
        },
      ],
    },
  };
}

function axesOf(probe: HTMLElement, { bars }: PlotWanted, top: number): uPlot.Axis[] {
  const shared = {
    font: fontOf(probe),
    stroke: () => colourAt(probe, 'var(--text-3)'),
    ticks: { show: false },
  };
  const ticks = bars.flatMap(({ tick }, index) => (tick === null ? [] : [index]));
  return [
    {
      ...{ ...shared, size: 22, gap: 4, grid: { show: false } },
      splits: () => ticks,
      values: (_plot, at) => at.map((index) => bars[index]?.tick ?? ''),
    },
    {
      ...{ ...shared, size: plotInset.left, gap: 4, grid: { stroke: () => colourAt(probe, 'var(--grid)'), width: 1 } },
      splits: () => (top < 2 ? [0, top] : [0, top / 2, top]),
      values: (_plot, at) => at.map(numberText),
    },
  ];
}

function fontOf(probe: HTMLElement): string {
  return `11px ${getComputedStyle(probe).fontFamily}`;
}

/** Dashed lines with their words beside them; words that would cover others are left to the bar's own description. */
function drawMarks(plot: uPlot, probe: HTMLElement, { marks }: PlotWanted): void {
  const { ctx, bbox } = plot;
  const scale = ratio();
  const placed = marks.map((mark) => ({ ...mark, x: Math.round(plot.valToPos(mark.place, 'x', true)) + 0.5 }));
  ctx.save();
  ctx.lineWidth = scale;
  ctx.setLineDash([2 * scale, 3 * scale]);
  ctx.strokeStyle = colourAt(probe, 'var(--line-field)');
  for (const { x } of placed) {
    ctx.beginPath();
    ctx.moveTo(x, bbox.top - 12 * scale);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.font = `${String(11 * scale)}px ${getComputedStyle(probe).fontFamily}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillStyle = colourAt(probe, 'var(--text-3)');
  const taken: { from: number; to: number }[] = [];
  const gap = 4 * scale;
  for (const { x, words } of [...placed].sort((a, b) => Number(b.isMain) - Number(a.isMain))) {
    const width = ctx.measureText(words).width;
    const from = x + gap + width <= bbox.left + bbox.width + 12 * scale ? x + gap : x - gap - width;
    const to = from + width;
    if (from < bbox.left || taken.some((other) => from < other.to + gap && to > other.from - gap)) continue;
    ctx.fillText(words, from, bbox.top - scale);
    taken.push({ from, to });
  }
  ctx.restore();
}

/** The round number above the highest bar that two grid lines divide well. */
export function niceTop(value: number): number {
  if (value <= 2) return 2;
  const size = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 6, 8, 10].find((step) => step * size >= value) ?? 10) * size;
}
