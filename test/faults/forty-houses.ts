import type { House, Neighbourhood } from '../stories/neighbourhood.js';

export const HOUSES = 40;

/** Work on the Friday of the week that a neighbourhood begins in. */
export const FRIDAY = {
  kind: 'planned' as const,
  feeders: ['F-12'],
  zone: 'Europe/Berlin',
  windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
  reason: 'network_repair',
};

/** Each with somebody who has a mailbox and a mobile. */
export const fortyHouses: readonly House[] = Array.from({ length: HOUSES }, (_, i) => ({
  feeder: 'F-12',
  people: [
    {
      name: `House ${i}`,
      email: `h${i}@mail.example`,
      mobile: `+4917604060${String(i).padStart(3, '0')}`,
    },
  ],
}));

/** Everybody is served, every text went once, and every mail under one key. */
export const expectEachHouseToldOnce = async (town: Neighbourhood, outage: string): Promise<void> => {
  const notices = await town.notices(outage);
  expect(notices).toHaveLength(HOUSES);
  expect(notices.filter(notice => notice.state !== 'served')).toEqual([]);
  const items = town.world.sinks.inbox.list({ limit: 10_000 });
  expect(items.filter(item => item.channel === 'sms')).toHaveLength(HOUSES);
  expect(items.filter(item => item.channel === 'sms' && item.copies > 1)).toEqual([]);
  expect(new Set(items.filter(item => item.channel === 'email').map(item => item.key)).size).toBe(HOUSES);
};
