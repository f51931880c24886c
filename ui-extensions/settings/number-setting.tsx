import { NumberInput } from '@hubspot/ui-extensions';
import { sayIn } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import { nameWords } from './history.js';
import { rowOf, SettingForm, type TabProps } from './setting-form.js';

/** A whole number; which ones are taken, the server says. */
export const NumberSetting = (
  props: TabProps & {
    readonly name: 'approvalAbove' | 'personBeforeDeadlineHours' | 'nextUpdateMinutes' | 'mirrorAfterMinutes';
  },
) => {
  const { page, language, name } = props;
  const say = sayIn(settingsWords, language);
  const value = Number(rowOf(page, name)?.value ?? 0);
  const label =
    name === 'approvalAbove'
      ? say('approval.above')
      : say('field.required', { name: nameWords(name, language) });
  return (
    <SettingForm {...props} name={name} value={value}>
      {(draft, set) => <NumberInput name={name} label={label} value={draft} min={0} required onInput={set} />}
    </SettingForm>
  );
};
