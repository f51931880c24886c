import { RemoteRenderer, createRemoteReceiver } from '@remote-ui/react/host';
import { createEndpoint, fromWebWorker, retain, type Endpoint } from '@remote-ui/rpc';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { CardHostContext, type CardHost } from './overlays.js';
import { controller, drawnNames } from './controller.js';
import { pageOf, usePageLocation } from './page-location.js';
import { hostApi, type Frame, type Toast } from './host-api.js';
import type { Surface, WorkerApi } from './wire.js';

export interface SurfaceProps {
  readonly surface: Surface;
  readonly onToast: (toast: Toast) => void;
  readonly onFrame: (frame: Frame) => void;
  readonly onNote: (what: string) => void;
}

/** One card: a worker with its bundle, and what the bundle draws. Drawn anew when the card asks for it. */
export const CardSurface = ({ surface, onToast, onFrame, onNote }: SurfaceProps) => {
  const [round, setRound] = useState(0);
  const [crashed, setCrashed] = useState<string | null>(null);
  const receiver = useMemo(() => createRemoteReceiver(), [round]);
  const overlays = useRef(new Map<string, (open: boolean) => void>()).current;
  const worker = useRef<Endpoint<WorkerApi> | null>(null);
  const { location, go } = usePageLocation();
  const host = useMemo<CardHost>(() => ({ overlays, note: onNote, go }), [overlays, onNote, go]);
  const reload = useCallback(() => {
    setRound(before => before + 1);
  }, []);

  useEffect(() => {
    setCrashed(null);
    const thread = new Worker('/cards/worker.js');
    const endpoint = createEndpoint<WorkerApi>(fromWebWorker(thread), { callable: ['start', 'moved'] });
    worker.current = endpoint;
    const given = {
      surface,
      overlays,
      reload,
      go,
      onToast,
      onFrame,
      onNote,
      onCrash: setCrashed,
      keep: retain,
    };
    endpoint.expose({ ...hostApi(given) });
    void endpoint.call.moved(pageOf());
    void endpoint.call.start(receiver.receive, surface, drawnNames);
    return () => {
      endpoint.terminate();
      thread.terminate();
    };
  }, [receiver, surface, overlays, reload, go, onToast, onFrame, onNote]);
  useEffect(() => void worker.current?.call.moved(location), [location]);

  if (crashed !== null)
    return (
      <div role="alert" className="hs-crashed">
        <p>This card ended in an error.</p>
        <pre tabIndex={0}>{crashed}</pre>
      </div>
    );
  return (
    <CardHostContext.Provider value={host}>
      <RemoteRenderer key={round} receiver={receiver} controller={controller} />
    </CardHostContext.Provider>
  );
};
