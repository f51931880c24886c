import type * as HubSpot from '@hubspot/ui-extensions';
import type * as Crm from '@hubspot/ui-extensions/crm';
import {
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
} from 'react';
import { classes, eventOf, linkOf } from './look.js';
import { CardHostContext, Trigger } from './overlays.js';

type ButtonProps = ComponentProps<typeof HubSpot.Button>;
interface Waiting {
  readonly loading?: boolean;
  readonly opensWhenDone?: boolean;
}

const Pressable = (props: ButtonProps & Waiting) => {
  const {
    children,
    onClick,
    href,
    disabled,
    variant = 'secondary',
    type = 'button',
    size,
    overlay,
    testId,
  } = props;
  const { loading, opensWhenDone } = props;
  const look = classes('hs-button', variant, size ?? 'md');
  return (
    <Trigger
      overlay={overlay}
      onClick={onClick}
      {...(opensWhenDone === true ? { waitsFor: loading === true } : {})}
    >
      {handlers =>
        href === undefined ? (
          <button
            type={type}
            className={look}
            disabled={disabled === true || loading === true}
            aria-busy={loading === true || undefined}
            data-test-id={testId}
            {...handlers}
          >
            {loading === true ? <i className="hs-spin" aria-hidden="true" /> : null}
            {children}
          </button>
        ) : (
          <a className={look} data-test-id={testId} {...linkOf(href)} {...handlers}>
            {children}
          </a>
        )
      }
    </Trigger>
  );
};

export const Button = (props: ButtonProps) => <Pressable {...props} />;
export const LoadingButton = ({
  loading,
  overlayOptions,
  ...props
}: ComponentProps<typeof HubSpot.LoadingButton>) => (
  <Pressable
    {...props}
    loading={loading === true}
    opensWhenDone={overlayOptions?.openBehavior === 'onLoadingFinish'}
  />
);

export const ButtonRow = ({ children, testId }: ComponentProps<typeof HubSpot.ButtonRow>) => (
  <div className="hs-row" data-test-id={testId}>
    {children}
  </div>
);

export const Link = (props: ComponentProps<typeof HubSpot.Link>) => {
  const { children, href, onClick, variant = 'primary', overlay, preventDefault, testId } = props;
  return (
    <Trigger overlay={overlay} onClick={onClick}>
      {handlers => (
        <a
          className={classes('hs-link', variant)}
          data-test-id={testId}
          {...linkOf(href)}
          {...handlers}
          onClick={event => {
            if (preventDefault === true || (overlay !== undefined && overlay !== null))
              event.preventDefault();
            handlers.onClick();
          }}
        >
          {children}
        </a>
      )}
    </Trigger>
  );
};

export const Image = (props: ComponentProps<typeof HubSpot.Image>) => {
  const { src, alt = '', width, height, href, onClick, overlay, testId } = props;
  const picture = <img src={src} alt={alt} width={width} height={height} data-test-id={testId} />;
  if (href === undefined && onClick === undefined && overlay === undefined) return picture;
  return (
    <Trigger overlay={overlay} onClick={onClick}>
      {handlers =>
        href === undefined ? (
          <button type="button" className="hs-plain" {...handlers}>
            {picture}
          </button>
        ) : (
          <a {...linkOf(href)} {...handlers}>
            {picture}
          </a>
        )
      }
    </Trigger>
  );
};

/** The items of the menu around `from`, so that the arrows can go from one to the next. */
const itemsAround = (from: Element): readonly HTMLElement[] => [
  ...(from.closest('[role=menu]')?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
];

export const Dropdown = (props: HubSpot.DropdownProps) => {
  const {
    options,
    children,
    buttonText = 'Actions',
    variant = 'secondary',
    buttonSize,
    disabled,
    testId,
  } = props;
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [open]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const items = itemsAround(event.target as Element);
    const at = items.indexOf(event.target as HTMLElement);
    items[(at + step + items.length) % items.length]?.focus();
  };
  return (
    <span
      className="hs-dropdown"
      data-test-id={testId}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className={classes('hs-button', variant, buttonSize ?? 'md')}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        disabled={disabled}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {buttonText} <span aria-hidden="true">▾</span>
      </button>
      {/* Kept when closed: what an item opens stays drawn beside it. */}
      <div ref={menu} id={id} role="menu" hidden={!open} tabIndex={-1} onKeyDown={onKeyDown} onClick={close}>
        {options?.map(({ label, onClick }) => (
          <button type="button" role="menuitem" tabIndex={-1} key={label} onClick={() => onClick?.()}>
            {label}
          </button>
        ))}
        {children}
      </div>
    </span>
  );
};

export const DropdownButtonItem = (props: ComponentProps<typeof HubSpot.Dropdown.ButtonItem>) => (
  <Trigger overlay={props.overlay} onClick={props.onClick}>
    {handlers => (
      <button type="button" role="menuitem" tabIndex={-1} data-test-id={props.testId} {...handlers}>
        {props.children}
      </button>
    )}
  </Trigger>
);

type CrmActionProps = ComponentProps<typeof Crm.CrmActionButton> | ComponentProps<typeof Crm.CrmActionLink>;

/** HubSpot does this itself; here it is only noted what would be done. */
const useCrmAction = ({ actionType, actionContext, onClick }: CrmActionProps): (() => void) => {
  const { note } = useContext(CardHostContext);
  return () => {
    note(`HubSpot would do ${actionType} with ${JSON.stringify(actionContext)}`);
    (onClick as ((event: unknown) => void) | undefined)?.(eventOf('click'));
  };
};
export const CrmActionButton = (props: ComponentProps<typeof Crm.CrmActionButton>) => (
  <button
    type="button"
    className={classes('hs-button', props.variant ?? 'secondary', props.size ?? 'md')}
    disabled={props.disabled}
    onClick={useCrmAction(props)}
  >
    {props.children}
  </button>
);
export const CrmActionLink = (props: ComponentProps<typeof Crm.CrmActionLink>) => (
  <button
    type="button"
    className={classes('hs-link', props.variant ?? 'primary')}
    onClick={useCrmAction(props)}
  >
    {props.children}
  </button>
);
