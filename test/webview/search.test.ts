import { expect, it } from 'vitest';
import { open, panel, texts, useOnePanel } from './onePanel';
import { api, manyPicture, pictureOf, worker } from './pairSamples';
import { violationsOf } from './axe';
import { themeNames, type PanelOptions } from './harness';

useOnePanel();

const rows = manyPicture.selected.slice(0, 3).map(({ row }) => row!);
const found: PanelOptions['search'] = filter =>
  filter.startsWith('stat:')
    ? { ok: false, errors: [{ start: 0, end: 11, text: '"stat:listen" begins with no known key.' }] }
    : { ok: true, takenAt: 0, total: filter === 'many' ? 812 : 3, rows };
const active = () => panel.page.evaluate(() => document.activeElement?.querySelector('.ends')?.textContent);
const search = (filter: string) => panel.page.fill('#search', filter);

it('finds connections, and selects them with the keyboard alone', async () => {
  await open({ picture: pictureOf(api), search: found });
  await panel.page.focus('#search');
  await panel.page.keyboard.type('port:3000');
  await panel.page.locator('.option').first().waitFor();
  await expect.poll(() => panel.calls.at(-1)).toEqual(['search', 'port:3000']);
  expect(await texts('.search-status')).toEqual([expect.stringContaining('3 sockets match.')]);
  await panel.page.keyboard.press('ArrowDown');
  await panel.page.keyboard.press('ArrowDown');
  await expect.poll(active).toContain(':51001');
  await panel.page.keyboard.press('Enter');
  await expect.poll(() => panel.calls.at(-1)).toEqual(['choose', [rows[1]!.id]]);
  await panel.update(pictureOf(manyPicture.selected[1]!));
  expect(await panel.page.locator('.option[aria-selected=true] .ends').allTextContents()).toEqual([
    expect.stringContaining(':51001'),
  ]);
  await panel.page.keyboard.press('Space');
  await expect.poll(() => panel.calls.filter(([name]) => name === 'deselect')).toEqual([['deselect', rows[1]!.id]]);
  await panel.page.keyboard.press('Home');
  await expect.poll(active).toContain(':51000');
  await panel.page.keyboard.press('ArrowUp');
  expect(await panel.page.evaluate(() => document.activeElement?.id)).toBe('search');
  await panel.page.keyboard.press('Escape');
  await expect.poll(() => panel.page.inputValue('#search')).toBe('');
  expect(await panel.page.locator('.option').count()).toBe(0);
});

it('goes on with Enter: to the results, or straight to the only one', async () => {
  const one: PanelOptions['search'] = filter => ({
    ok: true,
    takenAt: 0,
    total: 1,
    rows: filter === 'one' ? rows.slice(2) : rows,
  });
  await open({ picture: pictureOf(), search: one });
  await search('three');
  await expect.poll(() => texts('.option')).toHaveLength(3);
  await panel.page.press('#search', 'Enter');
  await expect.poll(active).toContain(':51000');
  await search('one');
  await expect.poll(() => texts('.option')).toHaveLength(1);
  await panel.page.press('#search', 'Enter');
  await expect.poll(() => panel.calls.at(-1)).toEqual(['choose', [rows[2]!.id]]);
});

it('selects all at once, and says how many there are beyond those', async () => {
  await open({ picture: pictureOf(), search: found });
  await search('many');
  await expect
    .poll(() => texts('.search-status'))
    .toEqual([expect.stringMatching(/812 sockets match; these are the first 3\./)]);
  await panel.page.getByText('Select all 3').click();
  await expect.poll(() => panel.calls.at(-1)).toEqual(['choose', rows.map(({ id }) => id)]);
});

it('points at the word that means nothing', async () => {
  await open({ picture: pictureOf(), search: found });
  await search('stat:listen port:3000');
  await expect.poll(() => texts('.search-status mark')).toEqual(['stat:listen']);
  expect(await texts('.search-status li')).toEqual(['"stat:listen" begins with no known key.']);
  expect(await panel.page.getAttribute('#search', 'aria-invalid')).toBe('true');
});

it('stays on its connection when the next reading finds others, and speaks of a query once', async () => {
  let there = rows;
  await open({
    picture: pictureOf(),
    search: () => ({ ok: true, takenAt: 0, total: there.length, rows: there }),
  });
  await search('port:3000');
  await panel.page.locator('.option').nth(2).focus();
  const last = await active();
  const spoken = () => panel.page.locator('.search [role=status]').textContent();
  expect(await spoken()).toContain('3 sockets match.');
  there = rows.slice(1);
  await panel.update(pictureOf());
  await expect.poll(() => texts('.search-status')).toEqual([expect.stringContaining('2 sockets match.')]);
  expect(await active()).toBe(last);
  expect(await panel.page.locator('.option[tabindex="0"] .ends').textContent()).toBe(last);
  expect(await spoken()).toContain('3 sockets match.');
  there = rows.slice(1, 2);
  await panel.update(pictureOf());
  await expect.poll(() => texts('.search-status')).toEqual([expect.stringContaining('1 socket matches.')]);
  expect(await active()).toContain(':51001');
});

it('is kept over a reload, and asked anew with each reading', async () => {
  await open({ picture: pictureOf(), search: found, memory: { query: 'port:3000' } });
  await panel.page.locator('.option').first().waitFor();
  expect(await panel.page.inputValue('#search')).toBe('port:3000');
  const asked = () => panel.calls.filter(([name]) => name === 'search').length;
  const before = asked();
  await panel.update(pictureOf());
  await expect.poll(asked).toBe(before + 1);
  await search('pid:1');
  await expect.poll(() => panel.memory()).toMatchObject({ query: 'pid:1' });
});

it.each(themeNames)('is accessible, and can be looked at, in %s', async theme => {
  await open({ theme, picture: pictureOf({ ...api, other: worker }), search: found, memory: { query: 'port:3000' } });
  await panel.page.locator('.option').first().waitFor();
  await panel.page.focus('.option >> nth=0');
  await panel.page.screenshot({ path: `test-results/screenshots/search-${theme}.png` });
  expect(await violationsOf(panel, theme)).toEqual([]);
});
