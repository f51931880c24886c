import { useMemo } from 'react';

/** What HubSpot lets a surface do besides drawing; a record's tab and the app page alike. */
export interface Surface {
  readonly closeOverlay: (id: string) => void;
  readonly tell: (message: string, type: 'success' | 'info' | 'danger') => void;
}
interface Actions {
  readonly closeOverlay: (id: string) => void;
  readonly addAlert: (alert: {
    readonly message: string;
    readonly type: 'success' | 'info' | 'danger';
  }) => void;
}

/** The same for as long as HubSpot's actions are. */
export const useSurface = (actions: Actions): Surface =>
  useMemo(
    () => ({
      closeOverlay: id => {
        actions.closeOverlay(id);
      },
      tell: (message, type) => {
        actions.addAlert({ message, type });
      },
    }),
    [actions],
  );
