import type * as Experimental from '@hubspot/ui-extensions/experimental';
import type * as Pages from '@hubspot/ui-extensions/pages';
import { useContext, type ComponentProps, type ReactNode } from 'react';
import { classes } from './look.js';
import { Button } from './buttons.js';
import { CardHostContext } from './overlays.js';

type Given = { readonly children?: ReactNode };

export const PageLink = ({ to, params, children }: ComponentProps<typeof Pages.PageLink>) => {
  const { go } = useContext(CardHostContext);
  return (
    <a
      className="hs-link"
      href={`#${to}`}
      onClick={event => {
        event.preventDefault();
        go(to, params as Readonly<Record<string, string>> | undefined);
      }}
    >
      {children}
    </a>
  );
};
export const PageTitle = ({ children }: Given) => <h2 className="hs-page-title">{children}</h2>;
export const PageHeader = ({ children }: Given) => <div className="hs-page-header">{children}</div>;
export const PageHeaderLink = Button;
export const PageBreadcrumbs = ({ children }: Given) => (
  <nav aria-label="Breadcrumbs" className="hs-breadcrumbs">
    {children}
  </nav>
);
export const PageBreadcrumbsCurrent = ({ children }: Given) => <span aria-current="page">{children}</span>;
export const Row = ({ children }: Given) => <div className="hs-row">{children}</div>;

/** HubSpot's bar to save what was changed, below the settings. */
export const SettingsView = (props: ComponentProps<typeof Experimental.SettingsView>) => {
  const { children, saveBarVisible, onSave, onCancel } = props as Given & {
    readonly saveBarVisible?: boolean;
    readonly onSave?: () => void;
    readonly onCancel?: () => void;
  };
  return (
    <div className="hs-settings">
      {children}
      {saveBarVisible === true ? (
        <div className={classes('hs-row', 'hs-save')}>
          <Button variant="primary" onClick={() => onSave?.()}>
            Save
          </Button>
          <Button variant="secondary" onClick={() => onCancel?.()}>
            Cancel
          </Button>
        </div>
      ) : null}
    </div>
  );
};
