import * as l10n from '@vscode/l10n';
import type { PanelPicture } from '../protocol/panel';
import type { ScenarioId } from '../core/tcp/scenarios/scenario';
import type { TcpStateName } from '../core/tcp/states';
import { applyActorColors } from './actorIcon';
import { listenForInput } from './input';
import { Page } from './page';
import { connect } from './rpc';

const root = document.body;
let page: Page | undefined;

const connection = connect({
  update: (picture: PanelPicture) => page?.update(picture),
  showState: (state: TcpStateName | null) => page?.explainState(state ?? undefined),
  learn: (scenario: ScenarioId) => page?.learn.open(scenario),
  draw: request => page!.drawForFile(request),
});

async function start(): Promise<void> {
  const { scrollTop = 0, state } = connection.recall();
  const setup = await connection.host.ready();
  l10n.config({ contents: setup.texts ?? {} });
  applyActorColors(document.documentElement);
  const started = new Page(root, connection, setup);
  page = started;
  listenForInput(root, started);
  // VS Code puts the colours of a new theme into the style of the root and its kind into the body's class.
  const restyled = new MutationObserver(() => started.time.restyle());
  restyled.observe(document.documentElement, { attributeFilter: ['style'] });
  restyled.observe(document.body, { attributeFilter: ['class'] });
  window.scrollTo(0, scrollTop);
  if (setup.state !== state) {
    started.bringIntoView();
  }
  window.addEventListener('scrollend', () => started.remember());
}

void start();
