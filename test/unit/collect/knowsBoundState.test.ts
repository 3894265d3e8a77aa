import { expect, test } from 'vitest';
import { knowsBoundState } from '../../../src/collect/linux/sockDiag';

test.each([
  ['6.18.44-generic', true],
  ['6.8.0', true],
  ['6.7.12-200.fc39.x86_64', false],
  ['5.15.167.4-microsoft-standard-WSL2', false],
  ['7.0-rc1', true],
  ['', false],
])('a kernel %j shows bound sockets: %s', (version, expected) => {
  expect(knowsBoundState(version)).toBe(expected);
});
