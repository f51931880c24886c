import { kindOf } from '../../../server/domain/debt/kinds.js';
import { lawAt } from '../../golden/debt/place.js';
import { day } from '../builders.js';

describe('which text says what a notice of a law must say', () => {
  it.each<[string, string, Readonly<Record<string, string>>]>([
    [
      'the baseline',
      'XA',
      { first: 'initial_notice', final: 'final_notice', disconnectionLetter: 'disconnection_letter' },
    ],
    [
      'Germany',
      'DE',
      { threat: 'initial_notice', offer: 'plan_offer', announcement: 'disconnection_letter' },
    ],
    ['Spain', 'ES', { firstRequirement: 'initial_notice', secondRequirement: 'disconnection_letter' }],
    [
      'Australia, whose last contact may be a mail',
      'AU-NSW',
      { reminder: 'initial_notice', warning: 'final_notice', contact: 'disconnection_letter' },
    ],
    ['Texas, one written notice', 'US-TX', { notice: 'disconnection_letter' }],
    ['New York', 'US-NY', { finalNotice: 'disconnection_letter', occupants: 'disconnection_letter' }],
  ])('%s', (_, jurisdiction, kinds) => {
    const law = lawAt({ jurisdiction, customerClass: 'residential' })(day('Monday 2026-03-02'));
    expect(Object.fromEntries(Object.keys(kinds).map(notice => [notice, kindOf(law, notice)]))).toEqual(
      kinds,
    );
  });
});
