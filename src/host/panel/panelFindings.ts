import type { Finding } from '../../core/checks/finding';
import type { PanelFinding } from '../../protocol/panel';
import { findingTitle } from '../words/findingTitles';

/** What the diagram tells: findings about a state, in sentences. */
export function panelFindings(findings: readonly Finding[]): PanelFinding[] {
  return findings.flatMap(finding => {
    const { code, state, severity } = finding;
    return state === undefined ? [] : [{ code, state, severity, title: findingTitle(finding) }];
  });
}
