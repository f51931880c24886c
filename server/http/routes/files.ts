import { Router, type Response } from 'express';
import type { campaignExport } from '../../queries/campaign-export.js';
import type { debtExport } from '../../queries/debt-list.js';
import type { letterPreview } from '../../queries/campaign-preview.js';
import type { openFileLink } from '../../workflows/make-file-link.js';
import { HttpProblem, orNotFound } from '../problems.js';

export interface FileRoutes {
  readonly openFileLink: ReturnType<typeof openFileLink>;
  readonly campaignExport: ReturnType<typeof campaignExport>;
  readonly debtExport: ReturnType<typeof debtExport>;
  readonly letterPreview: ReturnType<typeof letterPreview>;
}

/** The files that a link good for one use opens. The link is the proof: whoever made it was signed for. */
export const fileRoutes = (filesOf: (portal: string) => FileRoutes | null): Router => {
  const router = Router();
  router.get('/:portal/:token', async (request, response) => {
    const { portal, token } = request.params;
    const files = filesOf(portal);
    const what = files === null ? null : await files.openFileLink(token);
    if (files === null || what === null)
      throw new HttpProblem(
        410,
        'link.spent',
        'This link has been used or is older than five minutes. Make a new one at the card.',
      );
    response.set('Cache-Control', 'no-store');
    if (what.kind === 'preview') {
      const pdf = orNotFound(
        await files.letterPreview(what.outage, { kind: what.notice, language: what.language }),
        'letter',
      );
      response
        .type('application/pdf')
        .set('Content-Disposition', 'inline; filename="letter.pdf"')
        .send(Buffer.from(pdf));
      return;
    }
    const isOfDebts = what.kind === 'debts';
    response
      .type('text/csv; charset=utf-8')
      .set('Content-Disposition', `attachment; filename="${isOfDebts ? 'debts' : 'campaign'}.csv"`);
    for await (const part of isOfDebts ? files.debtExport(what) : files.campaignExport(what.outage))
      // A slow reader holds the next page back, and not the server's memory; for one that left nothing more is read.
      if (!response.write(part) && !(await canGoOn(response))) return;
    response.end();
  });
  return router;
};

/** Once the reader has taken what it was given; false: it left. */
const canGoOn = (response: Response): Promise<boolean> =>
  new Promise(resolve => {
    if (response.destroyed) {
      resolve(false);
      return;
    }
    const end = (taken: boolean): void => {
      response.off('drain', onDrain);
      response.off('close', onClose);
      resolve(taken);
    };
    const onDrain = (): void => {
      end(true);
    };
    const onClose = (): void => {
      end(false);
    };
    response.on('drain', onDrain);
    response.on('close', onClose);
  });
