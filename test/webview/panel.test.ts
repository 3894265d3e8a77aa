import { beforeEach, describe, expect, it } from 'vitest';
import { tcpStates } from '../../src/core/tcp/states';
import { transitions, transitionsFrom } from '../../src/core/tcp/transitions';
import type { Trace } from '../../src/protocol/monitor';
import type { PanelPicture } from '../../src/protocol/panel';
import { nextFrame } from './harness';
import { classes, focused, key, label, open, pane, panel, texts, useOnePanel } from './onePanel';
import { busyFrame, busyPicture, connectionIn, emptyPicture, leaked, quietPicture, unreadPicture } from './samples';

useOnePanel();

describe('the figure', () => {
  beforeEach(() => open());

  it('has every state with its count, and a dash of none', async () => {
    const shown = await panel.page.evaluate(() =>
      [...document.querySelectorAll('.node')].map(node => [
        node.querySelector('.name')?.textContent,
        node.querySelector('.count')?.textContent,
      ]),
    );
    const expected = tcpStates.map(({ name }) => [name, (busyFrame.counts[name] ?? 0).toLocaleString('en')]);
    expect(shown).toEqual(expected);
  });

  it('has every arrow of RFC 9293 figure 5 and of its note 2, named by what causes it', async () => {
    const drawn = await panel.page
      .locator('.edge[role=button]')
      .evaluateAll(edges => edges.map(edge => edge.getAttribute('data-key')));
    const expected = transitions.filter(({ figure5, figureNote }) => figure5 || figureNote === 2);
    expect(drawn).toEqual(expected.map(({ id }) => `transition:${id}`));
    expect(await label('transition:T36')).toBe(
      'close() sends FIN. From CLOSE-WAIT to LAST-ACK: The program calls close() or shutdown(); FIN is sent. ' +
        'The usual way of a server. A selected connection may take this step next.',
    );
  });

  it('tells a screen reader what it tells the eye', async () => {
    expect(await label('state:CLOSE-WAIT')).toBe(
      'CLOSE-WAIT: 37 sockets. Changes by +0.5/s. Warning: 37 have been here for more than 1m. The local program must ' +
        'act: the peer has closed, and close() has not been called here. 1 selected connection is here.',
    );
  });

  it('draws the usual way of a client solid and that of a server dashed', async () => {
    const dashes = (id: string) =>
      panel.page.locator(`${key(`transition:${id}`)} .line`).evaluate(line => getComputedStyle(line).strokeDasharray);
    expect(await dashes('T02')).toBe('none');
    expect(await dashes('T01')).toMatch(/\d/);
  });

  it('gives every actor an icon and a colour of its own', async () => {
    const looks = await panel.page.evaluate(() =>
      ['CLOSE-WAIT', 'FIN-WAIT-1', 'TIME-WAIT', 'ESTABLISHED'].map(state => {
        const node = document.querySelector(`[data-key="state:${state}"]`)!;
        return [node.querySelector('.icon')!.textContent, getComputedStyle(node.querySelector('.card')!).stroke];
      }),
    );
    expect(new Set(looks.map(([icon]) => icon)).size).toBe(4);
    expect(new Set(looks.map(([, color]) => color)).size).toBe(4);
    expect(looks.every(([, color]) => color !== 'none')).toBe(true);
  });
});

describe('selected connections', () => {
  it('hang on their states as tokens with their process, both ends and their age', async () => {
    await open();
    expect(await texts('.token .tuple')).toEqual([':54321 → 127.0.0.1:5432', 'node :3000 ← :51544']);
    expect(await texts('.token .age')).toEqual(['18s', '48s']);
    expect((await texts('.token title'))[1]).toBe('127.0.0.1:3000 ← 10.0.4.17:51544 · node (4711) · CLOSE-WAIT · 48s');
  });

  it('show the way they came, seen or inferred, and the legal next steps', async () => {
    await open();
    const bands = await panel.page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll('.edge[role=button] .band')].map(band => [
          band.closest('.edge')!.getAttribute('data-key')!.slice('transition:'.length),
          band.classList[1],
        ]),
      ),
    );
    expect(bands).toEqual({ T12: 'observed', T21: 'observed', T20: 'inferred', T25: 'inferred', T31: 'observed' });
    expect(await panel.page.locator('.edge.next[role=button]').count()).toBe(2);
    expect(await classes('transition:T36')).toContain('next');
    expect(await classes('transition:T48')).toContain('next');
    expect(await pane()).toContain('The program calls close() or shutdown() → LAST-ACK');
  });

  it('list every legal next step, of which the figure marks those that it draws', async () => {
    await open({ picture: { ...quietPicture, selected: [connectionIn('SYN-SENT')] } });
    const listed = await texts('.connection .next li');
    expect(listed.length).toBe(transitionsFrom('SYN-SENT').length);
    expect(listed.join()).toContain('The peer never answers, and the kernel stops repeating the SYN');
    expect(listed.join()).toContain("The peer's RST arrives");
    const marked = await panel.page
      .locator('.edge.next[role=button]')
      .evaluateAll(edges => edges.map(edge => edge.getAttribute('data-key')));
    expect(marked).toEqual(['transition:T06', 'transition:T07', 'transition:T08']);
  });

  it.each([
    ['inbound', '←'],
    ['outbound', '→'],
    ['unknown', '↔'],
  ] as const)(
    'point with an arrow from the end that opened an %s connection, at every width',
    async (direction, arrow) => {
      await open({ width: 400, picture: withLeaked({ direction }) });
      expect(await panel.page.locator('.connection h3 >> nth=0').innerText()).toBe(
        `127.0.0.1:3000 ${arrow} 10.0.4.17:51544`,
      );
      expect(await panel.page.locator('.token.program .tuple').innerHTML()).toContain(arrow);
    },
  );

  it('are counted where there is no room for more', async () => {
    const selected = [0, 1, 2, 3, 4, 5].map(index => connectionIn('ESTABLISHED', index));
    await open({ picture: { ...quietPicture, selected } });
    expect(await panel.page.locator('.token:not(.more)').count()).toBe(2);
    expect((await texts('.token.more')).map(text => text.trim())).toEqual(['+4 more']);
    expect(await panel.page.locator('.connection').count()).toBe(6);
  });

  it('stand alone while one is pointed at', async () => {
    await open();
    await panel.page.hover('.connection >> nth=0');
    await nextFrame(panel.page);
    expect(await panel.page.locator('.edge[role=button] .band').count()).toBe(2);
  });

  it('move with their state, in 200 ms at most, and a screen reader hears it once', async () => {
    await open();
    await panel.update(withLeaked({ state: 'LAST-ACK' }));
    const durations = await panel.page.evaluate(() =>
      document.getAnimations().map(animation => animation.effect!.getTiming().duration),
    );
    expect(durations).toEqual([180]);
    expect(await texts('[aria-live]')).toEqual(['127.0.0.1:3000 ← 10.0.4.17:51544 is now LAST-ACK.']);
  });

  it('do not glide for who wants less motion', async () => {
    await open({ reducedMotion: true });
    await panel.update(withLeaked({ state: 'LAST-ACK' }));
    expect(await panel.page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  it('that have closed stay, with their end, and have no next step', async () => {
    await open();
    await panel.update(withLeaked({ state: 'LAST-ACK' }, { closedAt: busyFrame.takenAt - 3_000 }));
    expect(await pane()).toContain('Closed 3s ago; it was last seen in LAST-ACK.');
    expect(await panel.page.locator('.edge.next[role=button]').count()).toBe(1);
  });

  it('never bring HTML into the page', async () => {
    const processes = [{ pid: 1, name: '<img src=x onerror=alert(1)>' }];
    await open({ picture: withLeaked({ processes }) });
    expect(await panel.page.locator('img').count()).toBe(0);
    expect(await pane()).toContain('<img src=x onerror=alert(1)> (1)');
  });

  it('are revealed, taken out and looked into through the host', async () => {
    await open({ details: { rttMicroseconds: 412, bytesSent: 1_234_567, totalRetransmits: 3 } });
    const first = panel.page.locator('.connection >> nth=0');
    await first.getByLabel('Show in the sidebar').click();
    await first.getByLabel('Remove from the selection').click();
    await panel.page.click('.token >> nth=0');
    await first.getByText('What the kernel knows of it').click();
    await first.locator('dl').waitFor();
    expect(panel.calls).toEqual([['ready'], ['reveal', 'c1'], ['deselect', 'c1'], ['reveal', 'c2'], ['details', 'c1']]);
    expect(await first.locator('dl').innerText()).toBe(
      'Round trip\n0.4 ms\nSent in all\n1.2 MB\nSegments sent again\n3',
    );
  });
});

describe('the keyboard', () => {
  it('enters the figure with one Tab and leaves it with the next', async () => {
    await open({ picture: quietPicture });
    await panel.page.focus('.share-button');
    await panel.page.keyboard.press('Tab');
    expect(await focused()).toBe('state:CLOSED');
    await panel.page.keyboard.press('Tab');
    expect(await focused()).toBeFalsy();
    await panel.page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('state:CLOSED');
  });

  it('walks from CLOSED to every state and every arrow, each with a visible ring', async () => {
    await open({ picture: quietPicture });
    await panel.page.focus(key('state:CLOSED'));
    const visited = new Set<string>();
    const walk = async (at: string) => {
      visited.add(at);
      for (const direction of ['ArrowDown', 'ArrowLeft', 'ArrowRight', 'ArrowUp']) {
        await panel.page.focus(key(at));
        await panel.page.keyboard.press(direction);
        const reached = await focused();
        if (reached && !visited.has(reached)) {
          await walk(reached);
        }
      }
    };
    await walk('state:CLOSED');
    expect(visited.size).toBe(12 + 21);
    const ring = await panel.page
      .locator(`${key([...visited].at(-1)!)} .ring`)
      .evaluate(element => element.closest('svg')!.querySelector(':focus-visible .ring') !== null);
    expect(ring).toBe(true);
  });

  it('reads an arrow out where labels have no room', async () => {
    await open({ width: 400, picture: quietPicture });
    await panel.page.focus(key('transition:T36'));
    await nextFrame(panel.page);
    expect(await panel.page.locator('.legend .caption').innerText()).toBe(
      'From CLOSE-WAIT to LAST-ACK: The program calls close() or shutdown(); FIN is sent.',
    );
  });
});

describe('what is not there yet', () => {
  it('is waited for before the first reading', async () => {
    await open({ picture: unreadPicture });
    expect(await panel.page.innerText('.head .waiting')).toBe('Reading the sockets for the first time …');
    expect(await label('state:LISTEN')).toContain('LISTEN: not read yet.');
    expect(new Set(await texts('.node .count'))).toEqual(new Set(['–']));
  });

  it('is explained when nothing is selected or open', async () => {
    await open({ picture: emptyPicture });
    expect(await pane()).toContain('Select connections in the sidebar');
    expect(await panel.page.locator('.node:not(.empty)').count()).toBe(0);
    expect(await panel.page.innerText('.head')).toContain('0 sockets');
  });

  it('is said in a banner when the monitor cannot read, with the last reading still shown and its age', async () => {
    await open({ picture: { ...busyPicture, trouble: 'The reader stopped and is started again.' } });
    expect(await panel.page.innerText('.trouble')).toContain('The reader stopped');
    expect(await texts('.node .count')).toContain('15,834');
  });
});

describe('an update', () => {
  it('waits while the page is hidden and no frame is drawn', async () => {
    await open();
    await panel.page.evaluate(() => {
      window.requestAnimationFrame = () => 0;
    });
    await panel.client.update({ ...busyPicture, frame: { ...busyFrame, total: 1 } });
    await panel.client.update({ ...busyPicture, frame: { ...busyFrame, total: 2 } });
    expect(await panel.page.innerText('.total')).toBe('17,226 sockets');
  });
});

function withLeaked(row: Partial<Trace['row']>, trace: Partial<Trace> = {}): PanelPicture {
  const moved: Trace = { ...leaked, row: { ...leaked.row!, ...row }, ...trace };
  return { ...busyPicture, selected: [moved, busyPicture.selected[1]!] };
}
