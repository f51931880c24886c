import { Button, ButtonRow, LoadingButton, Modal, ModalBody, ModalFooter } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { frameWords } from '../words/frame.js';
import { sayIn, type Language } from '../words/say.js';

export interface ConfirmationProps {
  /** Of the overlay; unlike any other on the surface. */
  readonly id: string;
  readonly language: Language;
  /** On the button that opens it. */
  readonly label: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly size?: 'small';
  /** The server is being asked; the question opens when it has answered. */
  readonly asking?: boolean;
  readonly onAsk?: () => void;
  /** The question, with its number. */
  readonly title: string;
  /** Who, what, when, at what cost, and what cannot be recalled. */
  readonly children: ReactNode;
  /** The verb and its number; null: there is nothing to agree to. */
  readonly yes: string | null;
  readonly no?: string;
  /** What cannot be undone: it looks like it, and its button is not the one that Enter finds first. */
  readonly danger?: boolean;
  /** The act is under way. */
  readonly saving?: boolean;
  readonly yesDisabled?: boolean;
  readonly onYes: () => void;
  readonly closeOverlay: (id: string) => void;
}

/** Asks before anything leaves the house: first the server for the true numbers, then the person. */
export const Confirmation = (props: ConfirmationProps) => {
  const { id, language, label, title, children, yes, danger = false, saving = false, closeOverlay } = props;
  const back = (
    <Button
      key="no"
      variant="secondary"
      onClick={() => {
        closeOverlay(id);
      }}
    >
      {props.no ?? sayIn(frameWords, language)('button.back')}
    </Button>
  );
  const act = (
    <LoadingButton
      key="yes"
      variant={danger ? 'destructive' : 'primary'}
      loading={saving}
      disabled={props.yesDisabled === true}
      onClick={props.onYes}
    >
      {yes}
    </LoadingButton>
  );
  const modal = (
    <Modal id={id} title={title} variant={danger ? 'danger' : 'default'}>
      <ModalBody>{children}</ModalBody>
      <ModalFooter>
        <ButtonRow>{yes === null ? back : danger ? [back, act] : [act, back]}</ButtonRow>
      </ModalFooter>
    </Modal>
  );
  // Where the server is asked first, the press alone does nothing.
  const isDestructive = danger && props.onAsk === undefined;
  return (
    <LoadingButton
      variant={props.primary === true ? 'primary' : isDestructive ? 'destructive' : 'secondary'}
      {...(props.size === undefined ? {} : { size: props.size })}
      loading={props.asking === true}
      disabled={props.disabled === true}
      overlayOptions={{ openBehavior: props.asking === undefined ? 'onClick' : 'onLoadingFinish' }}
      overlay={modal}
      onClick={() => {
        props.onAsk?.();
      }}
    >
      {label}
    </LoadingButton>
  );
};
