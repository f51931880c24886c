import {
  Button,
  ButtonRow,
  Dropdown,
  Link,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  Text,
  Tooltip,
} from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { useState } from 'react';
import type { Api } from './api.js';

export const Overlays = ({
  actions,
  onHeard,
}: {
  readonly actions: Api['actions'];
  readonly onHeard: (what: string) => void;
}) => {
  const [asking, setAsking] = useState(false);
  const ask = (): void => {
    setAsking(true);
    setTimeout(() => {
      setAsking(false);
    }, 50);
  };
  return (
    <ButtonRow>
      <Button
        overlay={
          <Panel
            id="notice"
            title="One notice"
            variant="modal"
            onClose={() => {
              onHeard('panel closed');
            }}
          >
            <PanelBody>
              <PanelSection>
                <Text>All of it.</Text>
              </PanelSection>
            </PanelBody>
            <PanelFooter>
              <Button
                onClick={(_, reactions) => {
                  reactions.closePanel('notice');
                }}
              >
                Done
              </Button>
            </PanelFooter>
          </Panel>
        }
      >
        Open the notice
      </Button>
      <LoadingButton
        loading={asking}
        onClick={ask}
        overlayOptions={{ openBehavior: 'onLoadingFinish' }}
        overlay={
          <Modal id="sure" title="Send to 1,204 customers now?">
            <ModalBody>
              <Text>What is sent cannot be recalled.</Text>
            </ModalBody>
            <ModalFooter>
              <Button
                variant="primary"
                onClick={() => {
                  actions.closeOverlay('sure');
                }}
              >
                Send
              </Button>
            </ModalFooter>
          </Modal>
        }
      >
        Send
      </LoadingButton>
      <Dropdown buttonText="More">
        <Dropdown.ButtonItem
          onClick={() => {
            onHeard('first item');
          }}
        >
          First
        </Dropdown.ButtonItem>
        <Dropdown.ButtonItem
          onClick={() => {
            onHeard('second item');
          }}
        >
          Second
        </Dropdown.ButtonItem>
      </Dropdown>
      <Link href={{ url: '/letter.pdf', external: true }} overlay={<Tooltip>Opens beside this</Tooltip>}>
        Letter
      </Link>
      <CrmActionLink actionType="PREVIEW_OBJECT" actionContext={{ objectTypeId: '0-1', objectId: 5 }}>
        Peek
      </CrmActionLink>
      <Button
        onClick={() => {
          actions.addAlert({ type: 'success', title: 'Saved.', message: 'It is kept.' });
        }}
      >
        Announce
      </Button>
      <Button
        onClick={() => {
          void actions.copyTextToClipboard('The power is off.');
        }}
      >
        Copy
      </Button>
    </ButtonRow>
  );
};
