import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { activationMs } from './activationMarks';
import { monitorProcess } from './monitorProcess';
import { skip } from './skip';

const id = 'socketscope.socketscope';

describe('the extension', () => {
  it('activates', async function () {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, 'the extension is not installed in this VS Code');
    await extension.activate();
    this.test!.title += ` (loaded in ${milliseconds('LoadExtensionCode')}, active in ${milliseconds('ActivateExtension')})`;
    assert.equal(extension.isActive, true);
  });

  it('starts no process before somebody looks', function () {
    if (process.platform !== 'linux') {
      skip(this, 'looks for the process in /proc');
    }
    assert.equal(monitorProcess(), undefined);
  });
});

/** Printed and not asserted, since a busy machine would make it fail. */
function milliseconds(phase: 'LoadExtensionCode' | 'ActivateExtension'): string {
  const measured = activationMs(phase);
  return measured === undefined ? 'an unknown time' : `${Math.round(measured)} ms`;
}
