import * as vscode from 'vscode';

import { tcpStates, type TcpStateName } from '../../core/tcp/states';
import type { PanelWords } from '../../protocol/panel';
import { panelSentences, type PanelSentence } from '../../protocol/panelSentences';
import { actorSentence } from '../words/actorWords';
import { diagramWords } from '../words/diagramWords';

/** Every text of the diagram's page in the user's language. */
export function panelWords(): PanelWords {
  const sentences = panelSentences.map(sentence => [sentence, translated(sentence)]);
  return {
    ...diagramWords(),
    actorOfState: Object.fromEntries(tcpStates.map(({ name }) => [name, actorSentence(name)])) as Record<
      TcpStateName,
      string
    >,
    sentences: Object.fromEntries(sentences) as Record<PanelSentence, string>,
  };
}

/** The places are filled in by the page, so here each is filled with itself. */
function translated(sentence: PanelSentence): string {
  return vscode.l10n.t(sentence, '{0}', '{1}', '{2}', '{3}');
}
