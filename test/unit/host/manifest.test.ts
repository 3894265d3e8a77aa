import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  commandIds,
  contextKeys,
  editorIds,
  panelIds,
  recordingExtension,
  settingIds,
  submenuIds,
  viewContainerId,
  viewIds,
} from '../../../src/host/ids';

interface Command {
  command: string;
  title: string;
  category?: string;
}
interface MenuItem {
  command?: string;
  submenu?: string;
  when?: string;
}
interface Contributions {
  commands: Command[];
  submenus: { id: string; label: string; icon: string }[];
  viewsContainers: { activitybar: { id: string; icon: string }[] };
  views: Record<string, { id: string; icon: string; contextualTitle?: string; when?: string }[]>;
  viewsWelcome: { view: string; when: string; contents: string }[];
  menus: Record<string, MenuItem[]>;
  keybindings: MenuItem[];
  customEditors: { viewType: string; selector: { filenamePattern: string }[] }[];
  walkthroughs: { steps: { media: { svg: string }; completionEvents: string[] }[] }[];
  configuration: { properties: Record<string, Record<string, unknown>> };
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as { activationEvents: string[]; icon: string; contributes: Contributions };
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const { commands, submenus, viewsContainers, views, viewsWelcome, menus, keybindings, customEditors, configuration } =
  manifest.contributes;
const steps = manifest.contributes.walkthroughs.flatMap(walkthrough => walkthrough.steps);
const itemsOfMenus = [...Object.values(menus).flat(), ...keybindings];
const allViews = Object.values(views).flat();

describe('ids of package.json and of the code are the same', () => {
  it('commands', () => {
    expect(commands.map(({ command }) => command).sort()).toEqual(Object.values(commandIds).sort());
  });

  it('views and their container', () => {
    expect(allViews.map(({ id }) => id)).toEqual(Object.values(viewIds));
    expect(viewsContainers.activitybar.map(({ id }) => id)).toEqual([viewContainerId]);
    // 'debug' is VS Code's own: the Run and Debug sidebar.
    expect(Object.keys(views)).toEqual([viewContainerId, 'debug']);
  });

  it('settings', () => {
    expect(Object.keys(configuration.properties).sort()).toEqual(Object.values(settingIds).sort());
  });

  it('panels that come back after a reload', () => {
    expect(manifest.activationEvents.filter(event => event.startsWith('onWebviewPanel:'))).toEqual(
      Object.values(panelIds).map(id => `onWebviewPanel:${id}`),
    );
  });

  it('custom editors and their files', () => {
    expect(customEditors.map(({ viewType }) => viewType)).toEqual(Object.values(editorIds));
    expect(customEditors.flatMap(({ selector }) => selector)).toEqual([{ filenamePattern: `*.${recordingExtension}` }]);
  });

  it('menus inside menus: each is shown somewhere and holds something', () => {
    const ids = Object.values(submenuIds);
    expect(submenus.map(({ id }) => id)).toEqual(ids);
    expect(itemsOfMenus.flatMap(({ submenu }) => submenu ?? [])).toEqual(ids);
    expect(ids.filter(id => (menus[id] ?? []).length === 0)).toEqual([]);
  });

  it('what completes a step of the walkthrough', () => {
    const known = [
      ...Object.values(commandIds).map(id => `onCommand:${id}`),
      ...Object.values(viewIds).flatMap(id => [`onView:${id}`, `onCommand:${id}.focus`]),
    ];
    expect(steps).toHaveLength(4);
    expect(known).toEqual(expect.arrayContaining(steps.flatMap(({ completionEvents }) => completionEvents)));
  });

  it('commands in menus and in links', () => {
    const linked = Object.values(words).flatMap(word =>
      [...word.matchAll(/command:([\w.]+)/g)].map(match => match[1]!),
    );
    // VS Code makes a command of each view that shows it.
    const known: readonly string[] = [...Object.values(commandIds), ...Object.values(viewIds).map(id => `${id}.focus`)];
    expect(
      [...itemsOfMenus.flatMap(({ command }) => command ?? []), ...linked].filter(id => !known.includes(id)),
    ).toEqual([]);
  });
});

describe('every when clause', () => {
  const ofVsCode = [
    'activeCustomEditorId',
    'activeWebviewPanelId',
    'view',
    'viewItem',
    'listMultiSelection',
    'focusedView',
    'inputFocus',
    'treeFindOpen',
    'false',
  ];
  const clauses = [...itemsOfMenus, ...viewsWelcome, ...allViews].map(({ when }) => when);

  it.each([...new Set(clauses.filter(clause => clause !== undefined))])('%s uses known keys', clause => {
    const keys = clause
      .replace(/=~ \/.*?\/(?= |$)/g, '')
      .replace(/== ?('[^']*'|[\w.]+)/g, '')
      .split(/[^\w.]+/)
      .filter(key => key !== '');
    expect(keys.filter(key => !ofVsCode.includes(key) && !(contextKeys as readonly string[]).includes(key))).toEqual(
      [],
    );
  });

  it('together use every key that the code sets', () => {
    expect(contextKeys.filter(key => !clauses.some(clause => clause?.includes(key)))).toEqual([]);
  });
});

describe('texts', () => {
  it('are all in package.nls.json, and no other is', () => {
    const used = [...text.matchAll(/"%([\w.]+)%"/g)].map(match => match[1]!);
    expect([...new Set(used)].sort()).toEqual(Object.keys(words).sort());
  });

  it('of commands begin with the same category', () => {
    expect(commands.filter(({ category }) => category !== 'Socketscope')).toEqual([]);
  });

  it('of settings are complete', () => {
    for (const [id, setting] of Object.entries(configuration.properties)) {
      expect(Object.keys(setting), id).toEqual(
        expect.arrayContaining(['type', 'default', 'markdownDescription', 'order', 'scope']),
      );
    }
  });
});

it('has the icons and pictures that it names', () => {
  const icons = [
    manifest.icon,
    ...steps.map(({ media }) => media.svg),
    ...allViews.map(view => view.icon),
    ...viewsContainers.activitybar.map(({ icon }) => icon),
  ];
  for (const icon of icons) {
    expect(readFileSync(icon).length, icon).toBeGreaterThan(0);
  }
});

it.each(['row connection owned', 'group state', 'finding heard shown', 'finding hushed'])(
  'shows no more than three actions on an item that is %s',
  viewItem => {
    const inline = menus['view/item/context']!.filter(
      item =>
        (item as { group?: string }).group?.startsWith('inline') &&
        new RegExp(/viewItem =~ \/((?:[^/]|\\\/)+)\//.exec(item.when!)![1]!).test(viewItem),
    );
    expect(inline.length).toBeGreaterThan(0);
    expect(inline.length).toBeLessThanOrEqual(3);
  },
);
