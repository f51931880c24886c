import type { z } from 'zod';
import type { Execution, FieldOption } from '../../portal/actions/workflow-actions.js';
import type { workflowAction } from '../../plugin/manifest-shapes.js';
import type { Stage } from '../stage.js';
import { html, nothing, type Html } from './html.js';
import { card, facts, field, post, select, tag, type Tone } from './parts.js';
import type { View } from './view.js';

export type ActionManifest = z.infer<typeof workflowAction>;
/** An action of the manifests, and what HubSpot would offer for its fields. */
export interface OfferedAction {
  readonly uid: string;
  readonly manifest: ActionManifest;
  readonly choices: Readonly<Record<string, readonly FieldOption[]>>;
}
export interface RunAction {
  readonly uid: string;
  readonly at: string;
  readonly on: string;
  readonly execution: Execution;
}

type InputField = ActionManifest['inputFields'][number];

const inputControl = (
  view: View,
  { manifest, choices }: OfferedAction,
  { typeDefinition, isRequired }: InputField,
): Html => {
  const { name, type, options } = typeDefinition;
  const said = manifest.labels[view.lang];
  const label = said.inputFieldLabels[name] ?? name;
  const hint = said.inputFieldDescriptions[name];
  const offered =
    options?.map(({ value }) => ({ value, label: said.inputFieldOptionLabels?.[name]?.[value] ?? value })) ??
    choices[name];
  if (offered !== undefined) {
    const none = isRequired ? [] : [{ value: '', label: '—' }];
    return html`${select(name, label, [...none, ...offered], '')}<small>${hint}</small>`;
  }
  return field(type === 'datetime' ? 'datetime-local' : 'text', name, label, '', {
    required: isRequired,
    ...(hint === undefined ? {} : { hint }),
  });
};

const actionForm = (view: View, people: Stage['people'], action: OfferedAction): Html => {
  const { manifest, uid } = action;
  const said = manifest.labels[view.lang];
  const records = Object.entries(people).filter(
    ([, { type }]) =>
      manifest.objectTypes.length === 0 ||
      manifest.objectTypes.includes(type === 'contacts' ? 'CONTACT' : 'COMPANY'),
  );
  const agents = manifest.supportedClients.some(({ client }) => client === 'AGENTS');
  return card(
    html`${said.actionName} ${agents ? tag(view.say('flow.agents'), 'info', true) : nothing}`,
    html`
<p>${said.actionDescription}</p>
${post(
  `/portal/workflows/${uid}`,
  html`
${select(
  'record',
  view.say('flow.record'),
  records.map(([name, { type, id }]) => ({ value: `${type}/${id}`, label: name })),
  '',
)}
${manifest.inputFields.map(input => inputControl(view, action, input))}
<button class="small">${view.say('flow.run')}<span class="hidden">: ${said.actionName}</span></button>`,
)}`,
  );
};

const TONES: Readonly<Record<Execution['state'], Tone>> = {
  SUCCESS: 'good',
  FAIL_CONTINUE: 'warn',
  BLOCK: 'info',
  RETRY: 'warn',
  FAILED: 'bad',
  EXPIRED: 'bad',
};
const EXECUTION_STATE = 'hs_execution_state';

const outputWords = (view: View, value: unknown, type: string | undefined): string => {
  if (value === undefined || value === '') return '—';
  return type === 'datetime' ? view.plain(new Date(Number(value)).toISOString()) : String(value);
};

const runCard = (view: View, action: OfferedAction, run: RunAction): Html => {
  const { labels, outputFields } = action.manifest;
  const said = labels[view.lang];
  const rows = Object.entries(run.execution.outputFields)
    .filter(([name]) => name !== EXECUTION_STATE)
    .map(([name, value]) => {
      const type = outputFields.find(({ typeDefinition }) => typeDefinition.name === name)?.typeDefinition
        .type;
      return [said.outputFieldLabels[name] ?? name, outputWords(view, value, type)] as const;
    });
  return html`
<li>
  <h3>${said.actionName} · ${run.on} ${tag(view.say(`flow.${run.execution.state}`), TONES[run.execution.state], run.execution.state === 'BLOCK')} <small>${view.at(run.at)}</small></h3>
  ${rows.length === 0 ? html`<p>${view.say('flow.waiting')}</p>` : facts(rows)}
  ${run.execution.state === 'RETRY' ? post(`/portal/workflows/again/${encodeURIComponent(run.execution.callbackId)}`, html`<button class="small">${view.say('flow.again')}</button>`) : nothing}
</li>`;
};

/** A workflow's steps by hand: each calls the server exactly as HubSpot's workflow would. */
export const workflowPage = (
  view: View,
  people: Stage['people'],
  actions: readonly OfferedAction[],
  runs: readonly RunAction[],
): Html => html`
<h1>${view.say('flow.title')}</h1>
<p class="lead">${view.say('flow.lead')}</p>
${
  runs.length === 0
    ? nothing
    : card(
        view.say('flow.runs'),
        html`<div data-live="runs"><ol class="timeline">${runs.map(run => {
          const action = actions.find(({ uid }) => uid === run.uid);
          return action === undefined ? nothing : runCard(view, action, run);
        })}</ol></div>`,
      )
}
<div class="columns">${actions.map(action => actionForm(view, people, action))}</div>`;
