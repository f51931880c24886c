import { Button, ButtonRow, Flex, Input, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useAct } from '../client/use-act.js';
import { grantedRole, roleList, type RoleList } from '../contract/office.js';
import { ActState } from '../parts/act-state.js';
import { Rows } from '../parts/rows.js';
import { sayIn } from '../words/say.js';
import { settingsWords } from '../words/settings.js';
import { NumberSetting } from './number-setting.js';
import type { TabProps } from './setting-form.js';

type Role = RoleList['people'][number]['roles'][number]['role'];
interface RoleChange {
  readonly idempotencyKey: string;
  readonly email: string;
  readonly role: Role;
}

const People = ({ roles, server, language, onDone }: TabProps & { readonly roles: RoleList }) => {
  const say = sayIn(settingsWords, language);
  const take = useAct<RoleChange, RoleList>(server, '/api/roles/revoke', roleList);
  const give = useAct<RoleChange, RoleList>(server, '/api/roles/grant', roleList);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('campaigns');
  const change = (act: typeof give, who: string, which: Role): void => {
    void act.press({ email: who, role: which }).then(outcome => {
      if (outcome.kind !== 'ready') return;
      setEmail('');
      onDone();
    });
  };
  return (
    <Flex direction="column" gap="sm">
      <Rows
        head={[say('role.person'), say('role.roles')]}
        rows={roles.people.map(person => [
          person.email,
          <Flex key={person.email} direction="column" gap="flush">
            {person.roles.map(held => (
              <Flex key={held.role} direction="row" gap="xs">
                <Text>{say(`role.${held.role}`)}</Text>
                {held.given === null ? (
                  <Text variant="microcopy">{say('role.byServer')}</Text>
                ) : (
                  <Button
                    size="xs"
                    variant="transparent"
                    onClick={() => {
                      change(take, person.email, held.role);
                    }}
                  >
                    {say('role.take', { role: say(`role.${held.role}`), email: person.email })}
                  </Button>
                )}
              </Flex>
            ))}
          </Flex>,
        ])}
      />
      <ActState doing={take} language={language} />
      <Input name="role-email" label={say('role.email')} value={email} onInput={setEmail} />
      <Select
        label={say('role.role')}
        value={role}
        options={grantedRole.options.map(value => ({ label: say(`role.${value}`), value }))}
        onChange={value => {
          setRole(value as Role);
        }}
      />
      <ButtonRow>
        <LoadingButton
          variant="primary"
          loading={give.kind === 'saving'}
          disabled={email.trim() === ''}
          onClick={() => {
            change(give, email, role);
          }}
        >
          {say('role.give')}
        </LoadingButton>
      </ButtonRow>
      <ActState doing={give} language={language} />
    </Flex>
  );
};

/** Who may do what, and from which size on two people answer. */
export const Roles = (props: TabProps) => {
  const { page, language } = props;
  return (
    <Flex direction="column" gap="sm">
      <NumberSetting {...props} name="approvalAbove" />
      {page.roles === null ? (
        <Text variant="microcopy">{sayIn(settingsWords, language)('role.hidden')}</Text>
      ) : (
        <People {...props} roles={page.roles} />
      )}
    </Flex>
  );
};
