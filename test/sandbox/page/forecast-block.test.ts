import { fakeRehearsal } from './fake-verdict.js';
import { forecastBlock } from './forecast-block.js';
import { toText } from './html.js';
import { viewOf } from './view.js';

const NOW = '2026-11-23T08:00:00.000Z';
const SERVE_BY = '2026-11-25T09:00:00.000Z';
const shown = (late: number, now = NOW, lang: 'en' | 'ru' = 'en'): string =>
  toText(
    forecastBlock(
      viewOf({ lang, now, path: '/' }),
      'Europe/Berlin',
      fakeRehearsal(NOW, SERVE_BY, 400, late).forecast,
    ),
  );

it('says by when letters must be at the printer, and who misses the window else', () => {
  const text = shown(0);
  expect(text).toContain(
    'Letters must be at the printer by Tue 24 Nov, 14:00, or 40 customers miss the window.',
  );
  expect(text).toContain('Start sending by Tue 24 Nov, 14:00');
  expect(text).not.toContain('class="alert');
  expect(shown(0, NOW, 'ru')).toContain('иначе опоздают уведомления 40 клиентам');
});

it('warns with a number, and says that nothing is refused for it', () => {
  expect(shown(3)).toContain(
    'At the carriers’ pace 3 customers are told too late. Sending is not refused for it: waiting only makes it later.',
  );
  const passed = shown(0, '2026-11-24T13:00:01.000Z');
  expect(passed).toContain('The latest moment to start, Tue 24 Nov, 14:00, has passed');
  expect(passed).not.toContain('must be at the printer');
});

it('says nothing of a rehearsal from before there were forecasts', () => {
  expect(toText(forecastBlock(viewOf({ lang: 'en', now: NOW, path: '/' }), 'Europe/Berlin', undefined))).toBe(
    '',
  );
});
