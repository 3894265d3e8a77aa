import type * as vscode from 'vscode';

import type { TcpStateName } from '../../core/tcp/states';
import type { Explanation } from '../../protocol/explanation';
import type { ScenarioText } from '../../protocol/scenarioText';
import { languageChain } from './languageChain';
import { readTranslated } from './readTranslated';

/** What is to be said about states and scenarios, in the user's language where there is a translation, else in English. */
export class Explanations {
  private readonly loaded = new Map<TcpStateName, Promise<Explanation>>();
  private loadedScenarios: Promise<readonly ScenarioText[]> | undefined;
  private readonly languages: readonly string[];

  /** The folder of the extension, and a language such as vscode.env.language. */
  constructor(
    private readonly extensionUri: vscode.Uri,
    language: string,
  ) {
    this.languages = languageChain(language);
  }

  /** Reads a state's file once; after a failure the next call tries again. */
  load(state: TcpStateName): Promise<Explanation> {
    let explanation = this.loaded.get(state);
    if (explanation === undefined) {
      explanation = this.read(state);
      this.loaded.set(state, explanation);
      explanation.catch(() => this.loaded.delete(state));
    }
    return explanation;
  }

  /** The texts of all scenarios, in the order of scenarioIds; read once, and after a failure tried again. */
  loadScenarios(): Promise<readonly ScenarioText[]> {
    if (this.loadedScenarios === undefined) {
      this.loadedScenarios = this.readScenarios();
      this.loadedScenarios.catch(() => (this.loadedScenarios = undefined));
    }
    return this.loadedScenarios;
  }

  private async read(state: TcpStateName): Promise<Explanation> {
    const { parseExplanation } = await import('../../protocol/parseExplanation');
    return readTranslated(this.extensionUri, this.languages, [`${state.toLowerCase()}.md`], parseExplanation);
  }

  private async readScenarios(): Promise<readonly ScenarioText[]> {
    const [{ scenarios }, { parseScenarioText }] = await Promise.all([
      import('../../core/tcp/scenarios/scenarios'),
      import('./parseScenarioText'),
    ]);
    const texts = scenarios.map(scenario =>
      readTranslated(this.extensionUri, this.languages, ['scenarios', `${scenario.id}.md`], (markdown, language) =>
        parseScenarioText(markdown, scenario, language),
      ),
    );
    return Promise.all(texts);
  }
}
