import { mkdirSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { nextFrame, themeNames, type ThemeName } from './harness';
import { key, open, panel, useOnePanel } from './onePanel';
import { busyPicture, crowdedPicture, emptyPicture } from './samples';
import themes from './themes.json';

const folder = 'test-results/screenshots';
/** The wide drawing with its margins and footer, in units of the drawing. */
const size = { width: 1052, height: 1040 };
const footer = 'devbox · Nov 22, 2026, 9:30:00 AM UTC · 17,226 sockets';

useOnePanel();
beforeAll(() => void mkdirSync(folder, { recursive: true }));

const svgOf = (picture = busyPicture) => panel.client.draw({ format: 'svg', picture, footer });

/** What a strict XML parser finds in the file. */
function inspect(svg: string) {
  return panel.page.evaluate(text => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = [...parsed.querySelectorAll('*')];
    return {
      error: parsed.querySelector('parsererror')?.textContent,
      root: parsed.documentElement.localName,
      names: [...new Set(all.map(each => each.localName))].sort(),
      attributes: [...new Set(all.flatMap(each => each.getAttributeNames()))].sort(),
      texts: [...parsed.querySelectorAll('text')].map(each => each.textContent),
      colors: [...new Set(all.flatMap(each => [each.getAttribute('fill'), each.getAttribute('stroke')]))],
    };
  }, svg);
}

/** Shows the file as an image alone, which may load nothing and run nothing. */
async function shownAsImage(svg: string): Promise<{ width: number; height: number; colors: number }> {
  return panel.page.evaluate(async text => {
    const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const colors = new Set<number>();
    for (let at = 0; at < data.length; at += 4) {
      colors.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    }
    return { width: canvas.width, height: canvas.height, colors: colors.size };
  }, svg);
}

describe.each(themeNames)('an SVG in %s', theme => {
  it('stands alone: no variable, no style, no class, no font and no address of anything else', async () => {
    await open({ theme, width: 400 });
    const svg = await svgOf();
    writeFileSync(`${folder}/share-${theme}.svg`, svg);
    const { error, root, names, attributes, colors, texts } = await inspect(svg);
    expect(error).toBeUndefined();
    expect(root).toBe('svg');
    expect(names).toEqual(['g', 'path', 'rect', 'svg', 'text', 'title']);
    expect(attributes.filter(name => /^(class|style|href|xlink:href|data-|aria-|tabindex|on)/.test(name))).toEqual([]);
    expect(svg).not.toMatch(/var\(|url\(|codicon|@import|http(?!:\/\/www\.w3\.org\/2000\/svg")/);
    expect(colors.filter(color => color !== null && color !== 'none' && !/^#[0-9a-f]{6}$/.test(color))).toEqual([]);
    expect(texts.join('')).not.toMatch(/[\ue000-\uf8ff]/);
    expect(texts).toEqual(
      expect.arrayContaining(['ESTABLISHED', '1,204', '15,834', 'active close', 'Socketscope', footer]),
    );
    const image = await shownAsImage(svg);
    expect(image).toMatchObject(size);
    expect(image.colors, 'it is not a blank page').toBeGreaterThan(20);
  });

  it('can be looked at beside the page', async () => {
    await open({ theme, width: size.width, height: size.height });
    const png = Buffer.from(await panel.client.draw({ format: 'png', picture: busyPicture, footer }), 'base64');
    writeFileSync(`${folder}/share-${theme}.png`, png);
    expect(await backgroundOf(png)).toEqual(toRgb(themes[theme].variables['--vscode-editor-background']));
  });
});

function backgroundOf(png: Buffer): Promise<number[]> {
  return panel.page.evaluate(async base64 => {
    const bytes = Uint8Array.from(atob(base64), each => each.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    return [...context.getImageData(2, 2, 1, 1).data];
  }, png.toString('base64'));
}

function toRgb(hex: string): number[] {
  return [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16)).concat(255);
}

it('a PNG has two pixels for each unit of the drawing', async () => {
  await open();
  const png = Buffer.from(await panel.client.draw({ format: 'png', picture: busyPicture, footer }), 'base64');
  expect(png.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
  // IHDR (PNG 11.2.2)
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size.width * 2, size.height * 2]);
});

it('shows the same whatever the page shows: narrow, scrolled, with something selected and pointed at', async () => {
  await open({ width: 1400 });
  const plain = await svgOf();
  await panel.close();
  await open({ width: 400, height: 300, setup: { state: 'CLOSE-WAIT' }, picture: emptyPicture });
  await panel.page.evaluate(() => window.scrollTo(0, 200));
  await panel.page.locator(key('state:LISTEN')).focus();
  expect(await svgOf()).toBe(plain);
});

it('has an icon for each one in the figure, and every label, with everything at its widest', async () => {
  await open({ picture: crowdedPicture, width: 1400 });
  const { icons, labels } = await panel.page.evaluate(() => ({
    // A countdown takes the place of its token's icon.
    icons: [...document.querySelectorAll('.diagram .icon')]
      .filter(each => getComputedStyle(each).visibility !== 'hidden')
      .map(each => each.textContent),
    labels: [...document.querySelectorAll('.diagram text:not(.icon)')]
      .map(each =>
        each.textContent
          .replace(/[\ue000-\uf8ff]/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      .filter(text => text !== ''),
  }));
  const svg = await svgOf(crowdedPicture);
  writeFileSync(`${folder}/share-crowded.svg`, svg);
  const { texts } = await inspect(svg);
  // Ages grow in the page and not in the file.
  const lasting = labels.filter(label => !/^\d+s$/.test(label));
  expect(texts).toEqual(expect.arrayContaining(lasting));
  const drawn = svg.match(/scale\([\d.]+\)/g) ?? [];
  // The four of the legend come to it.
  expect(drawn.length).toBe(icons.length + 4);
  const png = await panel.client.draw({ format: 'png', picture: crowdedPicture, footer });
  writeFileSync(`${folder}/share-crowded.png`, Buffer.from(png, 'base64'));
});

it('leaves nothing behind on the page', async () => {
  await open();
  const before = await panel.page.locator('svg.diagram').count();
  await svgOf();
  expect(await panel.page.locator('svg.diagram').count()).toBe(before);
  expect(await panel.page.locator('.sheet').count()).toBe(0);
});

it('looks like the page: hardly a pixel differs', async () => {
  await open({ width: 1036, height: 1000, reducedMotion: true });
  const drawing = panel.page.locator('svg.diagram').first();
  await drawing.evaluate((element: SVGElement) => {
    element.style.position = 'static';
    element.style.height = '900px';
  });
  const live = (await drawing.screenshot({ scale: 'css' })).toString('base64');
  const file = await panel.client.draw({ format: 'png', picture: busyPicture, footer });
  const differing = await panel.page.evaluate(
    async ([one, other]) => {
      const bitmaps = await Promise.all(
        [one!, other!].map(base64 =>
          createImageBitmap(new Blob([Uint8Array.from(atob(base64), each => each.charCodeAt(0))])),
        ),
      );
      // The figure of the file begins after a margin of 24 and is 1004 by 900.
      const [width, height] = [1004, 900];
      const [a, b] = bitmaps.map((bitmap, index) => {
        const context = new OffscreenCanvas(width, height).getContext('2d')!;
        const [left, wide, high] = index === 0 ? [0, bitmap.width, bitmap.height] : [48, width * 2, height * 2];
        context.drawImage(bitmap, left, left, wide, high, 0, 0, width, height);
        return context.getImageData(0, 0, width, height).data;
      });
      let count = 0;
      for (let at = 0; at < a!.length; at += 4) {
        count += [0, 1, 2].some(part => Math.abs(a![at + part]! - b![at + part]!) > 96) ? 1 : 0;
      }
      return count / (width * height);
    },
    [live, file],
  );
  expect(differing).toBeLessThan(0.004);
});

describe('the Share menu', () => {
  const button = () => panel.page.getByRole('button', { name: 'Share' });
  const menu = () => panel.page.getByRole('menu', { name: 'Share' });
  const focusedItem = () =>
    panel.page.evaluate(() => document.activeElement?.textContent.replace(/[\ue000-\uf8ff]/g, '').trim());
  const press = (keys: string) => panel.page.keyboard.press(keys);

  it.each(['Enter', 'ArrowDown'])('opens with %s, walks with the arrows, and does what is chosen', async opener => {
    await open();
    expect(await button().getAttribute('aria-haspopup')).toBe('menu');
    await button().focus();
    await press(opener);
    await menu().waitFor();
    await expect.poll(focusedItem).toBe('Export as SVG...');
    await press('ArrowDown');
    expect(await focusedItem()).toBe('Export as PNG...');
    await press('ArrowUp');
    await press('ArrowUp');
    expect(await focusedItem()).toBe('Without addresses');
    await press('Home');
    await press('End');
    await press('c');
    expect(await focusedItem()).toBe('Copy as Mermaid');
    await press('c');
    expect(await focusedItem()).toBe('Copy Report');
    await press('Enter');
    await menu().waitFor({ state: 'hidden' });
    await expect.poll(() => panel.calls).toContainEqual(['share', 'report', false]);
  });

  it('Escape closes it alone, and gives the focus back', async () => {
    await open({ setup: { state: 'LISTEN' } });
    await button().click();
    await menu().waitFor();
    await press('Escape');
    await menu().waitFor({ state: 'hidden' });
    expect(await button().evaluate(element => element === document.activeElement)).toBe(true);
    expect(await panel.page.locator('.node.selected').count()).toBe(1);
  });

  it('leaves addresses out when that is checked, and stays open for a choice; also after the page was drawn anew', async () => {
    await open();
    await button().click();
    await panel.page.getByRole('menuitemcheckbox').click();
    await panel.update(crowdedPicture);
    expect(await panel.page.getByRole('menuitemcheckbox').getAttribute('aria-checked')).toBe('true');
    await panel.page.getByRole('menuitem', { name: 'Export as PNG...' }).click();
    await expect.poll(() => panel.calls).toContainEqual(['share', 'png', true]);
  });

  it.each(['dark', 'light', 'hc-dark', 'hc-light'] satisfies ThemeName[])('can be looked at in %s', async theme => {
    await open({ theme, width: theme === 'light' ? 400 : 900, height: 420 });
    await button().click();
    await menu().waitFor();
    await nextFrame(panel.page);
    const [below, above] = [await menu().boundingBox(), await button().boundingBox()];
    expect(below!.y).toBeGreaterThanOrEqual(above!.y + above!.height);
    expect(below!.x).toBeGreaterThanOrEqual(0);
    await panel.page.screenshot({ path: `${folder}/share-menu-${theme}.png` });
  });
});
