import { useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Frame, Toast } from './host-api.js';
import { CardSurface } from './surface.js';
import type { Surface } from './wire.js';

/** Where the page wants a card: an element with the surface in its `data-surface`. */
const places = [...document.querySelectorAll<HTMLElement>('[data-surface]')].map(element => ({
  element,
  surface: JSON.parse(element.dataset['surface'] ?? '{}') as Surface,
}));

const FrameModal = ({ frame, onClose }: { readonly frame: Frame; readonly onClose: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="hs-overlay frame" aria-label={frame.title} onClose={onClose}>
      <header>
        <h2>{frame.title}</h2>
        <button type="button" aria-label="Close" onClick={() => dialog.current?.close()}>
          <span aria-hidden="true">×</span>
        </button>
      </header>
      <iframe title={frame.title} src={frame.uri} width={frame.width} height={frame.height} />
    </dialog>
  );
};

const Toasts = ({
  toasts,
  onDismiss,
}: {
  readonly toasts: readonly Toast[];
  readonly onDismiss: (toast: Toast) => void;
}) => (
  <div className="hs-toasts" role="status">
    {toasts.map((toast, index) => (
      <div key={index} className={`hs-toast ${toast.type}`}>
        <div>
          {toast.title === '' ? null : <strong>{toast.title} </strong>}
          {toast.message}
        </div>
        <button
          type="button"
          aria-label={`Dismiss: ${toast.title || toast.message}`}
          onClick={() => {
            onDismiss(toast);
          }}
        >
          <span aria-hidden="true">×</span>
        </button>
      </div>
    ))}
  </div>
);

/** Every card of the page, what they announce, and the frame one of them may have opened. */
const Portal = () => {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [frame, setFrame] = useState<Frame | null>(null);
  const onToast = useCallback((toast: Toast) => {
    setToasts(before => [...before, toast]);
  }, []);
  const onNote = useCallback(
    (what: string) => {
      onToast({ type: 'info', title: 'Preview', message: what });
    },
    [onToast],
  );
  return (
    <>
      {places.map(({ element, surface }) =>
        createPortal(
          <CardSurface surface={surface} onToast={onToast} onFrame={setFrame} onNote={onNote} />,
          element,
        ),
      )}
      <Toasts
        toasts={toasts}
        onDismiss={gone => {
          setToasts(before => before.filter(toast => toast !== gone));
        }}
      />
      {frame === null ? null : (
        <FrameModal
          frame={frame}
          onClose={() => {
            frame.onClose();
            setFrame(null);
          }}
        />
      )}
    </>
  );
};

const root = document.getElementById('cards');
if (root !== null) createRoot(root).render(<Portal />);
