import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Answer, Ask } from './other-side.js';

export interface OtherProcess {
  ask<A extends Answer['is']>(ask: Ask): Promise<Extract<Answer, { is: A }>>;
  end(): void;
}

/** HubSpot and the carriers in a process of their own; one question at a time. */
export const startOtherProcess = (): OtherProcess => {
  const child = fork(join(__dirname, 'other-side.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    ask: ask =>
      new Promise((resolve, reject) => {
        const ended = (code: number | null): void => {
          reject(new Error(`The other process ended (${code ?? 'killed'}).`));
        };
        child.once('exit', ended);
        child.once('message', answer => {
          child.off('exit', ended);
          resolve(answer as never);
        });
        child.send(ask);
      }),
    end: () => {
      child.kill();
    },
  };
};
