import type * as HubSpot from '@hubspot/ui-extensions';
import { useEffect, useRef, useState, type ComponentProps, type CSSProperties } from 'react';
import { classes } from './look.js';

/** A region that scrolls must be reachable by keyboard; one that does not would only be in the way. */
const useScrolls = () => {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = (): void => {
      setScrolls(element.scrollWidth > element.clientWidth);
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { box, scrolls };
};

const MOST_NUMBERS = 7;
const Pages = (props: HubSpot.TablePaginatedProps) => {
  const { pageCount, onPageChange, showFirstLastButtons, maxVisiblePageButtons = MOST_NUMBERS } = props;
  const [own, setOwn] = useState(1);
  const page = props.page ?? own;
  const shown = Math.min(pageCount, maxVisiblePageButtons);
  const first = Math.max(1, Math.min(page - Math.floor(shown / 2), pageCount - shown + 1));
  const go = (to: number): void => {
    setOwn(to);
    onPageChange(to);
  };
  const button = (to: number, name: string, words: string) => (
    <button
      type="button"
      key={name}
      aria-label={name}
      aria-current={words === String(page) ? 'page' : undefined}
      disabled={to < 1 || to > pageCount || (to === page && words !== String(page))}
      onClick={() => {
        go(to);
      }}
    >
      {words}
    </button>
  );
  return (
    <nav aria-label="Pages of the table">
      {showFirstLastButtons === true ? button(1, 'First page', '«') : null}
      {button(page - 1, 'Previous page', '‹')}
      {Array.from({ length: shown }, (_, index) => first + index).map(n => button(n, `Page ${n}`, String(n)))}
      {button(page + 1, 'Next page', '›')}
      {showFirstLastButtons === true ? button(pageCount, 'Last page', '»') : null}
    </nav>
  );
};

export const Table = (props: ComponentProps<typeof HubSpot.Table>) => {
  const { children, bordered, flush, density, testId } = props;
  const { box, scrolls } = useScrolls();
  return (
    <div
      className={classes('hs-table', bordered !== false && 'bordered', flush === true && 'flush', density)}
      data-test-id={testId}
    >
      <div
        ref={box}
        className="hs-scroll"
        {...(scrolls ? { tabIndex: 0, role: 'group', 'aria-label': 'Table, scrolls sideways' } : {})}
      >
        <table>{children}</table>
      </div>
      {props.paginated === true && props.pageCount > 1 ? <Pages {...props} /> : null}
    </div>
  );
};

interface CellLook {
  readonly align?: 'left' | 'center' | 'right';
  readonly width?: 'min' | 'max' | 'auto' | number;
}
const cell = ({ align, width }: CellLook): CSSProperties => ({
  textAlign: align,
  width: typeof width === 'number' ? width : width === 'min' ? '1%' : undefined,
});
export const TableHead = ({ children, testId }: ComponentProps<typeof HubSpot.TableHead>) => (
  <thead data-test-id={testId}>{children}</thead>
);
export const TableBody = ({ children, testId }: ComponentProps<typeof HubSpot.TableBody>) => (
  <tbody data-test-id={testId}>{children}</tbody>
);
export const TableFooter = ({ children, testId }: ComponentProps<typeof HubSpot.TableFooter>) => (
  <tfoot data-test-id={testId}>{children}</tfoot>
);
export const TableRow = ({ children, testId }: ComponentProps<typeof HubSpot.TableRow>) => (
  <tr data-test-id={testId}>{children}</tr>
);
export const TableCell = (props: ComponentProps<typeof HubSpot.TableCell>) => (
  <td data-test-id={props.testId} colSpan={props.colSpan} style={cell(props)}>
    {props.children}
  </td>
);
const ARROW: Readonly<Record<string, string>> = { ascending: '▲', descending: '▼', none: '⇅' };
export const TableHeader = (props: HubSpot.TableHeaderProps) => {
  if (props.sortDirection === undefined || props.sortDirection === 'never')
    return (
      <th scope="col" data-test-id={props.testId} style={cell(props)}>
        {props.children}
      </th>
    );
  const { sortDirection, onSortChange, disabled } = props as HubSpot.SortedTableHeaderProps;
  return (
    <th scope="col" aria-sort={sortDirection} data-test-id={props.testId} style={cell(props)}>
      <button
        type="button"
        disabled={disabled}
        onClick={() => {
          onSortChange(sortDirection === 'ascending' ? 'descending' : 'ascending');
        }}
      >
        {props.children} <span aria-hidden="true">{ARROW[sortDirection]}</span>
      </button>
    </th>
  );
};
