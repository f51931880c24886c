interface CopyActions {
  readonly copyTextToClipboard: (text: string) => Promise<void> | void;
  readonly addAlert: (alert: { readonly type: 'info'; readonly message: string }) => void;
}

/** Copies a sentence and says so; the words are HubSpot's to show, since a card has no clipboard of its own. */
export const copyWith =
  (actions: CopyActions, done: string) =>
  (sentence: string): void => {
    void Promise.resolve(actions.copyTextToClipboard(sentence)).then(() => {
      actions.addAlert({ type: 'info', message: done });
    });
  };
