import { DateInput, Inline, TimeInput } from '@hubspot/ui-extensions';
import type { DateGiven } from '../../parts/day-input.js';
import { campaignWords } from '../../words/campaign.js';
import { sendingWords } from '../../words/sending.js';
import { sayIn, type Language } from '../../words/say.js';
import type { TimeGiven } from './wall-time.js';

export interface When {
  readonly day: DateGiven | null;
  readonly from: TimeGiven | null;
  readonly to: TimeGiven | null;
}
export const NO_WHEN: When = { day: null, from: null, to: null };

/** The day and the two times of planned work, or the moment of an estimate. */
export const WhenFields = ({
  when,
  language,
  name,
  isMoment = false,
  onChange,
}: {
  readonly when: When;
  readonly language: Language;
  /** Begins the names of the fields, so that no two on a surface are the same. */
  readonly name: string;
  /** One time instead of two: when the power is back. */
  readonly isMoment?: boolean;
  readonly onChange: (when: When) => void;
}) => {
  const say = sayIn(campaignWords, language);
  return (
    <Inline gap="small">
      <DateInput
        name={`${name}-day`}
        label={say('draft.date')}
        {...(when.day === null ? {} : { value: when.day })}
        onChange={day => {
          onChange({ ...when, day });
        }}
      />
      {isMoment ? null : (
        <TimeInput
          name={`${name}-from`}
          label={say('draft.from')}
          value={when.from}
          onChange={from => {
            onChange({ ...when, from });
          }}
        />
      )}
      <TimeInput
        name={`${name}-to`}
        label={isMoment ? sayIn(sendingWords, language)('update.etr.at') : say('draft.to')}
        value={when.to}
        onChange={to => {
          onChange({ ...when, to });
        }}
      />
    </Inline>
  );
};
