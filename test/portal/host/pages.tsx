import type * as Experimental from '@hubspot/ui-extensions/experimental';
import type * as Pages from '@hubspot/ui-extensions/pages';
import { useContext, useEffect, useRef, type ComponentProps, type ReactNode } from 'react';
import { classes } from './look.js';
import { Button } from './buttons.js';
import { CardHostContext } from './overlays.js';
import { addressOf } from './page-location.js';

type Given = { readonly children?: ReactNode };

export const PageLink = ({ to, params, children }: ComponentProps<typeof Pages.PageLink>) => {
  const { go } = useContext(CardHostContext);
  const given = params as Readonly<Record<string, string>> | undefined;
  return (
    <a
      className="hs-link"
      href={`#${addressOf(to, given)}`}
      onClick={event => {
        // Another tab or window is the browser's to open.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(to, given);
      }}
    >
      {children}
    </a>
  );
};
/** HubSpot's page titles are the browser's too. Their words come later than the title, and change by themselves. */
export const PageTitle = ({ children }: Given) => {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const tell = (): void => {
      document.title = title.current?.textContent ?? '';
    };
    const watch = new MutationObserver(tell);
    if (title.current !== null)
      watch.observe(title.current, { childList: true, characterData: true, subtree: true });
    tell();
    return () => {
      watch.disconnect();
    };
  }, []);
  return (
    <h2 ref={title} className="hs-page-title">
      {children}
    </h2>
  );
};
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
