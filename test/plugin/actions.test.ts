import { join } from 'node:path';
import type { z } from 'zod';
import { ACTIONS, actionPath, type ActionDefinition } from '../../ui-extensions/contract/actions.js';
import { ROOT } from '../structure/project-files.js';
import { configWith } from './check-manifests.js';
import type { workflowAction } from './manifest-shapes.js';
import { readProjectTree } from './project-tree.js';

type Manifest = z.infer<typeof workflowAction>;
const BACKEND = 'https://server.example';

/** What the manifest says of the action, in the words of the table the server is held against. */
const asTable = (manifest: Manifest): ActionDefinition => {
  const clients = manifest.supportedClients.map(({ client }) => client);
  return {
    enrols: manifest.objectTypes as ActionDefinition['enrols'],
    isAgentTool: clients.includes('AGENTS'),
    // How it is answered stands in the answer.
    answers: 'atOnce',
    inputs: Object.fromEntries(
      manifest.inputFields.map(
        ({ typeDefinition: { name, type, fieldType, options, optionsUrl }, isRequired }) => [
          name,
          {
            type,
            fieldType,
            isRequired,
            ...(options === undefined ? {} : { options: options.map(({ value }) => value) }),
            ...(optionsUrl === undefined ? {} : { optionsPath: optionsUrl.slice(BACKEND.length) }),
          },
        ],
      ),
    ) as ActionDefinition['inputs'],
    outputs: Object.fromEntries(
      manifest.outputFields.map(({ typeDefinition: { name, type, options } }) => [
        name,
        { type, ...(options === undefined ? {} : { options: options.map(({ value }) => value) }) },
      ]),
    ) as unknown as ActionDefinition['outputs'],
  };
};

describe('the workflow actions of the manifests', () => {
  const tree = readProjectTree(join(ROOT, 'plugin'));
  const manifests = tree.metas
    .filter(({ type }) => type === 'workflow-action')
    .map(meta => configWith(meta, { BACKEND_URL: BACKEND, ACTIONS_PUBLISHED: true }) as Manifest);

  it('are those that the server serves, at its paths', () => {
    expect(manifests.map(({ actionUrl }) => actionUrl).sort()).toEqual(
      (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).map(name => `${BACKEND}${actionPath(name)}`).sort(),
    );
  });

  it.each(Object.entries(ACTIONS))('%s takes and gives what the server takes and gives', (name, action) => {
    const manifest = manifests.find(({ actionUrl }) => actionUrl.endsWith(`/${name}`));
    if (manifest === undefined) throw new Error(`No manifest names ${name}.`);
    const definition: ActionDefinition = action;
    expect(asTable(manifest)).toEqual({
      ...definition,
      answers: 'atOnce',
      outputs: Object.fromEntries(
        Object.entries(definition.outputs).map(([field, { about: _, ...output }]) => [field, output]),
      ),
    });
  });

  it.each(['en', 'ru'] as const)('have a label for every field and choice in %s', language => {
    for (const { actionUrl, inputFields, outputFields, labels, executionRules } of manifests) {
      const said = labels[language];
      const inputs = inputFields.map(({ typeDefinition }) => typeDefinition.name);
      const at = (what: string): string => `${actionUrl} ${what}`;
      expect([at('inputs'), Object.keys(said.inputFieldLabels).sort()]).toEqual([
        at('inputs'),
        [...inputs].sort(),
      ]);
      expect(Object.keys(said.inputFieldDescriptions).sort()).toEqual([...inputs].sort());
      expect(Object.keys(said.outputFieldLabels).sort()).toEqual(
        outputFields.map(({ typeDefinition }) => typeDefinition.name).sort(),
      );
      for (const { typeDefinition } of inputFields.filter(each => each.typeDefinition.options !== undefined))
        expect(Object.keys(said.inputFieldOptionLabels?.[typeDefinition.name] ?? {})).toEqual(
          typeDefinition.options?.map(({ value }) => value),
        );
      expect(Object.keys(said.executionRules)).toEqual(executionRules.map(({ labelName }) => labelName));
    }
  });

  it('name in each card’s text and rule only fields that there are', () => {
    for (const { inputFields, outputFields, labels, executionRules } of manifests) {
      const inputs = inputFields.map(({ typeDefinition }) => typeDefinition.name);
      const outputs = new Map(
        outputFields.map(({ typeDefinition }) => [typeDefinition.name, typeDefinition]),
      );
      for (const { actionCardContent } of [labels.en, labels.ru])
        for (const [, name] of actionCardContent.matchAll(/\{\{(\w+)\}\}/g)) expect(inputs).toContain(name);
      for (const [field, value] of executionRules.flatMap(({ conditions }) => Object.entries(conditions)))
        expect(outputs.get(field)?.options?.map(option => option.value)).toContain(value);
    }
  });

  it('are offered to agents only where they say what they do, and change nothing', () => {
    for (const { supportedClients, toolType, llmConfig } of manifests) {
      const isTool = supportedClients.some(({ client }) => client === 'AGENTS');
      expect([toolType, llmConfig !== undefined]).toEqual(isTool ? ['GET_DATA', true] : [undefined, false]);
    }
  });
});
