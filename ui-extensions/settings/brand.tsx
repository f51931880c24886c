import { DescriptionList, DescriptionListItem, Flex, Input, Text } from '@hubspot/ui-extensions';
import { sayIn, type Language } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import { SettingForm, type TabProps } from './setting-form.js';

const FIELDS = ['customerPhone', 'emergencyPhone', 'email'] as const;
const ADDRESS = ['line1', 'postcode', 'city', 'country'] as const;

interface Names {
  readonly name: Readonly<Record<string, string>>;
  readonly shortName: Readonly<Record<string, string>>;
}

/** One name and one short name for each language of the notices. */
const NamesForm = (props: TabProps) => {
  const { page, language } = props;
  const say = sayIn(settingsWords, language);
  const { names } = page.brand;
  const value: Names = {
    name: Object.fromEntries(names.map(each => [each.language, each.name])),
    shortName: Object.fromEntries(names.map(each => [each.language, each.shortName])),
  };
  return (
    <SettingForm {...props} name="names" value={value}>
      {(draft, set) =>
        names.flatMap(each =>
          (['name', 'shortName'] as const).map(field => (
            <Input
              key={`${field}/${each.language}`}
              name={`${field}-${each.language}`}
              label={say(`brand.${field}`, { language: languageName(each.language, language) })}
              value={draft[field][each.language] ?? ''}
              required
              onInput={typed => {
                set({ ...draft, [field]: { ...draft[field], [each.language]: typed } });
              }}
            />
          )),
        )
      }
    </SettingForm>
  );
};

const languageName = (code: string, language: Language): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;

/** How the utility shows itself: names, numbers, and the address and the colour that letters and notices carry. */
export const BrandTab = (props: TabProps) => {
  const { page, language } = props;
  const say = sayIn(settingsWords, language);
  const { sender, site, languages, letterColour, customerPhone, emergencyPhone, email } = page.brand;
  return (
    <Flex direction="column" gap="sm">
      <NamesForm {...props} />
      <SettingForm {...props} name="contact" value={{ customerPhone, emergencyPhone, email }}>
        {(draft, set) =>
          FIELDS.map(field => (
            <Input
              key={field}
              name={field}
              label={say(`brand.${field}`)}
              value={draft[field]}
              required
              onInput={value => {
                set({ ...draft, [field]: value });
              }}
            />
          ))
        }
      </SettingForm>
      <SettingForm {...props} name="sender" value={sender}>
        {(draft, set) =>
          ADDRESS.map(field => (
            <Input
              key={field}
              name={`sender-${field}`}
              label={say(`brand.sender.${field}`)}
              value={draft[field]}
              required
              onInput={value => {
                set({ ...draft, [field]: value });
              }}
            />
          ))
        }
      </SettingForm>
      <SettingForm {...props} name="letterColour" value={letterColour}>
        {(draft, set) => (
          <Input
            name="letter-colour"
            label={say('brand.colour')}
            description={say('brand.colour.hint')}
            value={draft}
            required
            onInput={set}
          />
        )}
      </SettingForm>
      <DescriptionList direction="row">
        <DescriptionListItem label={say('brand.site')}>{site}</DescriptionListItem>
        <DescriptionListItem label={say('brand.languages')}>{languages.join(', ')}</DescriptionListItem>
      </DescriptionList>
      <Text variant="microcopy">{say('brand.hint')}</Text>
    </Flex>
  );
};
