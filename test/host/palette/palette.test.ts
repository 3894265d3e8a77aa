import { strict as assert } from 'node:assert';
import { until } from '../poll';
import { whileAsking, type QuickInputOnScreen } from '../quickInputOnScreen';
import type { Workbench } from '../workbench';

describe("the palette's questions", () => {
  let page: Workbench;
  let picks: QuickInputOnScreen;

  whileAsking(given => ({ page, picks } = given));

  it('Count States gives the counts with their meaning, and leads to the sockets', async () => {
    const answer = await picks.ask('socketscope.countStates');
    assert.match((await picks.title())!, /^[\d,]+ TCP sockets$/);
    assert.match(answer, /ESTABLISHED/);
    assert.match(answer, /Nobody needs to act/);
    await page.screenshot('palette/count-states');
    await page.type('LISTEN');
    await page.press('Enter');
    await page.waitFor({ selector: '[id="workbench.view.extension.socketscope"] .monaco-list-row >> text=LISTEN' });
  });

  it('Explain State offers every state, and opens its explanation in the diagram', async () => {
    await picks.ask('socketscope.explainState');
    await page.type('CLOSE-WAIT');
    await until(async () => (await picks.lines())[0]?.includes('has not called close()') ?? false);
    await page.press('Enter');
    await page.waitFor({ selector: 'text=A myth to forget', webview: true }, 'attached');
    // Once the figure and the chart above it have their room.
    await until(async () => {
      const seen = await page.evaluate(
        () => {
          const top = document.querySelector('.explanation')?.getBoundingClientRect().top ?? -1;
          return top >= 0 && top <= window.innerHeight / 2;
        },
        undefined,
        true,
      );
      return seen;
    });
    await page.screenshot('palette/explain-state');
  });
});
