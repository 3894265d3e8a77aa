// Runs inside a VS Code that scripts/bench.mjs started for nothing else, once for each start that is measured.
import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activationMs } from '../../host/activationMarks';
import { until } from '../../host/poll';
import type { ActivationTimes } from '../results';

describe('the activation', () => {
  it('is measured by VS Code', async () => {
    const id = process.env.SOCKETSCOPE_BENCH_EXTENSION!;
    await vscode.extensions.getExtension(id)!.activate();
    const requireMs = activationMs('LoadExtensionCode', id);
    const phaseMs = activationMs('ActivateExtension', id);
    assert.ok(requireMs !== undefined && phaseMs !== undefined, 'VS Code does not say how long the activation took');
    const [loadMs, callMs] = await startupPerformance(id, ['Load Code', 'Call Activate']);
    const times: ActivationTimes = { requireMs, callMs: callMs!, shownMs: loadMs! + callMs!, phaseMs };
    writeFileSync(process.env.SOCKETSCOPE_BENCH_RESULTS!, JSON.stringify(times));
  });
});

/** What "Developer: Startup Performance" says of an extension, in milliseconds. */
async function startupPerformance(id: string, columns: readonly string[]): Promise<number[]> {
  await vscode.commands.executeCommand('perfview.show');
  return until(() => {
    const page = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf');
    const rows = page?.getText().split('\n').map(cellsOf) ?? [];
    const head = rows.find(cells => columns.every(column => cells.includes(column)));
    const row = rows.find(cells => cells[1] === id);
    return head && row && columns.map(column => Number(row[head.indexOf(column)]));
  });
}

function cellsOf(line: string): string[] {
  return line.split('|').map(cell => cell.trim());
}
