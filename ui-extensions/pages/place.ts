import { usePageRoute } from '@hubspot/ui-extensions/pages';
import { createContext, useContext } from 'react';
import type { OperationsPage } from '../contract/operations.js';
import type { PagesProps } from '../parts/card-props.js';
import type { Language } from '../words/say.js';

/** What the app's pages are given: HubSpot's router draws each of them without properties. */
export const PagesContext = createContext<PagesProps | null>(null);

export const usePages = (): PagesProps => {
  const props = useContext(PagesContext);
  if (props === null) throw new Error('A page of the app stands outside of it.');
  return props;
};

/** The addresses within the app, as links and `navigateToPage` take them. */
export const ADDRESS = {
  now: '/',
  outages: '/outages',
  newOutage: '/outages/new',
  deadlines: '/deadlines',
  carriers: '/carriers',
  missed: '/missed',
  debts: '/debt',
} as const;
export const outageAddress = (outage: string): string => `${ADDRESS.outages}/${encodeURIComponent(outage)}`;
/** The names of those who were not told of it. */
export const missedAddress = (outage: string): string => `${outageAddress(outage)}/missed`;

/** One part of the address, such as `id` of `/outages/:id`. */
export const usePart = (name: string): string => usePageRoute().params[name] ?? '';

/** What a tab of the overview is given. */
export interface TabBody {
  readonly page: OperationsPage;
  readonly zone: string;
  readonly language: Language;
}
