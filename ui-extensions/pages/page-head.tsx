import { PageBreadcrumbs, PageTitle } from '@hubspot/ui-extensions/pages';
import { operationsWords } from '../words/operations.js';
import { sayIn } from '../words/say.js';
import { ADDRESS, usePages } from './place.js';

/** The name of a page below the overview, and the way up from it: `over` is the list it belongs to, if it is of one. */
export const PageHead = ({
  here,
  over,
}: {
  readonly here: string;
  readonly over?: { readonly to: string; readonly name: string };
}) => (
  <>
    <PageBreadcrumbs>
      <PageBreadcrumbs.PageLink to={ADDRESS.now}>
        {sayIn(operationsWords, usePages().language)('title')}
      </PageBreadcrumbs.PageLink>
      {over === undefined ? null : (
        <PageBreadcrumbs.PageLink to={over.to}>{over.name}</PageBreadcrumbs.PageLink>
      )}
      <PageBreadcrumbs.Current>{here}</PageBreadcrumbs.Current>
    </PageBreadcrumbs>
    <PageTitle>{here}</PageTitle>
  </>
);
