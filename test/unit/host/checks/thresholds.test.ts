import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defaultThresholds } from '../../../../src/core/checks/thresholds';

interface Property {
  type: string;
  default: number;
  description: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: {
    configuration: { properties: Record<'socketscope.checks.thresholds', { properties: Record<string, Property> }> };
  };
};
const { properties } = manifest.contributes.configuration.properties['socketscope.checks.thresholds'];
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

it('the setting proposes the defaults that the checks have', () => {
  expect(Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, property.default]))).toEqual(
    defaultThresholds,
  );
});

it.each(Object.entries(properties))('%s is described', (name, { type, description }) => {
  expect(type).toBe('number');
  expect(description).toBe(`%setting.checks.thresholds.${name}%`);
  expect(words[description.slice(1, -1)]).toMatch(/\.$/);
});
