import type { Refusal } from '../outcome.js';

/** What removes an obstacle, by the code it has or begins with. */
const REMEDIES: readonly (readonly [string, string])[] = [
  ['case.nothingOwed', 'Nothing needs to be done: the case closes by itself.'],
  ['policy.minimum', 'Wait for further bills, or change the least sum in the settings.'],
  ['policy.grace', 'Wait until the days of grace are over.'],
  ['balance.', 'Let billing send its balances again; a fresh one removes this by itself.'],
  ['date.beforeTold', 'Wait for the day the customer was told.'],
  ['date.past', 'Ask again for a day to come.'],
  ['hold.', 'Wait for its end, or release the hold if its reason is gone.'],
  ['approval.second', 'Let a second person with the role Approver approve it.'],
  ['approval.', 'Let a person with the role Approver approve it.'],
  ['notice.expired', 'The notice is given again by itself; wait until it is served.'],
  ['notice.', 'Wait until the notice is served, or enter the proof if a person gave it.'],
  ['bar.', 'Wait until it no longer holds; if what is known of the place is wrong, correct it.'],
  ['threshold.', 'Wait until it is met, or enter what is missing at the service point (rule facts).'],
  ['form.', 'Give the notice in one of these ways, or enter the proof if a person did.'],
  ['act.notOnWorkingDay', 'Choose a working day.'],
  ['act.unknown', 'Ask for one of the acts the law leads to.'],
  ['case.moved', 'Nothing needs to be done: the case closes by itself.'],
  ['act.missing', 'Carry out the step before it first.'],
  [
    'fact.missing',
    'Enter what is missing at the service point (rule facts), or in the policy for all places.',
  ],
  ['law.', 'Add the missing rule to the rulebook of this place.'],
];

/** The same obstacle with what would remove it, where it does not say so itself. */
export const withRemedy = (obstacle: Refusal): Refusal => {
  const found = REMEDIES.find(([code]) => obstacle.code.startsWith(code));
  return obstacle.lawful !== undefined || found === undefined ? obstacle : { ...obstacle, lawful: found[1] };
};
