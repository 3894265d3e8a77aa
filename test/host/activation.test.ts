import { strict as assert } from 'node:assert';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('activates', async function () {
    const extension = vscode.extensions.getExtension('socketscope.socketscope');
    assert.ok(extension, 'the extension is not installed in this VS Code');
    const startedAt = performance.now();
    await extension.activate();
    this.test!.title += ` (activate took ${(performance.now() - startedAt).toFixed(1)} ms)`;
    assert.equal(extension.isActive, true);
  });
});
