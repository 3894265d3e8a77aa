import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
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

/** The marks that VS Code keeps for its own "Startup Performance" page. */
interface WithMarks {
  MonacoPerformanceMarks?: { getMarks(): { name: string; startTime: number }[] };
}

/** How long VS Code itself measured for a phase; printed and not asserted, since a busy machine would make it fail. */
function milliseconds(phase: string): string {
  const marks = (globalThis as WithMarks).MonacoPerformanceMarks?.getMarks() ?? [];
  const timeOf = (edge: string) => marks.find(({ name }) => name === `code/extHost/${edge}${phase}/${id}`)?.startTime;
  const from = timeOf('will');
  const to = timeOf('did');
  return from !== undefined && to !== undefined ? `${Math.round(to - from)} ms` : 'an unknown time';
}
