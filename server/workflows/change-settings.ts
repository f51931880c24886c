import type { Channel } from '../domain/contact-point.js';
import type { Person } from '../domain/office/person.js';
import { checkSetting, isSameValue } from '../domain/office/settings.js';
import { accept, refuse, type Outcome, type Refusal } from '../domain/outcome.js';
import type { HouseChoices, Senders } from '../domain/policy.js';
import { checkHouse } from '../domain/rules/house.js';
import { civilDateIn, type Zone } from '../domain/time.js';
import type { SettingRow } from './ports/settings.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'policy' | 'rulebooks' | 'carriers'>;
const UTC = 'UTC' as Zone;

export interface SettingChange {
  readonly name: string;
  /** The version that was read: what somebody else saved since is not written over unseen. */
  readonly version: number;
  /** Null: back to the shipped value. */
  readonly value: unknown;
}

/** Saves a set of changes whole or not at all; each is in force for whatever begins after it. */
export const changeSettings =
  (deps: Needs) =>
  async (command: {
    readonly changes: readonly SettingChange[];
    readonly by: Person;
  }): Promise<Outcome<null>> => {
    const { store, clock } = deps;
    const { changes, by } = command;
    const [wrong, ...more] = [...unlawful(changes), ...repeated(changes)];
    if (wrong !== undefined) return refuse(wrong, ...more);
    return store.transact(async tx => {
      const [unfit, ...others] = await unfitting(deps, tx, changes);
      if (unfit !== undefined) return refuse(unfit, ...others);
      const stored = new Map((await tx.settings.current('lock')).map(row => [row.name, row]));
      // What is saved already harms nobody, whoever was first: a request that comes twice is no conflict with itself.
      const wanted = changes.filter(
        ({ name, value }) => !isSameValue(stored.get(name)?.value ?? null, value),
      );
      const [first, ...rest] = wanted.flatMap(change => conflict(change, stored.get(change.name)));
      if (first !== undefined) return refuse(first, ...rest);
      const at = clock.now();
      const rows = wanted.map(({ name, version, value }) => ({ name, version: version + 1, value, at, by }));
      if (rows.length === 0) return accept(null);
      await tx.settings.add(rows);
      await tx.office.audit({
        at,
        by,
        act: 'settings.change',
        subject: 'settings',
        details: Object.fromEntries(rows.map(({ name, version, value }) => [name, { version, value }])),
      });
      return accept(null);
    });
  };

/** What only the loaded files can tell: whether a choice names what there is, and what it would lead to. */
const unfitting = async (
  { clock, policy, rulebooks, carriers }: Needs,
  tx: Tx,
  changes: readonly SettingChange[],
): Promise<readonly Refusal[]> => {
  const before = (await policy(tx)).houseRules;
  const today = civilDateIn(UTC, clock.now());
  return changes.flatMap(({ name, value }) => {
    if (value === null) return [];
    if (name === 'houseRules') {
      const checked = checkHouse(rulebooks, before, value as HouseChoices, today);
      return checked.ok ? [] : checked.refusals;
    }
    if (name !== 'senders') return [];
    const { email, sms } = value as Senders;
    const known = (channel: Channel, carrier: string): boolean =>
      carriers.some(each => each.channel === channel && each.name === carrier);
    return [
      ...Object.keys(email).filter(carrier => !known('email', carrier)),
      ...Object.keys(sms).filter(carrier => !known('sms', carrier)),
    ].map(carrier => ({
      code: 'carrier.unknown',
      message: `No carrier of this kind is called "${carrier}".`,
      lawful: `One of: ${carriers.map(each => each.name).join(', ')}.`,
      because: [],
    }));
  });
};

const unlawful = (changes: readonly SettingChange[]): readonly Refusal[] =>
  changes.flatMap(({ name, value }) => {
    const checked = checkSetting(name, value);
    return checked.ok ? [] : checked.refusals;
  });

const repeated = (changes: readonly SettingChange[]): readonly Refusal[] => {
  const names = changes.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  return twice === undefined
    ? []
    : [
        {
          code: 'setting.twice',
          message: `"${twice}" is changed twice.`,
          lawful: 'Give one value for each setting.',
          because: [],
        },
      ];
};

const conflict = (change: SettingChange, stored: SettingRow | undefined): readonly Refusal[] => {
  if (change.version === (stored?.version ?? 0)) return [];
  return [
    {
      code: 'setting.conflict',
      message:
        stored === undefined
          ? `"${change.name}" has never been changed; version ${change.version} of it does not exist.`
          : `${stored.by} saved "${change.name}" at ${stored.at}. Nothing of yours was saved.`,
      lawful: 'Compare the two values, then save again.',
      because: [],
      details: {
        setting: change.name,
        version: stored?.version ?? 0,
        by: stored?.by ?? null,
        at: stored?.at ?? null,
        saved: stored?.value ?? null,
        yours: change.value,
      },
    },
  ];
};
