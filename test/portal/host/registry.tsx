import type { ComponentType } from 'react';
import * as buttons from './buttons.js';
import * as charts from './charts.js';
import * as choices from './choices.js';
import * as data from './data.js';
import * as inputs from './inputs.js';
import * as layout from './layout.js';
import * as overlays from './overlays.js';
import * as pages from './pages.js';
import * as said from './said.js';

type AnyComponent = ComponentType<never>;
const part = ({ children }: { readonly children?: React.ReactNode }) => (
  <div className="hs-part">{children}</div>
);
const foot = ({ children }: { readonly children?: React.ReactNode }) => (
  <div className="hs-foot">{children}</div>
);
const { CardHostContext: _context, Trigger: _trigger, useReactions: _reactions, ...overlay } = overlays;
const { Row, PageHeaderLink, ...page } = pages;

/** By the names under which HubSpot's SDK sends them. */
export const COMPONENTS = {
  ...buttons,
  ...charts,
  ...choices,
  ...data,
  ...inputs,
  ...layout,
  ...overlay,
  ...page,
  ...said,
  Textarea: inputs.TextArea,
  ModalBody: part,
  PanelBody: part,
  PanelSection: part,
  ModalFooter: foot,
  PanelFooter: foot,
  PageHeaderPrimaryAction: Row,
  PageHeaderSecondaryActions: Row,
  PageHeaderLink,
  PageHeaderPageLink: pages.PageLink,
  PageBreadcrumbsPageLink: pages.PageLink,
  HeaderActions: Row,
  PrimaryHeaderActionButton: buttons.Button,
  SecondaryHeaderActionButton: buttons.Button,
} as unknown as Readonly<Record<string, AnyComponent>>;

/** What HubSpot draws of the CRM itself and other things nobody drew here: they show themselves rather than nothing. */
export const unsupported = (name: string): AnyComponent =>
  function Unsupported() {
    return <div className="hs-unsupported">Not drawn in this preview: {name}</div>;
  };
