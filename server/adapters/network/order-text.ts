import type { NetworkOrder } from '../../workflows/ports/orders.js';

/** An order as the network reads it, by file or by webhook: JSON, moments in UTC, days of the premises. */
export const orderText = (portal: string, order: NetworkOrder): string => {
  const { id, kind, recalls, act, on, notBefore, notAfter, reasons } = order;
  const { ref, account, servicePoint, feeder, address, zone } = order;
  return `${JSON.stringify(
    {
      version: 1,
      order: id,
      portal,
      kind,
      urgent: kind !== 'act',
      recalls,
      act,
      on,
      notBefore,
      notAfter,
      reasons,
      case: ref,
      premises: { servicePoint, account, feeder, address, zone },
    },
    null,
    2,
  )}\n`;
};
