import { strict as assert } from 'node:assert';
import { monitorProcess } from '../monitorProcess';
import { answerNotification } from '../notifications';
import { until } from '../poll';
import { requireWorkbench, type Workbench } from '../workbench';
import { LocalSockets } from './localSockets';
import { TreeOnScreen } from './treeOnScreen';

describe('a monitor that is killed', () => {
  let page: Workbench;
  let tree: TreeOnScreen;
  let sockets: LocalSockets;

  before(async function () {
    page = requireWorkbench(this);
    tree = new TreeOnScreen(page);
    sockets = await LocalSockets.open(1);
    await tree.open();
    await tree.filter(`port:${sockets.port}`);
    await tree.row('ESTABLISHED', /^2/);
  });

  after(async () => {
    sockets.close();
    await tree.clear();
  });

  it('is started again, and the view goes on by itself', async () => {
    for (const connections of [4, 6]) {
      const killed = monitorProcess();
      process.kill(killed!, 'SIGKILL');
      await sockets.connect(1);
      await tree.row('ESTABLISHED', new RegExp(`^${connections}( |$)`));
      assert.notEqual(monitorProcess(), killed);
    }
    assert.doesNotMatch(await tree.message(), /unexpectedly/);
  });

  it('is given up after it died again and again, which the view says, with a way back', async () => {
    await until(
      () => {
        const running = monitorProcess();
        if (running !== undefined) {
          process.kill(running, 'SIGKILL');
        }
        return tree.message().then(message => message.includes('ended again and again'));
      },
      { everyMs: 20, withinMs: 25_000 },
    );
    await tree.row('ESTABLISHED', /^6/);
    await page.screenshot('tree/given-up');
    await answerNotification(page, 'Restart');
    await until(async () => !(await tree.message()).includes('ended'));
    await sockets.connect(1);
    await tree.row('ESTABLISHED', /^8/);
  });
});
