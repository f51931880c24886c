import {
  Alert,
  Button,
  DateInput,
  Input,
  Link,
  LoadingButton,
  Select,
  TextArea,
} from '@hubspot/ui-extensions';
import type { ContactCard as Card } from '../../ui-extensions/contract/customer.js';
import { debtSummary } from '../../ui-extensions/contract/debt-summary.js';
import { buttonNamed, opened, showSidebar, showTab, sidePath, typed } from './contact-stage.js';
import { debtAnswer } from './debt-answers.js';
import { contactCard, delivery, NO_DEBT, notice, panel, place, QUIET } from './customer-answers.js';

const NOTICE = notice().id;

describe('correcting a number', () => {
  const failed = (): Card =>
    contactCard({
      places: [
        place({
          told: notice({
            state: 'unserved',
            servedAt: null,
            servedHow: null,
            deliveries: [
              delivery({ state: 'failed', reason: 'the number is not in use', deliveredAt: null }),
            ],
          }),
        }),
      ],
    });

  it('is the obvious next thing where a notice failed, and sends it again, under one key', async () => {
    const stage = await showSidebar(failed());
    expect(buttonNamed(stage, 'Correct and send again').props.variant).toBe('primary');
    const form = await opened(stage, 'Correct and send again');
    const save = () => form().find(LoadingButton);
    expect([save().text, save().props.disabled]).toEqual(['Save and send the notice of 14:08 again', true]);
    form().find(Input, { name: 'phone' }).trigger('onInput', typed('+49 176 1234567'));
    await stage.pace.pass(0);
    const path = '/api/contacts/101/corrections';
    stage.server.answers(path, {
      contactPoint: 'p',
      kind: 'mobile',
      sent: { notice: NOTICE, delivery: 'd2', channel: 'sms', sendAt: '2026-11-23T14:11:00.000Z' },
      notSent: null,
    });
    save().trigger('onClick');
    save().trigger('onClick');
    await stage.pace.pass(0);
    const acts = stage.server.asked.filter(asked => asked.path === path);
    expect(acts.map(({ body }) => body)).toEqual([
      { correction: { kind: 'phone', phone: '+49 176 1234567', country: 'DE' }, notice: NOTICE },
    ]);
    expect(form().find(Alert).props.title).toContain('the notice is on its way');
    // The card asks anew, so that the changed fact is seen.
    expect(stage.server.asked.at(-1)?.path).toBe(sidePath('en'));
  });

  it('shows the server’s refusal with what would be right, and keeps what was typed', async () => {
    const stage = await showSidebar(failed());
    const form = await opened(stage, 'Correct and send again');
    form().find(Input, { name: 'phone' }).trigger('onInput', typed('12'));
    await stage.pace.pass(0);
    stage.server.answers('/api/contacts/101/corrections', {
      kind: 'refused',
      refusal: {
        code: 'phone.malformed',
        message: 'This is not a valid phone number.',
        lawful: 'Write it with the country code, as +49 170 1234567.',
        because: [],
      },
      also: [],
      reference: 'r',
    });
    form().find(LoadingButton).trigger('onClick');
    await stage.pace.pass(0);
    expect(form().find(Alert).props.title).toBe('This is not a valid phone number.');
    expect(form().toString()).toContain('+49 170 1234567');
    expect(form().find(Input, { name: 'phone' }).props.value).toBe('12');
  });
});

describe('a notice of the history', () => {
  it('opens a notice with its exact words, its steps and its rule, and sends it again', async () => {
    const stage = await showTab(contactCard({ places: [QUIET] }));
    const path = `/api/cards/notices/${NOTICE}?language=en`;
    stage.server.answers(path, panel());
    const open = await opened(stage, 'Open');
    expect(open().toString()).toContain('Back about 16:30.');
    expect(open().toString()).toContain('Grid code, 12');
    expect(open().toString()).toContain('handed to sms-a: taken');
    const act = `/api/notices/${NOTICE}/send-again`;
    stage.server.answers(act, {
      notice: NOTICE,
      delivery: 'd9',
      channel: 'sms',
      sendAt: '2026-11-23T14:11:00.000Z',
    });
    open().find(TextArea, { name: 'reason' }).trigger('onInput', typed(' lost it '));
    await stage.pace.pass(0);
    open()
      .find(LoadingButton, node => node.text === 'Send again')
      .trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.server.asked.find(asked => asked.path === act)?.body).toEqual({
      contactPoint: '01900000-0000-8000-8000-0000000000e1',
      reason: 'lost it',
    });
    expect(stage.server.asked.filter(asked => asked.path === path)).toHaveLength(2);
  });

  it('does not offer to repeat what is out of date', async () => {
    const stage = await showTab(contactCard({ places: [QUIET] }));
    stage.server.answers(`/api/cards/notices/${NOTICE}?language=en`, panel({ outdated: true }));
    const open = await opened(stage, 'Open');
    expect(open().findAll(LoadingButton)).toEqual([]);
    expect(open().toString()).toContain('newer news has been sent since');
  });

  it('gets a letter by a link that is good once', async () => {
    const stage = await showTab(contactCard({ places: [QUIET] }));
    const base = panel();
    const [sms] = base.detail.deliveries;
    if (sms === undefined) throw new Error('The panel has no delivery.');
    stage.server.answers(
      `/api/cards/notices/${NOTICE}?language=en`,
      panel({ detail: { ...base.detail, deliveries: [{ ...sms, letter: '/api/x' }] } }),
    );
    stage.server.answers(`/api/notices/${NOTICE}/letter-links`, {
      url: 'https://forewarn.example/letters/1/abc',
      expiresAt: '2026-11-23T14:16:00.000Z',
    });
    const open = await opened(stage, 'Open');
    open()
      .find(LoadingButton, node => node.text === 'Get the letter')
      .trigger('onClick');
    await stage.pace.pass(0);
    const link = open().find(Link);
    expect(link.props.href).toEqual({ url: 'https://forewarn.example/letters/1/abc', external: true });
    expect(link.text).toBe('Open the letter (PDF), good once until 15:16');
  });
});

describe('a complaint', () => {
  it('is taken down, and the customer hears under which number', async () => {
    const stage = await showTab(contactCard());
    const form = await opened(stage, 'Take a complaint');
    const save = () => form().find(LoadingButton);
    expect(save().props.disabled).toBe(true);
    form().find(TextArea, { name: 'said' }).trigger('onInput', typed('Dark since noon.'));
    await stage.pace.pass(0);
    stage.server.answers('/api/contacts/101/complaints', {
      ref: 'C-K7M2QAB',
      receipt: { language: 'en', texts: { en: 'Noted under C-K7M2QAB.', ru: 'Записано: C-K7M2QAB.' } },
    });
    save().trigger('onClick');
    await stage.pace.pass(0);
    expect(form().toString()).toContain('Noted under C-K7M2QAB.');
    expect(stage.server.asked.find(({ body }) => body !== null)?.body).toEqual({
      about: 'noPower',
      said: 'Dark since noon.',
      outage: '01900000-0000-8000-8000-0000000000aa',
      place: '01900000-0000-8000-8000-0000000000c1',
    });
  });
});

describe('a promise', () => {
  const first = debtSummary.parse(debtAnswer());
  const second = {
    ...first,
    case: '018f0000-0000-8000-8000-000000000002',
    account: 'A-2',
    overdue: { minor: 5000, currency: 'EUR' },
  };
  const until = { day: '2026-12-04' };
  const answer = { case: second.case, ref: second.ref, hold: 'h', reason: 'promise', until };

  it.each(['en', 'ru'] as const)('is asked of nobody who owes nothing, in %s', async language => {
    const stage = await showTab(contactCard(), language);
    const names = stage.renderer.findAll(Button).map(({ text }) => text);
    expect(names.filter(name => /promise|обещание/i.test(name ?? ''))).toEqual([]);
  });

  it('is asked once on a card, in the case that is chosen, for what is overdue there', async () => {
    const stage = await showTab(
      contactCard({ bill: { ...NO_DEBT, inArrears: true, cases: [first, second] } }),
    );
    const form = await opened(stage, 'Promise to pay');
    expect(form().find(Input, { name: 'sum' }).props.value).toBe('184.20');
    form()
      .find(Select, { name: 'case' })
      .trigger('onChange', second.case as never);
    await stage.pace.pass(0);
    expect(form().find(Input, { name: 'sum' }).props.value).toBe('50.00');
    form()
      .find(DateInput, { name: 'on' })
      .trigger('onChange', { year: 2026, month: 11, date: 4 } as never);
    await stage.pace.pass(0);
    stage.server.answers(`/api/debts/${second.case}/promise`, answer);
    form().find(LoadingButton).trigger('onClick');
    await stage.pace.pass(0);
    expect(form().find(Alert).props.title).toBe('Noted. The case is held until that day.');
    expect(stage.server.asked.find(({ body }) => body !== null)?.body).toEqual({
      minor: 5000,
      on: '2026-12-04',
    });
  });

  it('stands beside a hold of each case on the bill', async () => {
    const stage = await showTab(contactCard({ bill: { ...NO_DEBT, inArrears: true, cases: [first] } }));
    const form = await opened(stage, 'Place a hold');
    form()
      .find(DateInput, { name: 'until' })
      .trigger('onChange', { year: 2026, month: 11, date: 4 } as never);
    form().find(TextArea, { name: 'note' }).trigger('onInput', typed('The meter is said to be wrong.'));
    await stage.pace.pass(0);
    stage.server.answers(`/api/debts/${first.case}/holds`, {
      ...answer,
      case: first.case,
      reason: 'dispute',
    });
    form().find(LoadingButton).trigger('onClick');
    await stage.pace.pass(0);
    expect(form().find(Alert).props.title).toBe('Placed. No step is taken while it is in force.');
    expect(stage.server.asked.find(({ body }) => body !== null)?.body).toMatchObject({
      reason: 'dispute',
      until,
    });
  });
});
