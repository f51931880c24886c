import type * as HubSpot from '@hubspot/ui-extensions';
import {
  Children,
  createContext,
  useContext,
  useEffect,
  useId,
  useMemo,
  useState,
  type ComponentProps,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { classes, short } from './look.js';

const GAP: Readonly<Record<string, number>> = { flush: 0, xs: 4, sm: 8, md: 16, lg: 24, xl: 32 };
const gapOf = (gap: string | undefined, otherwise: number): number =>
  gap === undefined ? otherwise : (GAP[short(gap)] ?? otherwise);
const JUSTIFY: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  around: 'space-around',
  between: 'space-between',
};
const ALIGN: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  baseline: 'baseline',
  stretch: 'stretch',
  auto: 'auto',
};
const line = (style: CSSProperties): CSSProperties => ({ display: 'flex', minWidth: 0, ...style });

export const Flex = (props: ComponentProps<typeof HubSpot.Flex>) => (
  <div
    data-test-id={props.testId}
    className="hs-flex"
    style={line({
      flexDirection: props.direction ?? 'row',
      gap: gapOf(props.gap, 0),
      justifyContent: JUSTIFY[props.justify ?? ''],
      alignItems: ALIGN[props.align ?? ''],
      alignSelf: ALIGN[props.alignSelf ?? ''],
      flexWrap: props.wrap === true || props.wrap === 'wrap' ? 'wrap' : undefined,
    })}
  >
    {props.children}
  </div>
);
export const Stack = (props: ComponentProps<typeof HubSpot.Stack>) => (
  <div
    data-test-id={props.testId}
    style={line({
      flexDirection: props.direction ?? 'column',
      gap: gapOf(props.distance, 8),
      justifyContent: JUSTIFY[props.justify ?? ''],
      alignItems: ALIGN[props.align ?? ''],
    })}
  >
    {props.children}
  </div>
);
export const Inline = (props: ComponentProps<typeof HubSpot.Inline>) => (
  <div
    data-test-id={props.testId}
    style={line({
      flexWrap: 'wrap',
      gap: gapOf(props.gap, 8),
      justifyContent: JUSTIFY[props.justify ?? ''],
      alignItems: ALIGN[props.align ?? 'center'],
    })}
  >
    {props.children}
  </div>
);
export const Box = (props: ComponentProps<typeof HubSpot.Box>) => (
  <div
    data-test-id={props.testId}
    style={{ flex: props.flex, alignSelf: ALIGN[props.alignSelf ?? ''], minWidth: 0 }}
  >
    {props.children}
  </div>
);
export const AutoGrid = ({
  children,
  columnWidth,
  flexible,
  gap,
  testId,
}: ComponentProps<typeof HubSpot.AutoGrid>) => (
  <div
    data-test-id={testId}
    style={{
      display: 'grid',
      gap: gapOf(gap, 16),
      gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${columnWidth}px), ${flexible === true ? '1fr' : `${columnWidth}px`}))`,
    }}
  >
    {children}
  </div>
);
export const Tile = ({ children, compact, flush, testId }: ComponentProps<typeof HubSpot.Tile>) => (
  <div
    className={classes('hs-tile', compact === true && 'compact', flush === true && 'flush')}
    data-test-id={testId}
  >
    {children}
  </div>
);
export const Card = ({ children, testId }: ComponentProps<typeof HubSpot.Card>) => (
  <div className="hs-tile" data-test-id={testId}>
    {children}
  </div>
);
export const Divider = ({ distance, size, testId }: ComponentProps<typeof HubSpot.Divider>) => (
  <hr className="hs-divider" data-test-id={testId} style={{ marginBlock: gapOf(distance ?? size, 8) }} />
);
export const Spacer = ({ size }: ComponentProps<typeof HubSpot.Spacer>) => (
  <div style={{ height: gapOf(size, 16) }} />
);
export const List = ({ children, variant = 'unordered', testId }: ComponentProps<typeof HubSpot.List>) => {
  const items = Children.map(children, child => <li>{child}</li>);
  return variant.startsWith('ordered') ? (
    <ol className={classes('hs-list', variant)} data-test-id={testId}>
      {items}
    </ol>
  ) : (
    <ul className={classes('hs-list', variant)} data-test-id={testId}>
      {items}
    </ul>
  );
};

export const Accordion = (props: ComponentProps<typeof HubSpot.Accordion>) => {
  const { title, children, defaultOpen, open, disabled, onClick, testId } = props;
  const [own, setOwn] = useState(defaultOpen === true);
  const shown = open ?? own;
  const id = useId();
  return (
    <div className="hs-accordion" data-test-id={testId}>
      <button
        type="button"
        aria-expanded={shown}
        aria-controls={id}
        disabled={disabled}
        onClick={() => {
          setOwn(!shown);
          onClick?.();
        }}
      >
        <span aria-hidden="true">{shown ? '▾' : '▸'}</span> {title}
      </button>
      <div id={id} hidden={!shown}>
        {children}
      </div>
    </div>
  );
};

interface TabHead {
  readonly key: string;
  readonly id: string | number;
  readonly title: string;
  readonly disabled: boolean;
}
interface TabList {
  readonly active: string | number | undefined;
  readonly join: (head: TabHead) => () => void;
}
const TabsContext = createContext<TabList>({ active: undefined, join: () => () => undefined });

/** The tabs cannot be read off the children, which arrive as something unknown: each signs itself in. */
export const Tabs = (props: ComponentProps<typeof HubSpot.Tabs>) => {
  const { children, selected, defaultSelected, onSelectedChange, variant, fill, testId } = props;
  const [heads, setHeads] = useState<readonly TabHead[]>([]);
  const [own, setOwn] = useState(defaultSelected);
  const active = selected ?? own ?? heads[0]?.id;
  const list = useMemo(
    () => ({
      active,
      join: (head: TabHead) => {
        setHeads(before =>
          before.some(({ key }) => key === head.key)
            ? before.map(each => (each.key === head.key ? head : each))
            : [...before, head],
        );
        return () => {
          setHeads(before => before.filter(({ key }) => key !== head.key));
        };
      },
    }),
    [active],
  );
  const select = (id: string | number): void => {
    setOwn(id);
    (onSelectedChange as ((id: string | number) => void) | undefined)?.(id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const open = heads.filter(({ disabled }) => !disabled);
    const next = open[(open.findIndex(({ id }) => id === active) + step + open.length) % open.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    select(next.id);
    document.getElementById(`tab-${next.key}`)?.focus();
  };
  return (
    <TabsContext.Provider value={list}>
      <div className={classes('hs-tabs', variant, fill === true && 'fill')} data-test-id={testId}>
        <div role="tablist" onKeyDown={onKeyDown}>
          {heads.map(({ key, id, title, disabled }) => (
            <button
              type="button"
              role="tab"
              key={key}
              id={`tab-${key}`}
              aria-controls={`panel-${key}`}
              aria-selected={id === active}
              tabIndex={id === active ? 0 : -1}
              disabled={disabled}
              onClick={() => {
                select(id);
              }}
            >
              {title}
            </button>
          ))}
        </div>
        {children}
      </div>
    </TabsContext.Provider>
  );
};

export const Tab = ({
  tabId,
  title,
  disabled,
  children,
  testId,
}: ComponentProps<typeof HubSpot.Tab>): ReactNode => {
  const key = useId();
  const { active, join } = useContext(TabsContext);
  const id = tabId ?? key;
  useEffect(
    () => join({ key, id, title: title ?? '', disabled: disabled === true }),
    [key, id, title, disabled],
  );
  return (
    <div
      role="tabpanel"
      id={`panel-${key}`}
      aria-labelledby={`tab-${key}`}
      hidden={id !== active}
      data-test-id={testId}
    >
      {id === active ? children : null}
    </div>
  );
};
