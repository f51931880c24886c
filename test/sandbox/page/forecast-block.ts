import type { ForecastView } from '../../../ui-extensions/contract/outage.js';
import { html, nothing, type Html, type Piece } from './html.js';
import { table } from './parts.js';
import type { View } from './view.js';

type Row = ForecastView['channels'][number];

/** Before sending, and before asking to: that it will be too late for some, in numbers. Nothing is refused for it. */
export const forecastWarning = (view: View, zone: string, forecast: ForecastView | undefined): Html => {
  if (forecast === undefined) return nothing;
  const { say } = view;
  const { late, launchBy } = forecast;
  const text =
    late > 0
      ? say('oc.forecast.late', { n: late })
      : launchBy !== null && launchBy < view.now
        ? say('oc.forecast.passed', { time: view.plain(launchBy, zone) })
        : null;
  return text === null
    ? nothing
    : html`<p class="alert warn" role="status">${text} ${say('oc.forecast.goes')}</p>`;
};

/** "Letters must be at the printer by Tuesday, 14:00, or 812 customers miss the window." */
const condition = (view: View, zone: string, { channel, handOverBy, onlyThis }: Row): Html =>
  handOverBy === null || onlyThis === 0 || handOverBy < view.now
    ? nothing
    : html`<li>${view.say(`oc.forecast.${channel}`, { time: view.plain(handOverBy, zone), n: onlyThis })}</li>`;

/** How long sending takes and what must happen by when, at the pace of the carriers. */
export const forecastBlock = (view: View, zone: string, forecast: ForecastView | undefined): Html => {
  if (forecast === undefined || forecast.channels.length === 0) return nothing;
  const { say } = view;
  const at = (moment: string | null): Piece => (moment === null ? '–' : view.at(moment, zone));
  return html`
<h3>${say('oc.forecast')}</h3>
${forecastWarning(view, zone, forecast)}
<ul>
  ${forecast.launchBy === null || forecast.launchBy < view.now ? nothing : html`<li>${say('oc.forecast.launchBy', { time: view.plain(forecast.launchBy, zone), left: view.left(forecast.launchBy) })}</li>`}
  ${forecast.channels.map(row => condition(view, zone, row))}
</ul>
${table(
  say('oc.forecast.channels'),
  [
    { head: say('oc.channel') },
    { head: say('oc.forecast.pace'), number: true },
    { head: say('oc.forecast.starts') },
    { head: say('oc.forecast.last') },
    { head: say('oc.forecast.served') },
    { head: say('oc.forecast.by') },
    { head: say('oc.late'), number: true },
  ],
  forecast.channels.map(row => [
    say(`channel.${row.channel}`),
    row.perSecond === null ? '–' : view.number(row.perSecond),
    at(row.starts),
    at(row.lastHandedOver),
    at(row.lastServed),
    at(row.handOverBy),
    view.number(row.late),
  ]),
)}`;
};
