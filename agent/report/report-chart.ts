import { init, use } from 'echarts/core';
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import type { Zone } from '../domain/zone.ts';
import { showMoment } from '../texts/format.ts';
import type { Moment } from '../domain/moment.ts';

use([LineChart, GridComponent, MarkLineComponent, TitleComponent, SVGRenderer]);

/**
 * Draws hourly download rates as an SVG line chart, with the contracted capacity as a dashed line. Runs on the server,
 * so that the page needs no script.
 * @param hourly pairs of epoch ms and bit/s.
 * @param capacity bit/s. null: unknown, no line is drawn.
 */
export function loadChart(
  hourly: readonly (readonly [number, number])[],
  capacity: number | null,
  title: string,
  zone: Zone,
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 960, height: 320 });
  const mark =
    capacity === null
      ? {}
      : {
          markLine: {
            symbol: 'none',
            silent: true,
            lineStyle: { color: '#b3261e', type: 'dashed' as const },
            label: { formatter: `${capacity / 1e6} Mbps`, color: '#b3261e' },
            data: [{ yAxis: capacity / 1e6 }],
          },
        };
  chart.setOption({
    animation: false,
    title: { text: title, left: 'center', textStyle: { fontSize: 14, color: '#1c1b1f' } },
    grid: { left: 60, right: 70, top: 40, bottom: 40 },
    xAxis: {
      type: 'category',
      data: hourly.map(([start]) => showMoment(start as Moment, zone, 'id', 'short')),
      axisLabel: { color: '#1c1b1f', formatter: (text: string) => text.slice(0, 5) },
    },
    yAxis: {
      type: 'value',
      name: 'Mbps',
      max: (range: { max: number }) => Math.ceil(Math.max(range.max, (capacity ?? 0) / 1e6) / 50) * 50,
      axisLabel: { color: '#1c1b1f' },
    },
    series: [
      {
        type: 'line',
        showSymbol: false,
        lineStyle: { width: 1, color: '#0b57d0' },
        areaStyle: { color: '#d3e3fd' },
        data: hourly.map(([, bits]) => Math.round(bits / 1e4) / 100),
        ...mark,
      },
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
