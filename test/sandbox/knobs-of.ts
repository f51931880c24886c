import type { Knob } from './stage.js';
import type { World } from './world.js';

const LABELS: Readonly<Record<string, string>> = {
  'email.down': 'The mail server is down',
  'email.slowMs': 'The mail server is slow',
  'email.tempfail': 'The mail server says "later" to everything',
  'email.throttle': 'The mail server throttles us',
  'email.hang': 'The mail server hangs',
  'email.drop': 'The mail server takes a mail and drops the line',
  'sms.down': 'The SMS carrier is down',
  'sms.serverError': 'The SMS carrier answers with errors',
  'sms.throttle': 'The SMS carrier throttles us',
  'sms.hang': 'The SMS carrier hangs',
  'sms.acceptThenHang': 'The SMS carrier takes a message and never answers',
  'letter.down': 'The print house’s folder is gone',
  'letter.stuck': 'The print house prints nothing',
};

const HUBSPOT = ['works', 'busy (429)', 'fails (502)', 'locked (423)'] as const;
const FAULT: Readonly<Record<string, '429' | '502' | '423'>> = {
  'busy (429)': '429',
  'fails (502)': '502',
  'locked (423)': '423',
};
const FOR_LONG = 1_000_000;

/** Everything that can be broken, as the page shows it. */
export const knobsOf = ({
  sinks,
  portal,
}: World): { list(): readonly Knob[]; set(name: string, value: string): void } => {
  let hubspot: string = HUBSPOT[0];
  return {
    list: () => [
      ...Object.entries(sinks.listKnobs()).map(([name, value]): Knob => ({
        name,
        label: LABELS[name] ?? name,
        value: typeof value === 'number' ? String(value) : value ? 'on' : 'off',
        choices: typeof value === 'number' ? ['0', '500', '3000'] : ['off', 'on'],
      })),
      { name: 'hubspot', label: 'HubSpot', value: hubspot, choices: HUBSPOT },
    ],
    set: (name, value) => {
      if (name === 'hubspot') {
        portal.faults.clear();
        hubspot = value;
        const kind = FAULT[value];
        if (kind !== undefined) portal.faults.inject({ match: { path: /./ }, times: FOR_LONG, kind });
        return;
      }
      const before = sinks.listKnobs()[name];
      void sinks.setKnob(name, typeof before === 'number' ? Number(value) : value === 'on');
    },
  };
};
