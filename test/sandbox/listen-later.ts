import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server on a free port whose handler comes later: the address must be known before the parts are made. */
export const listenLater = async () => {
  let handler: RequestListener = (_request, response) => {
    response.writeHead(503).end();
  };
  const http = createServer((request, response) => {
    handler(request, response);
  });
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    handle: (next: RequestListener) => (handler = next),
    close: () =>
      new Promise<void>(resolve => {
        http.close(() => {
          resolve();
        });
        http.closeAllConnections();
      }),
  };
};
