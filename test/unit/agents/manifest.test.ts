import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { agentToolNames } from '../../../src/agents/agentToolNames';
import { agentTools } from '../../../src/agents/agentTools';
import { mcpProviderId } from '../../../src/host/ids';

interface ManifestTool {
  name: string;
  modelDescription: string;
  inputSchema: object;
  toolReferenceName: string;
}
const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: { languageModelTools: ManifestTool[]; mcpServerDefinitionProviders: { id: string }[] };
};

it('the manifest says of each tool what the code says', () => {
  const tools = contributes.languageModelTools;
  expect(agentTools.map(({ name }) => name)).toEqual(agentToolNames);
  expect(
    tools.map(({ name, modelDescription, inputSchema }) => ({ name, description: modelDescription, inputSchema })),
  ).toEqual(agentTools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })));
  expect(new Set(tools.map(tool => tool.toolReferenceName)).size).toBe(tools.length);
  expect(contributes.mcpServerDefinitionProviders.map(({ id }) => id)).toEqual([mcpProviderId]);
});

it.each(agentTools)('$name tells a model when not to use it, and describes each property', tool => {
  expect(tool.description).toContain('Use it ');
  expect(tool.description).toContain('Do not use it ');
  expect(tool.description.length).toBeLessThan(1_400);
  for (const [name, schema] of Object.entries(tool.inputSchema.properties)) {
    expect((schema as { description?: string }).description, name).toMatch(/\.$/);
  }
});
