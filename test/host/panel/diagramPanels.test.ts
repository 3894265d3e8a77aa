import { strict as assert } from 'node:assert';
import { setImmediate } from 'node:timers/promises';
import { DiagramPanels } from '../../../src/host/panel/diagramPanels';
import { until } from '../poll';
import { FakePanel, FakeServices } from './fakePanel';

describe('the host of the diagram', () => {
  let panel: FakePanel;
  let services: FakeServices;
  let panels: DiagramPanels;

  beforeEach(() => {
    panel = new FakePanel();
    services = new FakeServices();
    panels = new DiagramPanels(services);
  });
  afterEach(() => panels.dispose());

  /** As VS Code does after a reload of the window. */
  const revive = (state?: string) => panels.deserializeWebviewPanel(panel.asPanel, { state } as never);

  describe('keeps apart what is explained and what the tree is filtered by:', () => {
    it('after a reload of the window, explains what was explained and filters nothing', async () => {
      await revive('CLOSE-WAIT');
      assert.equal((await panel.host.ready()).state, 'CLOSE-WAIT');
      assert.equal(services.tree.state, undefined);
    });

    it('forgets a state that it does not know', async () => {
      await revive('NO-SUCH-STATE');
      assert.equal('state' in (await panel.host.ready()), false);
    });

    it('filters by what is selected, and takes that back', async () => {
      await revive();
      await panel.host.selectState('LISTEN');
      assert.equal(services.tree.state, 'LISTEN');
      await panel.host.selectState(null);
      assert.equal(services.tree.state, undefined);
    });

    it('only explains what Explain State asks for, and leaves the filter of somebody else alone', async () => {
      await revive();
      await panel.host.ready();
      services.tree.filterByState('ESTABLISHED');
      panels.show('TIME-WAIT');
      await until(() => panel.told.length === 1);
      assert.deepEqual(panel.told, [['showState', 'TIME-WAIT']]);
      await panel.host.selectState(null);
      assert.equal(services.tree.state, 'ESTABLISHED');
    });

    it('deselects in the page what is cleared in the tree', async () => {
      await revive();
      await panel.host.ready();
      await panel.host.selectState('LISTEN');
      services.tree.filterByState(undefined);
      await until(() => panel.told.length === 1);
      assert.deepEqual(panel.told, [['showState', null]]);
      assert.equal('state' in (await panel.host.ready()), false);
    });

    it('goes on explaining another state when the filter is cleared in the tree', async () => {
      await revive();
      await panel.host.ready();
      await panel.host.selectState('LISTEN');
      panels.show('TIME-WAIT');
      services.tree.filterByState(undefined);
      assert.equal((await panel.host.ready()).state, 'TIME-WAIT');
    });

    it('takes its filter back when the panel is closed, and no other', async () => {
      await revive();
      await panel.host.selectState('LISTEN');
      panel.close();
      assert.equal(services.tree.state, undefined);

      panel = new FakePanel();
      await revive();
      await panel.host.selectState('LISTEN');
      services.tree.filterByState('ESTABLISHED');
      panel.close();
      assert.equal(services.tree.state, 'ESTABLISHED');
    });
  });

  describe('loses no change', () => {
    it('that comes while the first picture is being taken, also when paused', async () => {
      await revive();
      services.model.setSelected(['a']);
      let release!: () => void;
      services.hold = new Promise(resolve => (release = resolve));
      const ready = panel.host.ready();
      await setImmediate();
      services.model.setSelected(['a', 'b']);
      release();
      const { picture } = await ready;
      assert.deepEqual(
        picture.selected.map(({ id }) => id),
        ['a'],
      );
      await until(() => panel.told.length > 0);
      assert.deepEqual(panel.told, [['update', ['a', 'b']]]);
    });

    it('that comes while another is being sent', async () => {
      await revive();
      await panel.host.ready();
      let release!: () => void;
      services.hold = new Promise(resolve => (release = resolve));
      services.model.setSelected(['a']);
      services.model.setSelected(['b']);
      services.model.setSelected(['c']);
      release();
      await until(() => panel.told.length === 2);
      assert.deepEqual(panel.told.at(-1), ['update', ['c']]);
    });
  });

  it('reads and sends nothing for a page that is hidden, and the page that comes back begins anew', async () => {
    await revive();
    await panel.host.ready();
    assert.equal(services.lookers, 1);
    panel.setVisible(false);
    assert.equal(services.lookers, 0);
    const { traced } = services;
    services.changed.fire();
    services.model.setSelected(['a']);
    await setImmediate();
    await setImmediate();
    assert.deepEqual([services.traced, panel.told], [traced, []]);
    panel.setVisible(true);
    assert.equal(services.lookers, 1);
    const { picture } = await panel.host.ready();
    assert.deepEqual(
      picture.selected.map(({ id }) => id),
      ['a'],
    );
    services.model.setSelected(['a', 'b']);
    await until(() => panel.told.length === 1);
  });

  it('leaves a panel alone that was closed while a picture was taken', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => void rejections.push(reason);
    process.on('unhandledRejection', note);
    try {
      let release!: () => void;
      services.hold = new Promise(resolve => (release = resolve));
      await revive();
      void panel.host.ready().catch(() => undefined);
      await setImmediate();
      panel.close();
      services.changed.fire();
      release();
      await setImmediate();
      await setImmediate();
      assert.deepEqual(rejections, []);
      assert.equal(services.lookers, 0);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  it('gives the tab an icon', async () => {
    await revive();
    assert.match(JSON.stringify(panel.iconPath), /diagram-light\.svg.*diagram-dark\.svg/);
  });
});
