import { expect, test } from 'vitest';
import { drawRequest } from '../../../../src/host/panel/drawRequest';
import type { PanelPicture } from '../../../../src/protocol/panel';
import { browsedRow, takenAt } from '../tree/browsedRow';

const server = { address: '192.0.2.7', port: 3000 };
const client = { address: '192.0.2.7', port: 40_000 };
const held = (pid: number) => [{ pid, name: 'billing', command: 'billing --token secret' }];

/** Both ends of a connection of this machine's own address: each is drawn. */
const picture: PanelPicture = {
  machine: 'devbox',
  health: 'well',
  selected: [
    {
      id: 'c1',
      row: browsedRow({ state: 'CLOSE-WAIT', local: server, remote: client, processes: held(1) }),
      steps: [{ to: 'CLOSE-WAIT', at: takenAt, observed: true }],
      other: {
        id: 'c2',
        row: browsedRow({ state: 'FIN-WAIT-2', local: client, remote: server, processes: held(2) }),
        steps: [],
      },
    },
  ],
} as unknown as PanelPicture;

test('a picture without addresses has neither those of a connection nor those of its other end', () => {
  const drawn = JSON.stringify(drawRequest('svg', picture, { withoutAddresses: true }));
  expect(drawn).not.toMatch(/192\.0\.2\.7|secret|devbox/);
  expect(drawn).toContain('CLOSE-WAIT');
  expect(drawn).toContain('FIN-WAIT-2');
});

test('one with addresses has both', () => {
  const { picture: drawn } = drawRequest('svg', picture, { withoutAddresses: false });
  expect(drawn).toBe(picture);
});
