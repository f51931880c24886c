import { isApproved, isOwnWork } from '../../server/domain/outage/approval.js';

const REVISION = {
  createdBy: 'ida@utility.example',
  rehearsal: { by: 'oleg@utility.example', fingerprint: 'f1' },
};
const approval = (by: string, fingerprint = 'f1', kind: 'size' | 'late' = 'size') => ({
  kind,
  by,
  fingerprint,
});

describe('the second person', () => {
  test.each([
    ['ida@utility.example', true, 'wrote it down'],
    ['IDA@Utility.example', true, 'wrote it down, under another casing'],
    [' Oleg@utility.example ', true, 'rehearsed it'],
    ['ida+2@utility.example', false, 'is another user to HubSpot'],
    ['marta@utility.example', false, 'had no hand in it'],
  ])('%j: %s, who %s', (by, own) => {
    expect(isOwnWork(REVISION, by)).toBe(own);
    expect(isApproved({ ...REVISION, approvals: [approval(by)] }, 'size')).toBe(!own);
  });

  test.each([
    ['another rehearsal', [approval('marta@utility.example', 'f0')]],
    ['another thing', [approval('marta@utility.example', 'f1', 'late')]],
    ['nobody', []],
  ])('does not count for %s', (_, approvals) => {
    expect(isApproved({ ...REVISION, approvals }, 'size')).toBe(false);
  });

  test('approves nothing that was not rehearsed', () => {
    const approvals = [approval('marta@utility.example')];
    expect(isApproved({ createdBy: 'ida@utility.example', rehearsal: null, approvals }, 'size')).toBe(false);
  });

  test('who rehearses it himself afterwards is none any more', () => {
    const approvals = [approval('marta@utility.example')];
    const rehearsal = { by: 'Marta@utility.example', fingerprint: 'f1' };
    expect(isApproved({ createdBy: 'ida@utility.example', rehearsal, approvals }, 'size')).toBe(false);
  });
});
