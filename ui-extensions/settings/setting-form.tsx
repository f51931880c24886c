import { Alert, Button, ButtonRow, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useState, type ReactNode } from 'react';
import { useAct, type Doing } from '../client/use-act.js';
import type { Server } from '../client/server.js';
import { settingConflict, settingList, type SettingList } from '../contract/office.js';
import type { SettingsPage } from '../contract/settings-page.js';
import { ActState } from '../parts/act-state.js';
import { timeOfDay } from '../words/moments.js';
import { sayIn, type Language } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import { History, type SettingName } from './history.js';
import { textOf } from './text-of.js';

/** What every tab of the settings is given. */
export interface TabProps {
  readonly page: SettingsPage;
  readonly server: Server;
  readonly language: Language;
  readonly zone: string;
  /** Asks for what is in force now. */
  readonly onDone: () => void;
}

type Row = SettingList['settings'][number];
export const rowOf = (page: SettingsPage, name: string): Row | undefined =>
  page.settings.find(each => each.name === name);

interface Changes {
  readonly idempotencyKey: string;
  readonly changes: readonly { readonly name: string; readonly version: number; readonly value: unknown }[];
}

const conflictIn = (doing: Doing<SettingList>) => {
  if (doing.kind !== 'refused' || doing.refusal.code !== 'setting.conflict') return null;
  const read = settingConflict.safeParse(doing.refusal.details);
  return read.success ? read.data : null;
};

export interface SettingFormProps<V> extends TabProps {
  readonly name: SettingName;
  readonly value: V;
  /** Draws the fields over the value being edited. */
  readonly children: (draft: V, set: (draft: V) => void) => ReactNode;
}

/**
 * One setting with its own save: what is edited stays until it is saved or discarded, also when somebody else was
 * faster. Then both values are told, and the person chooses.
 */
export const SettingForm = <V,>(props: SettingFormProps<V>) => {
  const { page, server, language, zone, onDone, name, value, children } = props;
  const say = sayIn(settingsWords, language);
  const [draft, setDraft] = useState<V | null>(null);
  const act = useAct<Changes, SettingList>(server, '/api/settings', settingList);
  const row = rowOf(page, name);
  const conflict = conflictIn(act);
  const save = async (version: number): Promise<void> => {
    const outcome = await act.press({ changes: [{ name, version, value: draft ?? value }] });
    if (outcome.kind !== 'ready') return;
    setDraft(null);
    onDone();
  };
  const discard = (): void => {
    setDraft(null);
    act.reset();
    onDone();
  };
  return (
    <Flex direction="column" gap="sm">
      {children(draft ?? value, next => {
        setDraft(() => next);
      })}
      {draft === null ? null : <Text variant="microcopy">{say('unsaved')}</Text>}
      {act.kind === 'ready' && draft === null ? <Alert title={say('saved')} variant="success" /> : null}
      {conflict === null ? (
        <ActState doing={act} language={language} />
      ) : (
        <Alert
          title={say('conflict', {
            by: conflict.by ?? '',
            time: conflict.at === null ? '' : timeOfDay(conflict.at, zone, language),
          })}
          variant="warning"
        >
          <Flex direction="column" gap="xs">
            <Text>{say('conflict.saved', { value: textOf(conflict.saved) })}</Text>
            <Text>{say('conflict.yours', { value: textOf(conflict.yours) })}</Text>
            <ButtonRow>
              <Button
                onClick={() => {
                  void save(conflict.version);
                }}
              >
                {say('conflict.take')}
              </Button>
              <Button variant="secondary" onClick={discard}>
                {say('conflict.theirs')}
              </Button>
            </ButtonRow>
          </Flex>
        </Alert>
      )}
      <ButtonRow>
        <LoadingButton
          variant="primary"
          loading={act.kind === 'saving'}
          disabled={draft === null || page.may.change !== null}
          onClick={() => {
            void save(row?.version ?? 0);
          }}
        >
          {say('save')}
        </LoadingButton>
        <Button variant="secondary" disabled={draft === null} onClick={discard}>
          {say('discard')}
        </Button>
      </ButtonRow>
      <History name={name} server={server} language={language} zone={zone} />
    </Flex>
  );
};
