import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PageLocation } from './wire.js';

/** An app page's place in the app stands behind the `#` of the address, so that Back works and a link can be sent. */
export const pageOf = (): PageLocation => {
  const [path = '', query = ''] = window.location.hash.slice(1).split('?');
  return { path: path === '' ? '/' : path, params: Object.fromEntries(new URLSearchParams(query)) };
};

/** As HubSpot: what the path names with a colon is put in, and the rest stands behind the question mark. */
export const addressOf = (to: string, params: Readonly<Record<string, string>> = {}): string => {
  const path = to.replace(/:(\w+)/g, (part, name: string) =>
    params[name] === undefined ? part : encodeURIComponent(params[name]),
  );
  const rest = Object.entries(params).filter(([name]) => !to.split('/').includes(`:${name}`));
  const query = new URLSearchParams(rest).toString();
  return query === '' ? path : `${path}?${query}`;
};

export const usePageLocation = () => {
  const [hash, setHash] = useState(window.location.hash);
  useEffect(() => {
    const look = (): void => {
      setHash(window.location.hash);
    };
    window.addEventListener('hashchange', look);
    return () => {
      window.removeEventListener('hashchange', look);
    };
  }, []);
  const go = useCallback((path: string, params: Readonly<Record<string, string>> = {}) => {
    window.location.hash = addressOf(path, params);
  }, []);
  return { location: useMemo(pageOf, [hash]), go };
};
