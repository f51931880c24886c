import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PageLocation } from './wire.js';

/** An app page's place in the app stands behind the `#` of the address, so that Back works and a link can be sent. */
export const pageOf = (): PageLocation => {
  const [path = '', query = ''] = window.location.hash.slice(1).split('?');
  return { path: path === '' ? '/' : path, params: Object.fromEntries(new URLSearchParams(query)) };
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
    const query = new URLSearchParams(params).toString();
    window.location.hash = query === '' ? path : `${path}?${query}`;
  }, []);
  return { location: useMemo(pageOf, [hash]), go };
};
