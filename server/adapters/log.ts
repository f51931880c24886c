import pino, { type DestinationStream } from 'pino';
import type { Log } from '../workflows/ports.js';

/** Fields whose values could be somebody's; nothing should log them, and if something does, they are cut out. */
const NEVER = [
  'to',
  'email',
  'phone',
  'name',
  'address',
  'body',
  'text',
  'html',
  'subject',
  'toName',
  'authorization',
  'cookie',
];

export const makeLog = (level: string, destination?: DestinationStream): Log => {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: [...NEVER, ...NEVER.map(key => `*.${key}`)], remove: true },
  };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  return {
    info: (event, fields = {}) => {
      logger.info(fields, event);
    },
    warn: (event, fields = {}) => {
      logger.warn(fields, event);
    },
    error: (event, fields = {}) => {
      logger.error(fields, event);
    },
  };
};
