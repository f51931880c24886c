import {
  Button,
  Checkbox,
  DateInput,
  Form,
  Input,
  MultiSelect,
  NumberInput,
  SearchInput,
  Select,
  Text,
  TextArea,
  TimeInput,
  Toggle,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { useState } from 'react';

export const Fields = ({ onHeard }: { readonly onHeard: (what: string) => void }) => {
  const [typed, setTyped] = useState('');
  return (
    <Form
      onSubmit={({ targetValue }) => {
        onHeard(`sent ${JSON.stringify(targetValue)}`);
      }}
    >
      <Input
        label="Name"
        name="name"
        value={typed}
        onInput={setTyped}
        description="As it is on the bill"
        required
      />
      <Text testId="typed">{typed}</Text>
      <TextArea label="Words" name="words" error validationMessage="Say a little more." />
      <NumberInput label="Homes" name="homes" defaultValue={4} />
      <DateInput
        label="Day"
        name="day"
        onChange={({ year, month, date }) => {
          onHeard(`day ${year}/${month}/${date}`);
        }}
      />
      <TimeInput label="Time" name="time" />
      <SearchInput label="Find" name="find" />
      <Select
        label="Channel"
        name="channel"
        options={[
          { label: 'SMS', value: 'sms' },
          { label: 'Letter', value: 3 },
        ]}
        onChange={value => {
          onHeard(`channel ${typeof value} ${String(value)}`);
        }}
      />
      <MultiSelect
        label="Languages"
        name="languages"
        options={[
          { label: 'English', value: 'en' },
          { label: 'Russian', value: 'ru' },
        ]}
      />
      <Checkbox
        name="sure"
        onChange={checked => {
          onHeard(`sure ${String(checked)}`);
        }}
      >
        I am sure
      </Checkbox>
      <Toggle label="Quiet hours" name="quiet" />
      <ToggleGroup
        toggleType="radioButtonList"
        label="Kind"
        name="kind"
        options={[
          { label: 'Planned', value: 'planned' },
          { label: 'Emergency', value: 'emergency' },
        ]}
        onChange={(value: string) => {
          onHeard(`kind ${value}`);
        }}
      />
      <Button type="submit" variant="primary">
        Save
      </Button>
    </Form>
  );
};
