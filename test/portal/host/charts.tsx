import type * as HubSpot from '@hubspot/ui-extensions';
import type { ComponentProps } from 'react';

type Props = ComponentProps<typeof HubSpot.BarChart>;

const COLOURS: Readonly<Record<string, string>> = {
  orange: '#e8762d',
  aqua: '#1f9aa3',
  purple: '#7a5bb5',
  yellow: '#b8860b',
  pink: '#c2587a',
  blue: '#2f6fc9',
  green: '#2f8f63',
  darkOrange: '#b35518',
  darkAqua: '#14717a',
  darkPurple: '#583d8f',
  darkYellow: '#8a6508',
  darkPink: '#93395a',
  darkBlue: '#1d4d94',
  darkGreen: '#1e6445',
};
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [640, 252, 48, 52, 18];

/** The numbers of a chart as they are drawn: for each place on the x axis one for each group. */
const seriesOf = ({ data, axes, options }: Props) => {
  const rows = Array.isArray(data) ? data : data.data;
  const labels = Array.isArray(data) ? {} : (data.options?.propertyLabels ?? {});
  const by = axes.options?.groupFieldByColor;
  const places = [...new Set(rows.map(row => String(row[axes.x.field])))];
  const groups = by === undefined ? [''] : [...new Set(rows.map(row => String(row[by])))];
  const value = (place: string, group: string): number =>
    rows
      .filter(row => String(row[axes.x.field]) === place && (by === undefined || String(row[by]) === group))
      .reduce((sum, row) => sum + Number(row[axes.y.field]), 0);
  const palette = options?.colors ?? options?.colorList ?? Object.keys(COLOURS);
  const colour = (group: string, index: number): string =>
    COLOURS[axes.options?.colors?.[group] ?? palette[index % palette.length] ?? 'blue'] ?? '#2f6fc9';
  const nameOf = (field: string | undefined, word: string): string => labels[field ?? '']?.[word] ?? word;
  return {
    places: places.map(place => ({ place, name: nameOf(axes.x.field, place) })),
    groups: groups.map((group, index) => ({ group, name: nameOf(by, group), colour: colour(group, index) })),
    value,
  };
};
type Series = ReturnType<typeof seriesOf>;

const Bars = ({
  series,
  stacked,
  y,
}: {
  readonly series: Series;
  readonly stacked: boolean;
  readonly y: (v: number) => number;
}) => {
  const step = (WIDTH - LEFT - 8) / series.places.length;
  const width = (step * 0.7) / (stacked ? 1 : series.groups.length);
  return (
    <>
      {series.places.flatMap(({ place, name }, at) => {
        let below = 0;
        return series.groups.map(({ group, name: groupName, colour }, index) => {
          const value = series.value(place, group);
          const top = y(below + value);
          const height = y(below) - top;
          if (stacked) below += value;
          return (
            <rect
              key={`${place}/${group}`}
              x={LEFT + at * step + step * 0.15 + (stacked ? 0 : index * width)}
              y={top}
              width={width}
              height={height}
              fill={colour}
            >
              <title>{`${name} ${groupName}: ${value}`}</title>
            </rect>
          );
        });
      })}
    </>
  );
};
const Lines = ({ series, y }: { readonly series: Series; readonly y: (v: number) => number }) => {
  const step = (WIDTH - LEFT - 8) / series.places.length;
  return (
    <>
      {series.groups.map(({ group, colour }) => (
        <polyline
          key={group}
          fill="none"
          stroke={colour}
          strokeWidth={2}
          points={series.places
            .map(({ place }, at) => `${LEFT + step * (at + 0.5)},${y(series.value(place, group))}`)
            .join(' ')}
        />
      ))}
    </>
  );
};

const Chart = (props: Props & { readonly kind: 'bar' | 'line' }) => {
  const { kind, axes, options, testId } = props;
  const series = seriesOf(props);
  const stacked = kind === 'bar' && axes.options?.stacking === true;
  const heights = series.places.flatMap(({ place }) => {
    const values = series.groups.map(({ group }) => series.value(place, group));
    return stacked ? [values.reduce((sum, value) => sum + value, 0)] : values;
  });
  const most = Math.max(1, ...heights);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP);
  const step = (WIDTH - LEFT - 8) / Math.max(1, series.places.length);
  return (
    <figure className="hs-chart" data-test-id={testId}>
      {options?.title === undefined ? null : <figcaption>{options.title}</figcaption>}
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={options?.title ?? axes.y.label ?? 'Chart'}
      >
        {[0, most / 2, most].map(value => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH - 8} y1={y(value)} y2={y(value)} className="grid" />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
              {Math.round(value)}
            </text>
          </g>
        ))}
        {kind === 'bar' ? <Bars series={series} stacked={stacked} y={y} /> : <Lines series={series} y={y} />}
        {series.places.map(({ place, name }, at) => (
          <text key={place} y={HEIGHT - BOTTOM + 16} textAnchor="middle">
            {name.split(' ').map((word, line) => (
              <tspan key={word} x={LEFT + step * (at + 0.5)} dy={line === 0 ? 0 : 13}>
                {`${word} `}
              </tspan>
            ))}
          </text>
        ))}
      </svg>
      {options?.showLegend === true ? (
        <ul className="hs-legend">
          {series.groups.map(({ group, name, colour }) => (
            <li key={group}>
              <i aria-hidden="true" style={{ background: colour }} /> {name}
            </li>
          ))}
        </ul>
      ) : null}
    </figure>
  );
};
export const BarChart = (props: ComponentProps<typeof HubSpot.BarChart>) => <Chart {...props} kind="bar" />;
export const LineChart = (props: ComponentProps<typeof HubSpot.LineChart>) => (
  <Chart {...props} kind="line" />
);
