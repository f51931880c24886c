import { StatusTag } from '@hubspot/ui-extensions';
import type { ComponentProps } from 'react';
import { useServerClock } from '../client/use-server-clock.js';
import { frameWords } from '../words/frame.js';
import { millisecondsOf, moment, relative } from '../words/moments.js';
import { sayIn, type Language } from '../words/say.js';

export interface CountdownProps {
  readonly until: string;
  readonly zone: string;
  readonly language: Language;
  /** Of the answer that `until` came with. */
  readonly serverNow: string;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const LAST_MINUTES = 10;

type Look = Pick<ComponentProps<typeof StatusTag>, 'variant' | 'hollow'>;

/** Colour and filling only repeat what the words say. */
const lookOf = (left: number): Look => {
  if (left <= 0) return { variant: 'danger' };
  if (left < 2 * HOUR_MS) return { variant: 'warning' };
  if (left < 8 * HOUR_MS) return { variant: 'warning', hollow: true };
  return { variant: left < 48 * HOUR_MS ? 'info' : 'default', hollow: true };
};

/** An hour-counted deadline: the moment itself, then how long that is, by the server's clock. */
export const Countdown = ({ until, zone, language, serverNow }: CountdownProps) => {
  const startsWith = millisecondsOf(until) - millisecondsOf(serverNow);
  const isNear = startsWith > 0 && startsWith < LAST_MINUTES * MINUTE_MS;
  const now = useServerClock(serverNow, isNear ? 1000 : MINUTE_MS);
  const left = millisecondsOf(until) - now;
  const words = relative(until, language, now);
  const said = left > 0 ? words : sayIn(frameWords, language)('countdown.passed', { relative: words });
  return (
    <StatusTag {...lookOf(left)}>
      {moment(until, zone, language, now)} ({said})
    </StatusTag>
  );
};
