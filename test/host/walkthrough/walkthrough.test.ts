/// <reference lib="dom" />
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { until } from '../poll';
import { requireWorkbench, type Workbench } from '../workbench';

const steps = ['sockets', 'diagram', 'checks', 'lab'];

describe('the walkthrough', () => {
  let page: Workbench;

  before(async function () {
    page = requireWorkbench(this);
    await page.setViewport(1_680, 960); // In a narrow window VS Code leaves the pictures out.
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'socketscope.socketscope#start');
  });
  after(async () => {
    await theme(undefined);
    await page.setViewport(1_280, 800);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const stepSelector = (step: string) => `[data-step-id="socketscope.socketscope#start#${step}"]`;
  const theme = (name: string | undefined) =>
    vscode.workspace.getConfiguration('workbench').update('colorTheme', name, vscode.ConfigurationTarget.Global);

  it('has four steps, each with a picture in the colours of the theme', async () => {
    for (const [name, colorTheme] of [
      ['dark', 'Default Dark Modern'],
      ['light', 'Default Light Modern'],
    ] as const) {
      await theme(colorTheme);
      for (const step of steps) {
        await page.click({ selector: `${stepSelector(step)} .step-title` });
        await page.waitFor({ selector: `${stepSelector(step)}.expanded` });
        await until(() => page.evaluate(hasColours, undefined, true));
        await page.screenshot(`walkthrough/${step}-${name}`);
      }
    }
    assert.equal(await page.count({ selector: '.getting-started-step' }), steps.length);
  });

  it('runs a command of ours, which completes its step', async () => {
    await page.click({ selector: `${stepSelector('sockets')} .step-title` });
    await page.click({ selector: `${stepSelector('sockets')} .monaco-button` });
    await page.waitFor({ selector: `${stepSelector('sockets')} .codicon.complete` });
  });
});

/** Runs in the picture's page: it is drawn, and no colour of it is missing. */
function hasColours(): boolean {
  const boxes = [...document.querySelectorAll('svg rect')];
  return boxes.length > 0 && boxes.some(box => getComputedStyle(box).stroke.startsWith('rgb'));
}
