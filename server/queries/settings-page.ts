import type { SettingsPage } from '../../ui-extensions/contract/settings-page.js';
import { CHANNELS } from '../domain/contact-point.js';
import { withChoices } from '../domain/office/brand.js';
import type { KnownCarrier } from '../domain/office/carrier-health.js';
import type { Person } from '../domain/office/person.js';
import { holdersOf } from '../domain/office/roles.js';
import type { Confidence } from '../domain/outcome.js';
import type { Policy } from '../domain/policy.js';
import { citationsOf } from '../domain/rules/clashes.js';
import { isHouse, withHouse } from '../domain/rules/house.js';
import { keyFor, resolveRules } from '../domain/rules/resolve.js';
import { rulebookVersion, type ResolvedRules, type Rulebook } from '../domain/rules/rulebook.js';
import { civilDateIn, type CivilDate, type Zone } from '../domain/time.js';
import type { Clock } from '../workflows/ports.js';
import type { Reads } from '../workflows/ports/reads.js';
import { carrierHealth } from './carrier-health.js';
import { me, roleList, settingList } from './office-views.js';

/** What config/brand.yaml says, as far as the page shows it. */
export interface BrandFacts {
  readonly languages: readonly string[];
  readonly name: Readonly<Record<string, string>>;
  readonly shortName: Readonly<Record<string, string>>;
  readonly phones: { readonly customer: string; readonly emergency: string };
  readonly email: string;
  readonly site: string;
  readonly sender: {
    readonly line1: string;
    readonly postcode: string;
    readonly city: string;
    readonly country: string;
  };
  readonly letterhead: { readonly colour: string };
}

export interface SettingsPageNeeds {
  readonly customObjects: () => boolean | null;
  readonly reads: Reads;
  readonly clock: Clock;
  readonly policy: () => Promise<Policy>;
  readonly shipped: Policy;
  readonly admins: readonly Person[];
  readonly carriers: readonly KnownCarrier[];
  readonly brand: BrandFacts;
  readonly rulebooks: readonly Rulebook[];
}

/** The settings page; the roles only for those who manage them. */
export const settingsPage =
  (needs: SettingsPageNeeds) =>
  async (person: Person): Promise<SettingsPage> => {
    const { reads, clock } = needs;
    const now = clock.now();
    const policy = await needs.policy();
    const { permissions } = await me(needs)(person);
    const why = (name: string): string | null =>
      permissions.find(({ permission }) => permission === name)?.why ?? null;
    const may = { change: why('settings.change'), roles: why('roles.manage') };
    const law = withHouse(needs.rulebooks, policy.houseRules);
    const places = await placesOf(reads, law, civilDateIn('UTC' as Zone, now));
    const health = await carrierHealth(reads, needs.carriers, policy, now);
    return {
      serverNow: now,
      nextPollSeconds: null,
      customObjects: needs.customObjects(),
      may,
      setUp: await setUpOf(needs, places),
      carriers: needs.carriers.flatMap(({ name, channel, ratePerSecond, cost, account }) => {
        const own = health.find(each => each.name === name);
        const chosen = channel === 'letter' ? undefined : policy.senders?.[channel][name];
        return own === undefined
          ? []
          : [{ ...own, ratePerSecond, cost, account, sender: chosen ?? account.sender }];
      }),
      channels: [...CHANNELS],
      brand: brandOf(needs.brand, policy),
      places,
      houseRulebooks: needs.rulebooks
        .filter(isHouse)
        .map(({ id, version, title }) => ({ id, version, title })),
      settings: (await settingList(needs)()).settings,
      roles: may.roles === null ? await roleList(needs)() : null,
    };
  };

const brandOf = (file: BrandFacts, { brand }: Policy): SettingsPage['brand'] => {
  const shown = withChoices(file, brand ?? {});
  const { line1, postcode, city, country } = shown.sender;
  return {
    names: shown.languages.map(language => ({
      language,
      name: shown.name[language] ?? '',
      shortName: shown.shortName[language] ?? '',
    })),
    languages: [...shown.languages],
    sender: { line1, postcode, city, country },
    site: shown.site,
    customerPhone: shown.phones.customer,
    emergencyPhone: shown.phones.emergency,
    email: shown.email,
    letterColour: shown.letterhead.colour,
  };
};

type Places = SettingsPage['places'];

/** What is in force today in each jurisdiction that a service point names. */
const placesOf = async (reads: Reads, rulebooks: readonly Rulebook[], today: CivilDate): Promise<Places> =>
  (await reads.places()).map(({ jurisdiction, servicePoints }) => {
    const resolved = resolveRules(
      rulebooks,
      { jurisdiction, customerClass: 'residential' },
      'plannedInterruption',
      today,
    );
    const base = {
      jurisdiction,
      servicePoints,
      house: rulebooks
        .filter(rulebook => isHouse(rulebook) && keyFor(rulebook, jurisdiction) !== '')
        .map(({ id }) => id),
    };
    if (!resolved.known)
      return {
        ...base,
        missing: resolved.missing.message,
        rulebooks: [],
        confidence: 'unverified' as const,
        calendarUntil: null,
      };
    const { rules } = resolved;
    return {
      ...base,
      missing: null,
      rulebooks: rulebooks
        .filter(({ id, version }) => rules.rulebooks.includes(`${id}@${version}`))
        .map(rulebook => ({
          id: rulebookVersion(rulebook),
          house: isHouse(rulebook),
          title: rulebook.title,
          validFrom: rulebook.validFrom,
          validTo: rulebook.validTo,
          ...sourcesOf(rulebook),
        })),
      confidence: weakest(rules),
      calendarUntil:
        rules.calendar.rule === null ? null : Math.max(0, ...rules.calendar.years.map(({ year }) => year)),
    };
  });

/** What a rulebook rests on, each source once, and how sure the least sure of them is. */
const sourcesOf = (
  rulebook: Rulebook,
): Pick<Places[number]['rulebooks'][number], 'sources' | 'confidence'> => {
  const cited = citationsOf(rulebook);
  const bySource = new Map(cited.map(({ source, url }) => [source, { title: source, url: url ?? null }]));
  return {
    sources: [...bySource.values()],
    confidence:
      ORDER[Math.max(0, ...cited.map(({ confidence }) => ORDER.indexOf(confidence)))] ?? 'unverified',
  };
};

const ORDER: readonly Confidence[] = ['verified', 'secondary', 'unverified'];
/** A chain of rules is as sure as its least sure link. */
const weakest = ({ writtenForm, servedWhen, rules }: ResolvedRules): Confidence => {
  const all = [writtenForm, ...Object.values(servedWhen), ...Object.values(rules.waits ?? {})].map(
    ({ because }) => ORDER.indexOf(because.confidence),
  );
  return ORDER[Math.max(...all)] ?? 'unverified';
};

const setUpOf = async (
  { reads, carriers, admins, shipped, policy }: SettingsPageNeeds,
  places: Places,
): Promise<SettingsPage['setUp']> => {
  const held = { grants: await reads.roles(), named: admins };
  const contact = (await policy()).brand?.contact ?? shipped.brand?.contact;
  return [
    { step: 'directory', done: places.length > 0 },
    { step: 'carriers', done: carriers.length > 0 },
    { step: 'brand', done: contact !== undefined },
    { step: 'rules', done: places.length > 0 && places.every(({ missing }) => missing === null) },
    {
      step: 'roles',
      done: holdersOf(held, 'campaigns').length > 0 && holdersOf(held, 'approver').length > 0,
    },
    // HubSpot does not tell an app which record layouts show its cards.
    { step: 'cards', done: null },
  ];
};
