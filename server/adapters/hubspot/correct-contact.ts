import type { CorrectedFields } from '../../domain/customer/correction.js';
import { Fault } from '../../workflows/fault.js';
import { recordBatch } from './answers.js';
import type { Api } from './api.js';
import { batchPath } from './paths.js';
import { problemOf } from './problem.js';

const propertiesOf = ({ email, mobilephone, phone, address }: CorrectedFields) => ({
  ...(email === undefined ? {} : { email }),
  ...(mobilephone === undefined ? {} : { mobilephone }),
  ...(phone === undefined ? {} : { phone }),
  ...(address === undefined
    ? {}
    : { address: address.line1, city: address.city, zip: address.postcode, country: address.country }),
});

/** One contact; HubSpot refuses an e-mail address that another contact has. */
export const correctContact =
  (api: Api) =>
  async (contact: string, fields: CorrectedFields): Promise<void> => {
    const { errors } = await api.call({
      kind: 'contacts.correct',
      method: 'POST',
      path: batchPath('contacts', 'update'),
      body: { inputs: [{ id: contact, properties: propertiesOf(fields) }] },
      answer: recordBatch,
      repeatable: true,
    });
    const [error] = errors;
    if (error !== undefined)
      throw new Fault(
        'rejected',
        `hubspot.${problemOf(error).word}`,
        'HubSpot refused the correction of a contact',
      );
  };
