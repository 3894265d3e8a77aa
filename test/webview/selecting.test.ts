import { describe, expect, it } from 'vitest';
import { tcpStates } from '../../src/core/tcp/states';
import { transitions, transitionsFrom } from '../../src/core/tcp/transitions';
import { nextFrame } from './harness';
import { classes, focused, key, open, pane, panel, texts, useOnePanel } from './onePanel';
import { busyPicture, quietPicture, unreadPicture } from './samples';
import { testWords } from './words';

useOnePanel();

describe('selecting', () => {
  it('a state tells the host, explains it, and lists every way in and out, the resets too', async () => {
    await open();
    await panel.page.click(key('state:CLOSE-WAIT'));
    await panel.page.locator('.summary').waitFor();
    expect(panel.calls.slice(1)).toEqual([['selectState', 'CLOSE-WAIT']]);
    expect(await pane()).toContain('The peer has closed the connection, and the local program has not called close().');
    const listed = await panel.page.locator('.transitions li').count();
    const touching = transitions.filter(({ from, to }) => from === 'CLOSE-WAIT' || to === 'CLOSE-WAIT');
    expect(listed).toBe(touching.length);
    expect(await pane()).toContain("The peer's RST arrives");
    expect(await classes('transition:T44')).toContain('aside');
    expect(await classes('transition:T36')).not.toContain('aside');
  });

  it('it again, or Escape, clears it', async () => {
    await open();
    await panel.page.click(key('state:LISTEN'));
    await panel.page.click(key('state:LISTEN'));
    await panel.page.click(key('state:LISTEN'));
    await panel.page.keyboard.press('Escape');
    expect(panel.calls.slice(1)).toEqual([
      ['selectState', 'LISTEN'],
      ['selectState', null],
      ['selectState', 'LISTEN'],
      ['selectState', null],
    ]);
    await nextFrame(panel.page);
    expect(await panel.page.locator('.node.selected').count()).toBe(0);
  });

  it('an arrow tells what causes it and where it is specified, and leaves the sidebar alone', async () => {
    await open();
    await panel.page.focus(key('transition:T04'));
    await panel.page.keyboard.press('Enter');
    await nextFrame(panel.page);
    expect(await pane()).toContain('From LISTEN to SYN-SENT: The program calls connect(); SYN is sent.');
    expect(await pane()).toContain('connect() on a listening socket fails everywhere');
    expect(await pane()).toContain('RFC 9293 3.10.1');
    expect(panel.calls).toEqual([['ready']]);
  });

  it('by the host shows without an answer to it', async () => {
    await open();
    await panel.client.showState('TIME-WAIT');
    await panel.page.locator('.summary').waitFor();
    expect(await classes('state:TIME-WAIT')).toContain('selected');
    expect(panel.calls).toEqual([['ready']]);
  });

  it('is what VS Code keeps over a reload, and no data', async () => {
    await open();
    await panel.page.click(key('state:CLOSE-WAIT'));
    expect(await panel.memory()).toEqual({ state: 'CLOSE-WAIT', scrollTop: 0 });
  });

  it('comes back with the page', async () => {
    await open({ setup: { state: 'CLOSE-WAIT' }, memory: { state: 'CLOSE-WAIT', scrollTop: 120 }, height: 500 });
    await panel.page.locator('.summary').waitFor();
    expect(await classes('state:CLOSE-WAIT')).toContain('selected');
    await expect.poll(() => panel.page.evaluate(() => window.scrollY)).toBe(120);
  });

  it('every transition is reached through the explanation of the state that it leaves', async () => {
    await open({ picture: quietPicture, reducedMotion: true });
    for (const { name } of tcpStates) {
      for (const { id, to, note, reference } of transitionsFrom(name)) {
        await panel.client.showState(name);
        await panel.page.click(`.transitions [data-transition=${id}] >> nth=0`);
        await panel.page.getByText('Specified in').waitFor();
        const text = await pane();
        expect(text).toContain(`From ${name} to ${to}: `);
        expect(text).toContain(`Specified in ${reference}.`);
        expect(text).toContain(note === undefined ? '' : testWords.notes[note]);
      }
    }
  });
});

describe('the focus', () => {
  const heading = () => panel.page.evaluate(() => document.activeElement?.closest('h2')?.textContent);

  it('goes back to the state or the arrow when its explanation is closed', async () => {
    await open({ picture: quietPicture });
    for (const name of ['state:CLOSE-WAIT', 'transition:T36']) {
      await panel.page.focus(key(name));
      await panel.page.keyboard.press('Enter');
      await panel.page.focus('.explanation header .tool');
      await panel.page.keyboard.press('Enter');
      await expect.poll(focused).toBe(name);
    }
  });

  it('goes to the state that a transition leaves when that one is not drawn', async () => {
    await open({ picture: quietPicture, setup: { state: 'CLOSE-WAIT' } });
    await panel.page.focus('[data-transition=T37]');
    await panel.page.keyboard.press('Enter');
    await expect.poll(heading).toBe('CLOSE-WAIT → CLOSED');
    await panel.page.keyboard.press('Escape');
    await expect.poll(focused).toBe('state:CLOSE-WAIT');
  });

  it('follows a link in an explanation to the heading of what it opens', async () => {
    await open({ picture: quietPicture, setup: { state: 'CLOSE-WAIT' } });
    await panel.page.focus('.transitions .link >> nth=0');
    await panel.page.keyboard.press('Enter');
    await expect.poll(heading).toBe('LAST-ACK');
  });

  it('goes to the next connection when one is taken out, and to the heading after the last', async () => {
    await open();
    const [first, second] = busyPicture.selected;
    await panel.page.focus('.connection >> nth=0 >> .take-out');
    await panel.update({ ...busyPicture, selected: [second!] });
    expect(
      await panel.page.evaluate(() => document.activeElement?.closest('.connection')?.getAttribute('data-key')),
    ).toBe(`connection:${second!.id}`);
    await panel.update({ ...busyPicture, selected: [] });
    expect(await heading()).toContain('Selected connections');
    await panel.update({ ...busyPicture, selected: [first!] });
    expect(await heading()).toContain('Selected connections');
  });
});

describe('where the explanation opens', () => {
  const visibleTop = () =>
    panel.page.evaluate(() => document.querySelector('.explanation')!.getBoundingClientRect().top < innerHeight * 0.75);

  it.each([true, false])(
    'below the figure, what Explain State asks for is scrolled to (reduced motion: %s)',
    async reducedMotion => {
      await open({ width: 700, height: 700, picture: quietPicture, reducedMotion });
      await panel.client.showState('CLOSE-WAIT');
      await panel.page.locator('.summary').waitFor();
      await expect.poll(visibleTop).toBe(true);
      expect(await focused()).toBeFalsy();
    },
  );

  it('so it is when the panel was opened for it', async () => {
    await open({ width: 700, height: 700, picture: quietPicture, setup: { state: 'CLOSE-WAIT' } });
    await panel.page.locator('.summary').waitFor();
    await expect.poll(visibleTop).toBe(true);
  });

  it('beside the figure, only the panes are scrolled', async () => {
    await open({ height: 700, setup: { state: 'CLOSE-WAIT' } });
    await panel.page.locator('.summary').waitFor();
    await expect.poll(visibleTop).toBe(true);
    expect(await panel.page.evaluate(() => window.scrollY)).toBe(0);
  });

  it('a click in the figure leaves both the page and the focus where they are', async () => {
    await open({ width: 700, height: 700, picture: quietPicture });
    await panel.page.click(key('state:LISTEN'));
    await panel.page.locator('.summary').waitFor();
    await nextFrame(panel.page);
    expect(await panel.page.evaluate(() => window.scrollY)).toBe(0);
    expect(await focused()).toBe('state:LISTEN');
  });
});

describe('the live region', () => {
  const said = () => texts('[aria-live]');
  const trouble = 'The reader stopped and is started again.';

  it('is the only one, there before it speaks, and tells trouble, pause and their end', async () => {
    await open({ picture: quietPicture });
    // The search tells its own results, which only who types into it waits for.
    expect(await panel.page.locator('[role=status]:not(.search *), [role=alert]').count()).toBe(0);
    await panel.page.locator('[aria-live]').evaluate(element => (element.id = 'kept'));
    await panel.update({ ...quietPicture, trouble });
    expect(await said()).toEqual([trouble]);
    await panel.update({ ...quietPicture, paused: true });
    expect(await said()).toEqual(['The sockets are read again. Paused']);
    await panel.update(quietPicture);
    expect(await said()).toEqual(['The readings go on.']);
    expect(await panel.page.locator('#kept').count()).toBe(1);
  });

  it('tells who comes to the page what is out of the ordinary', async () => {
    await open({ picture: { ...unreadPicture, paused: true } });
    await expect.poll(said).toEqual(['Reading the sockets for the first time … Paused']);
  });
});
