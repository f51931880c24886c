import { DescriptionList, DescriptionListItem, Flex, Input, Text } from '@hubspot/ui-extensions';
import { sayIn } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import { SettingForm, type TabProps } from './setting-form.js';

const FIELDS = ['customerPhone', 'emergencyPhone', 'email'] as const;

/** How the utility shows itself: the numbers, the address and the colour that letters and notices carry. */
export const BrandTab = (props: TabProps) => {
  const { page, language } = props;
  const say = sayIn(settingsWords, language);
  const { name, sender, site, languages, letterColour, customerPhone, emergencyPhone, email } = page.brand;
  return (
    <Flex direction="column" gap="sm">
      <DescriptionList direction="row">
        <DescriptionListItem label={say('brand.name')}>{name}</DescriptionListItem>
        <DescriptionListItem label={say('brand.sender')}>{sender}</DescriptionListItem>
        <DescriptionListItem label={say('brand.site')}>{site}</DescriptionListItem>
        <DescriptionListItem label={say('brand.languages')}>{languages.join(', ')}</DescriptionListItem>
      </DescriptionList>
      <Text variant="microcopy">{say('brand.hint')}</Text>
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
    </Flex>
  );
};
