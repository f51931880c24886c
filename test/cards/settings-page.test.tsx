import {
  Accordion,
  Alert,
  Button,
  ErrorState,
  Input,
  LoadingButton,
  NumberInput,
  StatusTag,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { SettingsPage } from '../../ui-extensions/settings/SettingsPage.js';
import type { Language } from '../../ui-extensions/words/say.js';
import { NOW } from './campaign-answers.js';
import { OFFLINE } from './fake-server.js';
import { SETTINGS } from './office-answers.js';
import { makeStage } from './stage.js';

const show = async (answer: unknown, language: Language = 'en') => {
  const stage = makeStage('settings', language);
  stage.server.answers('/api/pages/settings', answer);
  await stage.show(<SettingsPage {...stage.props} />);
  const field = (name: string) => {
    const found = [...stage.renderer.findAll(Input), ...stage.renderer.findAll(NumberInput)].find(
      each => each.props.name === name,
    );
    if (found === undefined) throw new Error(`There is no field "${name}".`);
    return found;
  };
  /** The save button of the n-th form: senders, carriers off, names, contact, sender, colour, house rules, quiet hours, approval. */
  const save = (n: number) => {
    const found = stage.renderer
      .findAll(LoadingButton)
      .filter(each => each.toString().includes('Save changes'))[n];
    if (found === undefined) throw new Error('There is no such form.');
    return found;
  };
  const set = async (name: string, value: unknown): Promise<void> => {
    // As it is typed: a button that waits for the field to be left loses the first press.
    field(name).trigger('onInput', value as never);
    await stage.pace.pass(0);
  };
  const press = async (button: { trigger: (event: 'onClick') => unknown }): Promise<void> => {
    button.trigger('onClick');
    await stage.pace.pass(0);
  };
  return { ...stage, field, save, set, press };
};
const CARRIERS_OFF = 1;
const CONTACT = 3;
const HOUSE = 6;
const APPROVAL = 8;

describe('the settings page', () => {
  it('says what is not finished, and which place has no rules', async () => {
    const stage = await show(SETTINGS);
    expect(stage.renderer.find(Alert).props.title).toBe('2 steps of the set-up are not finished');
    for (const words of [
      'No rulebook covers the jurisdiction "ZZ-9".',
      'Baseline profile (baseline@2)',
      'Second-hand source',
      '€0.075 a part',
      '1 Weir Street',
      'sms.example (SMS_…)',
      'Good practice',
    ])
      expect(stage.text()).toContain(words.replaceAll('"', '\\"'));
    expect(stage.renderer.findAll(StatusTag).some(tag => tag.toString().includes('Please look'))).toBe(true);
    const failed = await show(OFFLINE);
    expect(failed.renderer.find(ErrorState).toString()).toContain('Nothing was lost or sent');
  });

  it('saves what was changed with the version that was read, and only then', async () => {
    const stage = await show(SETTINGS);
    expect(stage.save(CONTACT).props.disabled).toBe(true);
    await stage.set('customerPhone', '+44 20 7946 0999');
    expect(stage.text()).toContain('Not saved yet.');
    stage.server.answers('/api/settings', { settings: [] });
    await stage.press(stage.save(CONTACT));
    expect(stage.server.asked.find(({ path }) => path === '/api/settings')?.body).toEqual({
      changes: [
        {
          name: 'contact',
          version: 0,
          value: {
            customerPhone: '+44 20 7946 0999',
            emergencyPhone: '+44 20 7946 0105',
            email: 'care@riverside.example',
          },
        },
      ],
    });
    expect(stage.text()).toContain('Saved. In force from now');
    expect(stage.server.asked.filter(({ path }) => path === '/api/pages/settings')).toHaveLength(2);
  });

  it('tells a conflict with both values, and keeps what was typed', async () => {
    const stage = await show(SETTINGS);
    await stage.set('approvalAbove', 100);
    const conflict = {
      kind: 'refused',
      refusal: {
        code: 'setting.conflict',
        message: 'Saved meanwhile.',
        because: [],
        details: {
          setting: 'approvalAbove',
          version: 4,
          by: 'oleg@utility.example',
          at: NOW,
          saved: 50,
          yours: 100,
        },
      },
      also: [],
      reference: 'r',
    };
    stage.server.answers('/api/settings', conflict, { settings: [] });
    await stage.press(stage.save(APPROVAL));
    for (const words of ['oleg@utility.example saved this at 15:11.', 'Saved there: 50', 'Yours: 100'])
      expect(stage.text()).toContain(words);
    expect(stage.field('approvalAbove').props.value).toBe(100);
    const mine = stage.renderer
      .findAll(Button)
      .find(each => each.toString().includes('Save mine all the same'));
    if (mine !== undefined) await stage.press(mine);
    expect(stage.server.asked.filter(({ path }) => path === '/api/settings').at(-1)?.body).toEqual({
      changes: [{ name: 'approvalAbove', version: 4, value: 100 }],
    });
  });

  it('switches a carrier off by its name, and shows who changed a setting when asked', async () => {
    const stage = await show(SETTINGS);
    const off = stage.renderer.findAll(ToggleGroup).find(each => each.props.name === 'carriers-off');
    off?.trigger('onChange', ['sms'] as never);
    await stage.pace.pass(0);
    stage.server.answers('/api/settings', { settings: [] });
    await stage.press(stage.save(CARRIERS_OFF));
    expect(stage.server.asked.find(({ path }) => path === '/api/settings')?.body).toMatchObject({
      changes: [{ name: 'carriersOff', value: ['sms'] }],
    });
    stage.server.answers('/api/settings/approvalAbove/history', {
      name: 'approvalAbove',
      changes: [
        { version: 1, value: 50, at: NOW, by: 'oleg@utility.example' },
        { version: 2, value: null, at: NOW, by: 'marta@utility.example' },
      ],
    });
    const history = stage.renderer
      .findAll(Accordion)
      .find(each => each.props.title === 'Last changes: Second person');
    history?.trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.text()).toContain('oleg@utility.example');
    expect(stage.text()).toContain('as shipped');
  });

  it('sends a test by a carrier, once for however many presses, and says what came of it', async () => {
    const stage = await show(SETTINGS);
    const send = () => {
      const found = stage.renderer
        .findAll(LoadingButton)
        .find(each => each.toString().includes('Send a test by sms'));
      if (found === undefined) throw new Error('There is no such button.');
      return found;
    };
    expect(send().props.disabled).toBe(true);
    await stage.set('test-sms', '+49 176 0406 0001');
    stage.server.answers(
      '/api/carriers/sms/test',
      { outcome: 'accepted', milliseconds: 1240, reason: null },
      {
        outcome: 'refused',
        milliseconds: 10,
        reason: { en: 'a landline: cannot get texts', ru: 'городской номер' },
      },
    );
    send().trigger('onClick');
    await stage.press(send());
    expect(stage.server.asked.filter(({ path }) => path.endsWith('/test')).map(({ body }) => body)).toEqual([
      { to: '+49 176 0406 0001', language: 'en' },
    ]);
    expect(stage.text()).toContain('sms took the test in 1.2 s.');
    expect(stage.text()).toContain('Taken is not arrived');
    await stage.press(send());
    expect(stage.text()).toContain('The test failed, sms: a landline: cannot get texts.');
  });

  it('chooses house rules for a place among those that are loaded, and leaves other places as they are', async () => {
    const stage = await show(SETTINGS);
    const house = stage.renderer.findAll(ToggleGroup).find(each => each.props.name === 'house-XA-N');
    house?.trigger('onChange', ['house-planned'] as never);
    await stage.pace.pass(0);
    stage.server.answers('/api/settings', { settings: [] });
    await stage.press(stage.save(HOUSE));
    expect(stage.server.asked.find(({ path }) => path === '/api/settings')?.body).toEqual({
      changes: [{ name: 'houseRules', version: 0, value: { 'XA-N': ['house-planned'] } }],
    });
  });

  it('gives and takes roles, but not the one the server names', async () => {
    const stage = await show(SETTINGS);
    expect(stage.text()).toContain('by the server');
    stage.server.answers('/api/roles/revoke', SETTINGS.roles);
    const take = stage.renderer
      .findAll(Button)
      .find(each => each.toString().includes('Take Campaigns from ida@utility.example'));
    if (take !== undefined) await stage.press(take);
    expect(stage.server.asked.find(({ path }) => path === '/api/roles/revoke')?.body).toEqual({
      email: 'ida@utility.example',
      role: 'campaigns',
    });
  });

  it('lets others look, with the reason, and speaks Russian', async () => {
    const stage = await show(
      { ...SETTINGS, may: { change: 'Нужна роль «Администратор».', roles: 'x' }, roles: null },
      'ru',
    );
    expect(stage.renderer.find(Alert).props.title).toBe(
      'Настройки доступны для просмотра. Нужна роль «Администратор».',
    );
    expect(stage.text()).toContain('Не закончены 2 шага настройки');
    expect(stage.text()).toContain('Роли видны администраторам.');
  });
});
