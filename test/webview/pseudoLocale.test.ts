import { expect, it } from 'vitest';
import { scenarioIds } from '../../src/core/tcp/scenarios/scenario';
import { isUntranslated } from '../pseudo/untranslated';
import { inPseudo } from './languages';
import { open, panel, useOnePanel } from './onePanel';
import { busyPicture } from './samples';
import { scenes } from './scenes';

useOnePanel();

const ownNames = [
  /\b(?:devbox|node|api|worker|health-checker|he)\b/g, // Of the samples.
  /\b[\w-]+…/g, // Of processes, where there is no room for the whole name.
];

it.each(scenes)('$name: every text went through a translator', async ({ options, act }) => {
  await open({ ...options, ...inPseudo, setup: { ...options.setup, ...inPseudo.setup } });
  await act?.();
  expect(await untranslated()).toEqual([]);
});

it('every scenario, from its list to its end: every text went through a translator', async () => {
  await open({ ...inPseudo, picture: busyPicture, reducedMotion: true, memory: { learning: true } });
  for (const id of scenarioIds) {
    await panel.client.learn(id);
    await panel.page.locator(`.stage`).waitFor({ timeout: 5_000 });
    await panel.page.keyboard.press('End');
    expect(await untranslated(), id).toEqual([]);
  }
});

it('a text that went through none is found, wherever it is', async () => {
  await open({ ...inPseudo });
  await panel.page.evaluate(() => {
    document.querySelector('.panes')!.append('Hard coded');
    document.querySelector('.panes')!.setAttribute('aria-label', '⟦Label⟧, said aloud');
    document.querySelector('#search')!.setAttribute('placeholder', 'Find 3 sockets');
  });
  const texts = (await untranslated()).map(({ text }) => text);
  expect(texts).toEqual([expect.stringContaining('Hard coded'), '⟦Label⟧, said aloud', 'Find 3 sockets']);
});

async function untranslated(): Promise<ReturnType<typeof textsOfPage>> {
  return (await panel.page.evaluate(textsOfPage)).filter(({ text }) => isUntranslated(text, ownNames));
}

/** Runs in the page: what is read or heard, and where. */
function textsOfPage(): { text: string; where: string }[] {
  const spoken = 'aria-label aria-description aria-valuetext aria-roledescription title placeholder alt'.split(' ');
  const own = (element: Element) =>
    [...element.childNodes].flatMap(node => (node.nodeType === Node.TEXT_NODE ? node.textContent! : [])).join(' ');
  return [...document.body.querySelectorAll('*')]
    .filter(element => element.closest('script, style, code, pre') === null)
    .flatMap(element =>
      [own(element), ...spoken.map(name => element.getAttribute(name) ?? '')].map(text => ({
        text: text.trim(),
        where: `${element.localName}.${element.getAttribute('class') ?? ''}`,
      })),
    )
    .filter(({ text }) => text !== '');
}
