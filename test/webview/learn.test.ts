import { describe, expect, it } from 'vitest';
import { scenarioIds, type ScenarioId } from '../../src/core/tcp/scenarios/scenario';
import { statesOf } from '../../src/core/tcp/scenarios/progress';
import { scenarioOf, scenarios } from '../../src/core/tcp/scenarios/scenarios';
import { violationsOf, widthsFor } from './axe';
import { nextFrame, themeNames, type PanelOptions } from './harness';
import type { ScenarioRun } from '../../src/protocol/scenario';
import { open, panel, texts, useOnePanel } from './onePanel';
import { sequenceOverlaps } from './sequenceOverlaps';

const folder = 'test-results/screenshots';

async function openLesson(scenario: ScenarioId, options: Partial<PanelOptions> = {}, step = 0): Promise<void> {
  await open({ reducedMotion: true, ...options, memory: { learning: true, lesson: { scenario, step } } });
  await panel.page.locator('.stage').waitFor();
}

async function press(name: string): Promise<void> {
  await panel.page.keyboard.press(name);
  await nextFrame(panel.page);
}

const stepCount = () => panel.page.locator('.stage .count').innerText();
const spoken = () => panel.page.locator('[aria-live]').innerText();

describe('every scenario', () => {
  useOnePanel();

  it.each([400, 900, 1600])(
    'steps through by keyboard alone to its end without overlap, at %i pixels',
    async width => {
      await open({ width, height: 1000, reducedMotion: true, memory: { learning: true } });
      const found: string[] = [];
      for (const { id, steps, hosts } of scenarios) {
        await panel.page.locator(`[data-scenario="${id}"]`).focus();
        await press('Enter');
        await panel.page.locator('.stage').waitFor();
        for (let step = 1; step <= steps.length; step++) {
          await press(step % 3 === 0 ? ' ' : step % 3 === 1 ? 'ArrowRight' : 'Enter');
          expect(await stepCount(), id).toBe(`${step} of ${steps.length}`);
          found.push(...(await panel.page.evaluate(sequenceOverlaps)).map(overlap => `${id} ${step}: ${overlap}`));
        }
        expect(await texts('.moment.now .state-name'), id).toEqual([hosts.client.end, hosts.server.end]);
        await press('ArrowRight');
        expect(await stepCount(), id).toBe(`${steps.length} of ${steps.length}`);
        await panel.page.locator('.all').focus();
        await press('Enter');
      }
      expect(found).toEqual([]);
    },
    180_000,
  );
});

describe('learn mode', () => {
  useOnePanel();

  it('is switched to in the header, and stays over a reload', async () => {
    await open();
    await panel.page.getByRole('button', { name: 'Learn', exact: true }).click();
    await panel.page.getByRole('button', { name: 'The four-way close' }).click();
    await panel.page.locator('.stage').waitFor();
    await press('ArrowRight');
    expect(await panel.memory()).toMatchObject({ learning: true, lesson: { scenario: 'four-way-close', step: 1 } });
    await panel.page.getByRole('button', { name: 'Live', exact: true }).click();
    await panel.page.locator('.diagram').waitFor();
    expect(await panel.page.locator('.learn').count()).toBe(0);
    expect(await panel.memory()).not.toHaveProperty('learning');
  });

  it('opens the scenario that the host asks for, with the focus on its steps', async () => {
    await open({ setup: { scenario: 'reset' } });
    await panel.page.locator('.stage').waitFor();
    expect(await texts('#lesson-title')).toEqual(['Reset: closed with unread data']);
    await panel.client.learn('half-close');
    await panel.page.getByRole('heading', { name: 'Half-close: done sending, still reading' }).waitFor();
    await nextFrame(panel.page);
    expect(await panel.page.evaluate(() => document.activeElement?.className)).toBe('stage');
  });

  it('goes back, to the beginning and to the end', async () => {
    await openLesson('four-way-close');
    const seen = [];
    for (const key of ['End', 'ArrowLeft', 'Home', 'ArrowLeft', 'ArrowRight']) {
      await press(key);
      seen.push(await stepCount());
    }
    expect(seen).toEqual(['7 of 7', '6 of 7', '0 of 7', '0 of 7', '1 of 7']);
  });

  it('says each step, and shows its text', async () => {
    await openLesson('connection-refused');
    await press('ArrowRight');
    await press('ArrowRight');
    expect(await spoken()).toMatch(
      /^Step 2 of 3: The SYN finds no socket\. .* The server sends RST, ACK, seq 0, ack 1001\. The client is in SYN-SENT, the server in CLOSED\.$/,
    );
    expect(await panel.page.locator('.words').innerText()).toContain('no socket listens on this address and port');
  });

  it('lights both hosts and the arrows that they take, and breaks what is lost', async () => {
    await openLesson('lost-last-ack', {}, 2);
    expect(await texts('.map-node.lit .map-name')).toEqual(['TIME-WAIT', 'LAST-ACK']);
    expect(await texts('.host-token text')).toEqual(['client', 'server']);
    expect(await panel.page.locator('.way-line.taken').count()).toBe(1);
    expect(await panel.page.locator('[data-segment="ack"].lost .cross').count()).toBe(1);
  });

  it('draws a way that the figure leaves out', async () => {
    await openLesson('reset', {}, 5);
    expect(await panel.page.locator('.way-line.taken.beyond').count()).toBe(1);
  });

  it('links to the sockets of this machine that are in the state now, and to its explanation', async () => {
    await openLesson('close-wait-leak', {}, 2);
    await panel.page.locator('.whereabouts').last().getByText('sockets of this machine').click();
    expect(panel.calls).toContainEqual(['selectState', 'CLOSE-WAIT']);
    await panel.page.getByText('What FIN-WAIT-1 means').click();
    await panel.page.locator('.explanation h2', { hasText: 'FIN-WAIT-1' }).waitFor();
    expect(panel.calls).not.toContainEqual(['selectState', 'FIN-WAIT-1']);
  });

  it('shows as many states and segments as have happened', async () => {
    await openLesson('three-way-handshake', {}, 3);
    const states = statesOf(scenarioOf('three-way-handshake'))[3]!;
    expect(await texts('.moment.now .state-name')).toEqual([states.client, states.server]);
    expect(await panel.page.locator('.segment').count()).toBe(2);
    expect(await panel.page.locator('.segment.flying').count()).toBe(1);
  });
});

/** The CLOSE-WAIT leak as the lab tells it; the kernel is a step ahead after the second step. */
const leak = (step: number, client: string, server: string): ScenarioRun => ({
  status: 'running',
  scenario: 'close-wait-leak',
  step,
  ends: {
    client: { id: 'c', local: '127.0.0.1:40001', remote: '127.0.0.1:40000', state: client as never },
    server: { id: 's', local: '127.0.0.1:40000', remote: '127.0.0.1:40001', state: server as never },
  },
});
const leakRuns = [
  leak(-1, 'ESTABLISHED', 'ESTABLISHED'),
  leak(0, 'FIN-WAIT-1', 'ESTABLISHED'),
  leak(1, 'FIN-WAIT-2', 'CLOSE-WAIT'),
];
const pressRun = () => panel.page.getByRole('button', { name: 'Run it for real' }).click();
const callNames = () => panel.calls.map(([name]) => name).filter(name => String(name).endsWith('Scenario'));

describe('with real sockets', () => {
  useOnePanel();

  it('begins at the beginning, and each next step happens in the kernel, whose states stand beside the drawn ones', async () => {
    await openLesson('close-wait-leak', { runs: leakRuns }, 3);
    await pressRun();
    await panel.page.locator('.run-ends').waitFor();
    expect(await stepCount()).toMatch(/^0 of/);
    await panel.page.locator('.stage').focus();
    await press('ArrowRight');
    await press('ArrowLeft');
    await press('ArrowRight');
    expect(callNames()).toEqual(['runScenario', 'stepScenario']);
    await press('End');
    expect(await stepCount()).toMatch(/^2 of/);
    expect(callNames()).toEqual(['runScenario', 'stepScenario', 'stepScenario']);
    expect(await texts('.kernel-state')).toEqual([
      expect.stringMatching(/^\s*FIN-WAIT-2 +≠\s*$/),
      expect.stringMatching(/^\s*CLOSE-WAIT\s*$/),
    ]);
    expect(await spoken()).toContain('In the kernel the client is FIN-WAIT-2 and the server CLOSE-WAIT.');
    await panel.page.setViewportSize({ width: 400, height: 900 });
    await nextFrame(panel.page);
    await panel.page.screenshot({ path: `${folder}/learn-real-400px.png` });
  });

  it.each(themeNames)('can be looked at in %s', async theme => {
    await openLesson('close-wait-leak', { runs: leakRuns, theme });
    await pressRun();
    await panel.page.locator('.run-ends').waitFor();
    await panel.page.locator('.stage').focus();
    await press('End');
    expect(await violationsOf(panel, theme)).toEqual([]);
    await panel.page.screenshot({ path: `${folder}/learn-real-${theme}.png` });
  });

  it('waits for a timer of the kernel, and can be stopped meanwhile', async () => {
    let happen: (run: ScenarioRun) => void = () => undefined;
    const pending = new Promise<ScenarioRun>(resolve => (happen = resolve));
    await openLesson('close-wait-leak', { runs: [leakRuns[0]!, pending] });
    await pressRun();
    await panel.page.locator('.run-ends').waitFor();
    await panel.page.locator('.stage').focus();
    await press('ArrowRight');
    await press('ArrowRight');
    expect(callNames()).toEqual(['runScenario', 'stepScenario']);
    await panel.page.getByText(/Waiting for the kernel: .* a timer takes up to 75 s/).waitFor();
    expect(await panel.page.locator('.forward').isDisabled()).toBe(true);
    await panel.page.screenshot({ path: `${folder}/learn-real-waiting.png` });
    await panel.page.getByRole('button', { name: 'Stop', exact: true }).click();
    await panel.page.getByRole('button', { name: 'Run it for real' }).waitFor();
    happen(leakRuns[1]!);
    await nextFrame(panel.page);
    expect(callNames()).toEqual(['runScenario', 'stepScenario', 'stopScenario']);
    expect(await stepCount()).toMatch(/^0 of/);
  });

  it('goes on above the live diagram, and ends when another scenario is chosen', async () => {
    await openLesson('close-wait-leak', { runs: leakRuns });
    await pressRun();
    await panel.page.getByRole('button', { name: 'See it in the live diagram' }).click();
    await panel.page.locator('.run-bar .forward').click();
    await panel.page.locator('.run-bar .count', { hasText: '1 of' }).waitFor();
    await panel.page.screenshot({ path: `${folder}/learn-real-live.png` });
    expect(callNames()).toEqual(['runScenario', 'stepScenario']);
    await panel.page.locator('.run-bar').getByRole('button', { name: 'CLOSE-WAIT leak' }).click();
    await panel.page.locator('.stage').waitFor();
    expect(await stepCount()).toMatch(/^1 of/);
    await panel.page.getByRole('button', { name: 'All scenarios' }).click();
    await panel.page.locator('.story').first().waitFor();
    expect(callNames()).toEqual(['runScenario', 'stepScenario', 'stopScenario']);
  });

  it('is resumed by a page that was hidden meanwhile', async () => {
    await openLesson('close-wait-leak', { setup: { run: leakRuns[1]! }, runs: leakRuns.slice(1) }, 1);
    await panel.page.locator('.run-ends').waitFor();
    await press('ArrowRight');
    expect(callNames()).toEqual(['stepScenario']);
    expect(await texts('.kernel-state')).toEqual([
      expect.stringContaining('FIN-WAIT-2'),
      expect.stringContaining('CLOSE-WAIT'),
    ]);
  });

  it.each([
    ['privileges', 'CAP_NET_ADMIN'],
    ['platform', 'this operating system'],
  ] as const)('says why not: %s', async (reason, words) => {
    await openLesson('lost-last-ack', { runs: [{ status: 'not-possible', reason }] });
    await pressRun();
    await panel.page.getByText(words).first().waitFor();
    expect(await panel.page.locator('.run-real').isDisabled()).toBe(true);
    expect(await spoken()).toContain(words);
    await panel.page.screenshot({ path: `${folder}/learn-real-${reason}.png` });
  });

  it('may be tried again after a failure, whose words are shown', async () => {
    await openLesson('reset', { runs: [{ status: 'not-possible', reason: 'failed', detail: 'bind: EACCES' }] });
    await pressRun();
    await panel.page.getByText('bind: EACCES').first().waitFor();
    await panel.page.getByRole('button', { name: 'Try again for real' }).click();
    expect(callNames()).toEqual(['runScenario', 'runScenario']);
  });
});

describe.each(themeNames)('in %s', theme => {
  useOnePanel();

  it.each(widthsFor(theme, 400, 1400))('axe finds nothing at %i pixels, in the list and in a scenario', async width => {
    await open({ theme, width, reducedMotion: true, memory: { learning: true } });
    await panel.page.locator('.story').first().waitFor();
    const violations = await violationsOf(panel, theme);
    await panel.page.getByRole('button', { name: 'TIME-WAIT assassination' }).click();
    await panel.page.locator('.stage').waitFor();
    await press('End');
    await panel.page.getByText('What ESTABLISHED means').first().click();
    await panel.page.locator('.explanation .summary').waitFor();
    violations.push(...(await violationsOf(panel, theme)));
    await pressRun();
    await panel.page.locator('.obstacle').waitFor();
    violations.push(...(await violationsOf(panel, theme)));
    expect(violations).toEqual([]);
  });

  it('pictures to look at', async () => {
    await openLesson('four-way-close', { theme }, 5);
    await panel.page.screenshot({ path: `${folder}/learn-${theme}.png` });
  });
});

describe('more pictures to look at', () => {
  useOnePanel();

  it('all scenarios', async () => {
    await open({ memory: { learning: true } });
    await panel.page.locator('.story').first().waitFor();
    await panel.page.screenshot({ path: `${folder}/learn-all.png`, fullPage: true });
  });

  it.each(scenarioIds.map((id, index) => [id, [1400, 900, 400][index % 3]!] as const))(
    '%s at %i pixels',
    async (id, width) => {
      await openLesson(id, { width }, scenarioOf(id).steps.length);
      await panel.page.screenshot({ path: `${folder}/learn-${id}-${width}px.png`, fullPage: true });
    },
  );
});
