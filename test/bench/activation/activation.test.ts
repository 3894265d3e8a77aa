// Runs inside a VS Code that scripts/bench.mjs started for nothing else, once for each start that is measured.
import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activationMs } from '../../host/activationMarks';

describe('the activation', () => {
  it('is measured by VS Code', async () => {
    await vscode.extensions.getExtension('socketscope.socketscope')!.activate();
    const measured = activationMs('ActivateExtension');
    assert.ok(measured !== undefined, 'VS Code does not say how long the activation took');
    writeFileSync(process.env.SOCKETSCOPE_BENCH_RESULTS!, JSON.stringify(measured));
  });
});
