import type { ComponentProps, ReactNode } from 'react';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import type * as HubSpot from '@hubspot/ui-extensions';
import { classes, eventOf } from './look.js';

/** What the components of one card share. */
export interface CardHost {
  /** Of every overlay that is drawn, by its id: opens and closes it. */
  readonly overlays: Map<string, (open: boolean) => void>;
  readonly note: (what: string) => void;
  /** Of an app page: goes to another of its pages. */
  readonly go: (path: string, params?: Readonly<Record<string, string>>) => void;
}
export const CardHostContext = createContext<CardHost>({
  overlays: new Map(),
  note: () => undefined,
  go: () => undefined,
});

interface OverlayState {
  readonly open: boolean;
  readonly near: boolean;
  readonly setOpen: (open: boolean) => void;
}
const OverlayContext = createContext<OverlayState | null>(null);

/** What a handler is given beside the event. */
export const useReactions = () => {
  const { overlays } = useContext(CardHostContext);
  return useMemo(() => {
    const turn = (open: boolean) => (id: string) => overlays.get(id)?.(open);
    return { openPanel: turn(true), openModal: turn(true), closePanel: turn(false), closeModal: turn(false) };
  }, [overlays]);
};

export interface TriggerHandlers {
  readonly onClick: () => void;
  readonly onMouseEnter: () => void;
  readonly onMouseLeave: () => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}
export interface TriggerProps {
  readonly overlay?: ReactNode;
  readonly onClick?: ((event: HubSpot.ExtensionEvent, reactions: HubSpot.Reactions) => unknown) | undefined;
  /** Opened not by the press, but when what the press began has ended. */
  readonly waitsFor?: boolean;
  readonly children: (handlers: TriggerHandlers) => ReactNode;
}

/** What is pressed and what opens with it: HubSpot hangs a modal, a panel or a tooltip on its button. */
export const Trigger = ({ overlay, onClick, waitsFor, children }: TriggerProps) => {
  const [open, setOpen] = useState(false);
  const [near, setNear] = useState(false);
  const reactions = useReactions();
  const wasLoading = useRef(false);
  useEffect(() => {
    if (wasLoading.current && waitsFor === false) setOpen(true);
    wasLoading.current = waitsFor === true;
  }, [waitsFor]);
  const state = useMemo(() => ({ open, near, setOpen }), [open, near]);
  return (
    <>
      {children({
        onClick: () => {
          if (waitsFor === undefined) setOpen(true);
          onClick?.(eventOf('click'), reactions);
        },
        onMouseEnter: () => {
          setNear(true);
        },
        onMouseLeave: () => {
          setNear(false);
        },
        onFocus: () => {
          setNear(true);
        },
        onBlur: () => {
          setNear(false);
        },
      })}
      {overlay === undefined || overlay === null ? null : (
        <OverlayContext.Provider value={state}>{overlay}</OverlayContext.Provider>
      )}
    </>
  );
};

type Props = (ComponentProps<typeof HubSpot.Modal> | ComponentProps<typeof HubSpot.Panel>) & {
  readonly kind: 'modal' | 'panel';
};

/** A dialog of the browser's own: it holds the focus, closes on Escape and gives the focus back. */
const Dialog = ({ around, ...props }: Props & { readonly around: OverlayState }) => {
  const { id, kind, title, children, onOpen, width, variant, testId } = props;
  const heading = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const told = useRef(onOpen);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    told.current?.();
    // Closed before it is taken away, or the browser does not know whom to give the focus back to.
    return () => element?.close();
  }, []);
  const close = (): void => {
    around.setOpen(false);
  };
  return createPortal(
    <dialog
      ref={dialog}
      className={classes('hs-overlay', kind, width, variant)}
      aria-labelledby={title === undefined ? undefined : heading}
      aria-label={title === undefined ? (props['aria-label'] ?? id) : undefined}
      data-test-id={testId}
      onClose={close}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <button type="button" aria-label="Close" onClick={close}>
          <span aria-hidden="true">×</span>
        </button>
      </header>
      {children}
    </dialog>,
    document.body,
  );
};

const Overlay = (props: Props) => {
  const { id, onClose } = props;
  const around = useContext(OverlayContext);
  const { overlays } = useContext(CardHostContext);
  const wasOpen = useRef(false);
  const open = around?.open ?? false;
  const setOpen = useCallback((to: boolean) => around?.setOpen(to), [around]);
  useEffect(() => {
    overlays.set(id, setOpen);
    return () => {
      overlays.delete(id);
    };
  }, [overlays, id, setOpen]);
  useEffect(() => {
    if (!open && wasOpen.current) onClose?.();
    wasOpen.current = open;
  }, [open, onClose]);
  return around === null || !open ? null : <Dialog {...props} around={around} />;
};

export const Modal = (props: ComponentProps<typeof HubSpot.Modal>) => <Overlay {...props} kind="modal" />;
export const Panel = (props: ComponentProps<typeof HubSpot.Panel>) => <Overlay {...props} kind="panel" />;

/** Drawn when the pointer or the focus is on what it belongs to. */
export const Tooltip = ({ children, testId }: ComponentProps<typeof HubSpot.Tooltip>) =>
  useContext(OverlayContext)?.near === true ? (
    <span role="tooltip" className="hs-tooltip" data-test-id={testId}>
      {children}
    </span>
  ) : null;
