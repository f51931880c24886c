import express, { type RequestHandler } from 'express';
import { HttpProblem } from './problems.js';

/** Takes the bytes as they come: the signature is over them, so it is checked before anything is made of them. */
export const rawBytes: RequestHandler = express.raw({ type: () => true, limit: '1mb' });

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads the bytes as JSON, once they are known to be HubSpot's. */
export const parsedBody: RequestHandler = (request, _response, next) => {
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) {
    request.body = undefined;
    next();
    return;
  }
  try {
    request.body = JSON.parse(utf8.decode(bytes)) as unknown;
  } catch {
    throw new HttpProblem(400, 'request.malformed', 'The request cannot be read: it is not JSON.');
  }
  next();
};
