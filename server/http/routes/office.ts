import {
  meView,
  roleList,
  settingHistory,
  settingList,
  type MeView,
  type RoleList,
  type SettingHistory,
  type SettingList,
} from '../../../ui-extensions/contract/office.js';
import {
  roleRequest,
  settingsRequest,
  carrierTestRequest,
} from '../../../ui-extensions/contract/office-requests.js';
import { carrierTestView } from '../../../ui-extensions/contract/settings-page.js';
import { reasonWords } from '../../domain/notice/reasons.js';
import type { Person } from '../../domain/office/person.js';
import type { changeRole } from '../../workflows/change-role.js';
import type { changeSettings } from '../../workflows/change-settings.js';
import type { testCarrier } from '../../workflows/test-carrier.js';
import type { Answer, Api } from '../api.js';
import { orNotFound, orRefuse } from '../problems.js';

export interface OfficeRoutes {
  readonly me: (person: Person) => Promise<MeView>;
  readonly roleList: () => Promise<RoleList>;
  readonly settingList: () => Promise<SettingList>;
  readonly settingHistory: (name: string) => Promise<SettingHistory | null>;
  readonly changeRole: ReturnType<typeof changeRole>;
  readonly changeSettings: ReturnType<typeof changeSettings>;
  readonly testCarrier: ReturnType<typeof testCarrier>;
}

/** Who may do what, and what an administrator may set. */
export const officeRoutes = (api: Api, deps: OfficeRoutes): void => {
  const roles = async (): Promise<Answer> => ({ status: 200, body: roleList.parse(await deps.roleList()) });
  const settings = async (): Promise<Answer> => ({
    status: 200,
    body: settingList.parse(await deps.settingList()),
  });

  api.get('/me', 'read', async ({ actor }) => ({
    status: 200,
    body: meView.parse(await deps.me(actor.email)),
  }));
  api.get('/roles', 'roles.manage', roles);
  for (const change of ['grant', 'revoke'] as const)
    api.post(`/roles/${change}`, 'roles.manage', roleRequest, async ({ body, actor }) => {
      orRefuse(await deps.changeRole({ change, email: body.email, role: body.role, by: actor.email }));
      return roles();
    });
  api.get('/settings', 'read', settings);
  api.get('/settings/:name/history', 'read', async ({ params }) => ({
    status: 200,
    body: settingHistory.parse(orNotFound(await deps.settingHistory(params['name'] ?? ''), 'setting')),
  }));
  api.post(
    '/carriers/:name/test',
    'settings.change',
    carrierTestRequest,
    async ({ body, actor, params, run }) => {
      const { to, language } = body;
      const carrier = params['name'] ?? '';
      const tested = orRefuse(await deps.testCarrier({ carrier, to, language, by: actor.email, run }));
      const { reason } = tested;
      return {
        status: 200,
        body: carrierTestView.parse({
          ...tested,
          reason: reason === null ? null : { en: reasonWords(reason), ru: reasonWords(reason, 'ru') },
        }),
      };
    },
  );
  api.post('/settings', 'settings.change', settingsRequest, async ({ body, actor }) => {
    orRefuse(await deps.changeSettings({ changes: body.changes, by: actor.email }));
    return settings();
  });
};
