import { Accordion, Flex, Link, Tag, Text, ToggleGroup } from '@hubspot/ui-extensions';
import type { SettingsPage } from '../contract/settings-page.js';
import { Rows } from '../parts/rows.js';
import { number, sayIn, type Language } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import { rowOf, SettingForm, type TabProps } from './setting-form.js';

type Place = SettingsPage['places'][number];
type Confidence = Place['confidence'];

const Sure = ({ confidence, language }: { readonly confidence: Confidence; readonly language: Language }) => {
  const words = sayIn(settingsWords, language)(`sure.${confidence}`);
  return confidence === 'verified' ? <Text>{words}</Text> : <Tag variant="warning">{words}</Tag>;
};

/** Every rulebook that applies at a place, with what it rests on. */
const Books = ({ place, language }: { readonly place: Place; readonly language: Language }) => {
  const say = sayIn(settingsWords, language);
  return (
    <Rows
      head={[
        say('rules.col.rulebook'),
        say('rules.col.since'),
        say('rules.col.sure'),
        say('rules.col.source'),
      ]}
      rows={place.rulebooks.map(({ id, title, house, validFrom, validTo, confidence, sources }) => [
        `${title} (${id})${house ? ` · ${say('rules.house')}` : ''}`,
        validTo === null ? validFrom : `${validFrom} – ${validTo}`,
        <Sure key="sure" confidence={confidence} language={language} />,
        <Flex key="sources" direction="column" gap="flush">
          {sources.map(source =>
            source.url === null ? (
              <Text key={source.title} variant="microcopy">
                {source.title}
              </Text>
            ) : (
              <Link key={source.title} href={{ url: source.url, external: true }}>
                {source.title}
              </Link>
            ),
          )}
        </Flex>,
      ])}
    />
  );
};

type Choices = Readonly<Record<string, readonly string[]>>;

/** Which house rulebooks fill the gaps of the law at each place; the law itself is no choice. */
const HouseForm = (props: TabProps) => {
  const { page, language } = props;
  const say = sayIn(settingsWords, language);
  const saved = (rowOf(page, 'houseRules')?.value ?? {}) as Choices;
  if (page.houseRulebooks.length === 0) return null;
  return (
    <SettingForm {...props} name="houseRules" value={saved}>
      {(draft, set) => (
        <Flex direction="column" gap="sm">
          <Text variant="microcopy">{say('rules.house.hint')}</Text>
          {page.places.map(({ jurisdiction, house }) => {
            const chosen = draft[jurisdiction] ?? house;
            return (
              <ToggleGroup
                key={jurisdiction}
                toggleType="checkboxList"
                name={`house-${jurisdiction}`}
                label={say('rules.house.at', { place: jurisdiction })}
                value={[...chosen]}
                options={page.houseRulebooks.map(({ id, version, title }) => ({
                  label: `${title} (${id}@${version})`,
                  value: id,
                  initialIsChecked: chosen.includes(id),
                }))}
                onChange={(ids: string[]) => {
                  set({ ...draft, [jurisdiction]: [...ids].sort() });
                }}
              />
            );
          })}
        </Flex>
      )}
    </SettingForm>
  );
};

/** Which rules are in force in each place that is supplied, how sure they are, and how far its holidays are known. */
export const Rules = (props: TabProps) => {
  const { page, language } = props;
  const say = sayIn(settingsWords, language);
  if (page.places.length === 0) return <Text>{say('rules.none')}</Text>;
  return (
    <Flex direction="column" gap="sm">
      <Rows
        head={[
          say('rules.col.place'),
          say('rules.col.points'),
          say('rules.col.rulebook'),
          say('rules.col.sure'),
          say('rules.col.calendar'),
        ]}
        rows={page.places.map(
          ({ jurisdiction, servicePoints, missing, rulebooks, confidence, calendarUntil }) =>
            missing === null
              ? [
                  jurisdiction,
                  number(language, servicePoints),
                  rulebooks.map(({ id, title }) => `${title} (${id})`).join('; '),
                  <Sure key="sure" confidence={confidence} language={language} />,
                  calendarUntil === null ? say('rules.noCalendar') : String(calendarUntil),
                ]
              : [jurisdiction, number(language, servicePoints), missing, '', ''],
        )}
      />
      {page.places
        .filter(({ missing }) => missing === null)
        .map(place => (
          <Accordion
            key={place.jurisdiction}
            size="xs"
            title={say('rules.sources', { place: place.jurisdiction })}
          >
            <Books place={place} language={language} />
          </Accordion>
        ))}
      <HouseForm {...props} />
      <Text variant="microcopy">{say('rules.hint')}</Text>
    </Flex>
  );
};
