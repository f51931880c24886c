import type { ExtensionPointApi } from '@hubspot/ui-extensions';

export type Api = ExtensionPointApi<'crm.record.tab'>;
