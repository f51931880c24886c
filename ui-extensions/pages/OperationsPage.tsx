import { EmptyState, Text } from '@hubspot/ui-extensions';
import { createPageRouter, PageLink, PageRoutes } from '@hubspot/ui-extensions/pages';
import type { PagesProps } from '../parts/card-props.js';
import { operationsWords } from '../words/operations.js';
import { sayIn } from '../words/say.js';
import { Debts } from './debt-list.js';
import { MISSED_OF_OUTAGE, NewOutage, OneOutage } from './outage-pages.js';
import { Overview, TABS } from './overview.js';
import { ADDRESS, PagesContext, usePages } from './place.js';

const NoSuchPage = () => {
  const say = sayIn(operationsWords, usePages().language);
  return (
    <EmptyState title={say('page.none')} layout="vertical" reverseOrder imageWidth={120}>
      <Text>{say('page.none.why')}</Text>
      <PageLink to={ADDRESS.now}>{say('back')}</PageLink>
    </EmptyState>
  );
};

/** Every page of the app. A tab of the overview is a line of `TABS`; anything else is a route here. */
const Router = createPageRouter(
  <PageRoutes>
    {TABS.map(({ id, address }) => (
      <PageRoutes.Route key={id} id={id} path={address} component={Overview} />
    ))}
    <PageRoutes.Route path={ADDRESS.newOutage} component={NewOutage} />
    <PageRoutes.Route path={`${ADDRESS.outages}/:id`} component={OneOutage} />
    <PageRoutes.Route id={MISSED_OF_OUTAGE} path={`${ADDRESS.outages}/:id/missed`} component={OneOutage} />
    <PageRoutes.Route path={ADDRESS.debts} component={Debts} />
    <PageRoutes.AnyRoute component={NoSuchPage} />
  </PageRoutes>,
);

/** The app page: the whole picture for whoever runs the shift, and every campaign, each at its own address. */
export const OperationsPage = (props: PagesProps) => (
  <PagesContext.Provider value={props}>
    <Router />
  </PagesContext.Provider>
);
