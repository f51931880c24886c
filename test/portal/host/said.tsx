import type * as HubSpot from '@hubspot/ui-extensions';
import { useId, type ComponentProps, type CSSProperties, type ReactNode } from 'react';
import { classes } from './look.js';
import { Trigger } from './overlays.js';

const WEIGHT: Readonly<Record<string, number>> = { regular: 400, demibold: 600, bold: 700 };
const DECORATION: Readonly<Record<string, string>> = {
  underline: 'underline',
  strikethrough: 'line-through',
};

const formatted = ({ format, truncate }: ComponentProps<typeof HubSpot.Text>): CSSProperties => ({
  fontWeight: WEIGHT[format?.fontWeight ?? ''],
  fontStyle: format?.italic === true ? 'italic' : undefined,
  textDecoration: DECORATION[format?.lineDecoration ?? ''],
  textTransform:
    format?.textTransform === 'sentenceCase'
      ? undefined
      : (format?.textTransform as CSSProperties['textTransform']),
  ...(truncate === undefined || truncate === false
    ? {}
    : {
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        maxWidth: typeof truncate === 'object' ? truncate.maxWidth : undefined,
      }),
});
export const Text = (props: ComponentProps<typeof HubSpot.Text>) => {
  const look = {
    className: classes('hs-text', props.variant),
    style: formatted(props),
    'data-test-id': props.testId,
  };
  return props.inline === true ? (
    <span {...look}>{props.children}</span>
  ) : (
    <div {...look}>{props.children}</div>
  );
};
export const Heading = ({ children, inline, testId }: ComponentProps<typeof HubSpot.Heading>) => (
  <h3 className={classes('hs-heading', inline === true && 'inline')} data-test-id={testId}>
    {children}
  </h3>
);

export const Tag = ({ children, variant, onClick, overlay, testId }: ComponentProps<typeof HubSpot.Tag>) => {
  const look = { className: classes('hs-tag', variant), 'data-test-id': testId };
  if (onClick === undefined && (overlay === undefined || overlay === null))
    return <span {...look}>{children}</span>;
  return (
    <Trigger overlay={overlay} onClick={onClick}>
      {handlers => (
        <button type="button" {...look} {...handlers}>
          {children}
        </button>
      )}
    </Trigger>
  );
};
export const StatusTag = (props: ComponentProps<typeof HubSpot.StatusTag>) => (
  <span
    className={classes('hs-status', props.variant, props.hollow === true && 'hollow')}
    data-test-id={props.testId}
  >
    <i aria-hidden="true" />
    {props.onClick === undefined ? (
      props.children
    ) : (
      <button type="button" onClick={() => props.onClick?.()}>
        {props.children}
      </button>
    )}
    {props.showRemoveIcon === true ? (
      <button type="button" aria-label="Remove" onClick={() => props.onRemoveClick?.()}>
        <span aria-hidden="true">×</span>
      </button>
    ) : null}
  </span>
);

/** What most often stands for an icon here; HubSpot's own artwork is not published. */
const GLYPHS: Readonly<Record<string, string>> = {
  success: '✓',
  checkCircle: '✓',
  warning: '!',
  exclamation: '!',
  info: 'i',
  add: '+',
  remove: '−',
  left: '‹',
  right: '›',
  refresh: '↻',
  star: '★',
};
export const Icon = ({
  name,
  color,
  size,
  screenReaderText,
  testId,
}: ComponentProps<typeof HubSpot.Icon>) => (
  <span
    className={classes('hs-icon', color, size ?? 'sm')}
    data-icon={name}
    data-test-id={testId}
    {...(screenReaderText === undefined
      ? { 'aria-hidden': true }
      : { role: 'img', 'aria-label': screenReaderText })}
  >
    {GLYPHS[name] ?? '◆'}
  </span>
);

export const Alert = ({
  title,
  children,
  variant = 'info',
  testId,
}: ComponentProps<typeof HubSpot.Alert>) => (
  <div
    role="alert"
    className={classes('hs-alert', variant === 'error' ? 'danger' : variant)}
    data-test-id={testId}
  >
    <p className="hs-alert-title">{title}</p>
    <div>{children}</div>
  </div>
);
export const LoadingSpinner = (props: ComponentProps<typeof HubSpot.LoadingSpinner>) => (
  <div role="status" className={classes('hs-loading', props.layout)} data-test-id={props.testId}>
    <i className={classes('hs-spin', props.size)} aria-hidden="true" />
    <span className={props.showLabel === true ? undefined : 'hs-hidden'}>{props.label}</span>
  </div>
);

const Picture = ({ name }: { readonly name: string }) => (
  <div className="hs-picture" aria-hidden="true">
    {name}
  </div>
);
export const EmptyState = (props: ComponentProps<typeof HubSpot.EmptyState>) => (
  <div
    className={classes('hs-empty', props.layout ?? 'horizontal', props.reverseOrder === true && 'reverse')}
    data-test-id={props.testId}
  >
    <Picture name={props.imageName ?? 'building'} />
    <div>
      {props.title === undefined ? null : <h3 className="hs-heading">{props.title}</h3>}
      {props.children}
    </div>
  </div>
);
export const ErrorState = ({
  title,
  type = 'error',
  children,
  testId,
}: ComponentProps<typeof HubSpot.ErrorState>) => (
  <div role="alert" className="hs-empty vertical" data-test-id={testId}>
    <Picture name={type} />
    <div>
      <h3 className="hs-heading">{title ?? 'Something went wrong.'}</h3>
      {children}
    </div>
  </div>
);

export const ProgressBar = (props: ComponentProps<typeof HubSpot.ProgressBar>) => {
  const { title, value = 0, valueDescription, showPercentage, variant, testId } = props;
  const most = props.valueMax ?? props.maxValue ?? 100;
  const percent = most === 0 ? 0 : Math.min(100, Math.round((100 * value) / most));
  return (
    <div className={classes('hs-progress', variant)} data-test-id={testId}>
      <div className="hs-progress-words">
        <strong>{title}</strong>
        <span>{valueDescription}</span>
      </div>
      <div
        role="progressbar"
        aria-label={props['aria-label'] ?? title ?? valueDescription ?? 'Progress'}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuenow={Math.min(value, most)}
        aria-valuetext={valueDescription}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      {showPercentage === true ? <small>{percent} %</small> : null}
    </div>
  );
};
export const StepIndicator = (props: ComponentProps<typeof HubSpot.StepIndicator>) => {
  const { stepNames, currentStep = 0, direction = 'horizontal', variant, onClick, testId } = props;
  return (
    <ol className={classes('hs-steps', direction, variant)} data-test-id={testId}>
      {stepNames.map((name, index) => (
        <li
          key={name}
          aria-current={index === currentStep ? 'step' : undefined}
          className={index < currentStep ? 'done' : undefined}
        >
          <i aria-hidden="true">{index < currentStep ? '✓' : index + 1}</i>
          {onClick === undefined ? (
            <span>{name}</span>
          ) : (
            <button
              type="button"
              onClick={() => {
                onClick(index);
              }}
            >
              {name}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
};

export const DescriptionList = ({
  children,
  direction,
  testId,
}: ComponentProps<typeof HubSpot.DescriptionList>) => (
  <dl className={classes('hs-facts', direction ?? 'column')} data-test-id={testId}>
    {children}
  </dl>
);
export const DescriptionListItem = ({
  label,
  children,
  testId,
}: ComponentProps<typeof HubSpot.DescriptionListItem>) => (
  <div data-test-id={testId}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

export const Statistics = ({ children, testId }: ComponentProps<typeof HubSpot.Statistics>) => (
  <div className="hs-statistics" data-test-id={testId}>
    {children}
  </div>
);
export const StatisticsItem = ({
  label,
  number,
  children,
  testId,
}: ComponentProps<typeof HubSpot.StatisticsItem>) => {
  const id = useId();
  return (
    <div className="hs-statistic" role="group" aria-labelledby={id} data-test-id={testId}>
      <span id={id}>{label}</span>
      <strong>
        {typeof number === 'number' ? number.toLocaleString(document.documentElement.lang) : number}
      </strong>
      {children}
    </div>
  );
};
export const StatisticsTrend = (props: ComponentProps<typeof HubSpot.StatisticsTrend>): ReactNode => (
  <small className={classes('hs-trend', props.color ?? (props.direction === 'increase' ? 'green' : 'red'))}>
    <span aria-hidden="true">{props.direction === 'increase' ? '▲' : '▼'}</span> {props.value}
  </small>
);
export const ScoreCircle = ({ score, testId }: ComponentProps<typeof HubSpot.ScoreCircle>) => (
  <strong className="hs-score" data-test-id={testId}>
    {score}
  </strong>
);
export const Illustration = ({ name, alt, width, height }: ComponentProps<typeof HubSpot.Illustration>) => (
  <div role="img" aria-label={alt} className="hs-picture" style={{ width, height }}>
    {name}
  </div>
);
