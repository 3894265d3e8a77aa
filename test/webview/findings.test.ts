import { describe, expect, it } from 'vitest';
import type { PanelFinding, PanelPicture } from '../../src/protocol/panel';
import { classes, label, open, pane, panel, texts, useOnePanel } from './onePanel';
import { leak, ordinary } from './situations';

useOnePanel();

const stuck: PanelFinding = {
  code: 'close-wait-leak',
  state: 'CLOSE-WAIT',
  severity: 'error',
  title: 'Nobody in node (4711) reads 379 connections that their peers closed.',
};
const shared: PanelFinding = {
  code: 'two-listeners',
  state: 'LISTEN',
  severity: 'info',
  title: '4 sockets share port 3000 (SO_REUSEPORT).',
};
const found: PanelPicture = { ...leak.picture, findings: [stuck, shared, { ...shared, title: 'Another.' }] };

describe('a finding', () => {
  it('is a mark on its state, with its sentence for who does not see it', async () => {
    await open({ ...leak, picture: found });
    expect((await texts('.flag .why')).map(text => text.trim()).sort()).toEqual(['1 finding', '2 findings']);
    expect(await classes('state:CLOSE-WAIT')).toContain('marked');
    expect(await classes('state:LISTEN')).not.toContain('marked');
    expect(await label('state:CLOSE-WAIT')).toContain(`Error: ${stuck.title}`);
  });

  it('is told with its cure after a click on the mark', async () => {
    await open({ ...leak, picture: found });
    await panel.page.locator('.flag.error').click({ timeout: 5_000 });
    const section = panel.page.locator('.explanation .findings');
    await section.waitFor({ timeout: 5_000 });
    expect(await pane()).toContain(stuck.title);
    expect(await pane()).not.toContain(shared.title);
    expect(await section.getByRole('img').getAttribute('aria-label')).toBe('Error');
    await section.getByRole('button', { name: 'Why, and what to do' }).click();
    await expect.poll(() => panel.calls.at(-1)).toEqual(['explainFinding', 'close-wait-leak']);
    await panel.page.locator('.flag.error').click({ timeout: 5_000 });
    expect(await section.count()).toBe(1);
  });

  it('is spoken of when it comes, and gone when it is over', async () => {
    await open({ picture: ordinary.picture });
    await panel.update(found);
    expect(await texts('[aria-live]')).toEqual([`CLOSE-WAIT: Error: ${stuck.title}`]);
    await panel.update(ordinary.picture);
    expect(await panel.page.locator('.flag').count()).toBe(0);
  });

  it.each(['dark', 'light', 'hc-dark', 'hc-light'] as const)('looks well in %s', async theme => {
    await open({ ...leak, picture: found, theme });
    await panel.page.locator('.flag.error').click({ timeout: 5_000 });
    await panel.page.locator('.findings').waitFor({ timeout: 5_000 });
    await panel.page.screenshot({ path: `test-results/screenshots/findings-${theme}.png` });
  });
});
