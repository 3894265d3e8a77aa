import type * as vscode from 'vscode';
import { beforeEach, expect, test } from 'vitest';
import type { PortSummary } from '../../../../src/core/sockets/portSummary';
import { PortLenses, type LensServices } from '../../../../src/host/mentions/portLenses';
import { EventEmitter, window } from '../vscode';

/** A document of which each line mentions a port. */
function documentOf(...ports: readonly number[]): vscode.TextDocument {
  return { ports, positionAt: (line: number) => ({ line }) } as unknown as vscode.TextDocument;
}

/** What the lenses are made of, as far as they ask. */
class Machine {
  looking = 0;
  readonly questions: (readonly number[])[] = [];
  listening: readonly number[] = [3_000];
  isOn = true;
  private readonly framed = new EventEmitter<{ moment?: object }>();
  private readonly switched = new EventEmitter<void>();
  drawn = 0;
  readonly lenses = new PortLenses({
    model: {
      looking: () => {
        this.looking += 1;
        return { dispose: () => (this.looking -= 1) };
      },
      portSummaries: (ports: readonly number[]) => {
        this.questions.push(ports);
        return Promise.resolve(ports.map(port => this.summaryOf(port)));
      },
    },
    monitor: { onDidReceiveFrame: this.framed.event },
    scopes: { scopeOf: () => undefined },
    settings: { codeLensEnabled: { valueIn: () => this.isOn, onDidChange: this.switched.event } },
    ports: {
      in: ({ ports }: { ports: readonly number[] }) => ports.map((port, line) => ({ start: line, end: line, port })),
    },
  } as unknown as LensServices);

  constructor() {
    this.lenses.onDidChange(() => (this.drawn += 1));
  }

  async read(frame: { moment?: object } = {}): Promise<void> {
    this.framed.fire(frame);
    await new Promise(resolve => setImmediate(resolve));
  }

  switchOff(): void {
    this.isOn = false;
    this.switched.fire();
  }

  async titles(document: vscode.TextDocument): Promise<(string | undefined)[]> {
    return (await this.lenses.lensesOf(document)).map(({ command }) => command?.title);
  }

  private summaryOf(port: number): PortSummary {
    const listener = { address: '127.0.0.1', processes: [{ pid: 7, name: 'node' }], waiting: 0 };
    return { port, listeners: this.listening.includes(port) ? [listener] : [], served: {}, opened: {} };
  }
}

beforeEach(() => window.show());

test('sockets are read while an editor with a port is visible, and not a moment longer', async () => {
  const machine = new Machine();
  const server = documentOf(3_000);
  window.show(documentOf());
  expect(machine.looking).toBe(0);
  await machine.read();
  expect(machine.questions).toEqual([]);
  window.show(server);
  expect(machine.looking).toBe(1);
  expect(await machine.titles(server)).toEqual(['3000: LISTEN 127.0.0.1 · node 7']);
  window.show();
  expect(machine.looking).toBe(0);
  await machine.read();
  expect(machine.questions).toHaveLength(1);
});

test('one question a reading is about all visible editors, each port once', async () => {
  const machine = new Machine();
  window.show(documentOf(3_000, 4_000), documentOf(4_000, 5_000));
  await machine.read();
  expect(machine.questions).toEqual([[3_000, 4_000, 5_000]]);
});

test('lenses are drawn anew when what they say has changed, and only then', async () => {
  const machine = new Machine();
  const server = documentOf(3_000);
  window.show(server);
  await machine.read();
  expect(machine.drawn).toBe(1);
  await machine.read();
  expect(machine.drawn).toBe(1);
  machine.listening = [];
  await machine.read();
  expect(machine.drawn).toBe(2);
  expect(await machine.titles(server)).toEqual(['3000: nobody listens here']);
});

test('a moment of the past says nothing about code', async () => {
  const machine = new Machine();
  window.show(documentOf(3_000));
  await machine.read({ moment: {} });
  expect(machine.questions).toEqual([]);
});

test('switched off, there is no lens and no reading', async () => {
  const machine = new Machine();
  const server = documentOf(3_000);
  window.show(server);
  machine.switchOff();
  expect(machine.looking).toBe(0);
  expect(await machine.titles(server)).toEqual([]);
});

test('what was disposed reads no more', () => {
  const machine = new Machine();
  window.show(documentOf(3_000));
  machine.lenses.dispose();
  expect(machine.looking).toBe(0);
  window.show(documentOf(3_000));
  expect(machine.looking).toBe(0);
});
