import {
  Button,
  ButtonRow,
  Flex,
  LoadingButton,
  Panel,
  PanelBody,
  PanelSection,
} from '@hubspot/ui-extensions';
import { useState, type ReactNode } from 'react';
import type { Doing } from '../../client/use-act.js';
import { ActState } from '../../parts/act-state.js';
import type { Language } from '../../words/say.js';

export interface FormPanelProps {
  readonly id: string;
  readonly language: Language;
  readonly label: string;
  readonly title: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  /** Drawn anew each time it is opened, so that each opening is a new press. */
  readonly form: () => ReactNode;
}

/** A form in a panel, which holds the screen reader's focus while it is open. */
export const FormPanel = ({ id, label, title, primary = false, disabled = false, form }: FormPanelProps) => {
  const [open, setOpen] = useState(false);
  return (
    <Button
      variant={primary ? 'primary' : 'secondary'}
      size="small"
      disabled={disabled}
      onClick={() => {
        setOpen(true);
      }}
      overlay={
        <Panel
          id={id}
          title={title}
          variant="modal"
          width="sm"
          onClose={() => {
            setOpen(false);
          }}
        >
          {open ? (
            <PanelBody>
              <PanelSection>{form()}</PanelSection>
            </PanelBody>
          ) : null}
        </Panel>
      }
    >
      {label}
    </Button>
  );
};

/** The end of every form: what became of the press, what was done, and the button. */
export const FormEnd = <A,>({
  doing,
  language,
  save,
  done,
  disabled = false,
  onSave,
}: {
  readonly doing: Doing<A>;
  readonly language: Language;
  readonly save: string;
  readonly done: ReactNode;
  readonly disabled?: boolean;
  readonly onSave: () => void;
}) => (
  <Flex direction="column" gap="sm">
    <ActState doing={doing} language={language} />
    {doing.kind === 'ready' ? done : null}
    <ButtonRow>
      <LoadingButton
        variant="primary"
        loading={doing.kind === 'saving' || doing.kind === 'unsure'}
        disabled={disabled}
        onClick={onSave}
      >
        {save}
      </LoadingButton>
    </ButtonRow>
  </Flex>
);
