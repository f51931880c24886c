import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on a free port of this machine whose handler comes later: the address must be known before the parts are made. */
export const listen = async () => {
  let handler: RequestListener = (_request, response) => {
    response.writeHead(503).end();
  };
  const http = createServer((request, response) => {
    handler(request, response);
  });
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    handle: (next: RequestListener) => (handler = next),
    close: () => {
      http.closeAllConnections();
      http.close();
    },
  };
};
