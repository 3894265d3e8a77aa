import type { Scenario } from '../../core/tcp/scenarios/scenario';
import type { ScenarioText } from '../../protocol/scenarioText';
import { splitAtHeadings } from '../../protocol/splitAtHeadings';

/**
 * Reads a file of media/explain/<language>/scenarios: `# Title`, one sentence, a `##` section for each step of the
 * scenario in its order, then where you meet it and what to do. Throws an Error that says what is wrong with the file.
 */
export function parseScenarioText(markdown: string, { id, steps }: Scenario, language: string): ScenarioText {
  const [head, ...sections] = splitAtHeadings(markdown, '## ');
  const [before, title, ...surplus] = splitAtHeadings(head!.markdown, '# ');
  if (title === undefined || title.title === '' || before!.markdown !== '' || surplus.length > 0) {
    throw new Error(`${id}: the text of a scenario begins with one first-level heading, its title.`);
  }
  if (title.markdown === '' || /\n\s*\n/.test(title.markdown)) {
    throw new Error(`${id}: one paragraph of summary must follow the title.`);
  }
  if (sections.length !== steps.length + 2) {
    throw new Error(`${id}: ${sections.length} sections instead of ${steps.length + 2}.`);
  }
  const empty = sections.find(section => section.title === '' || section.markdown === '');
  if (empty !== undefined) {
    throw new Error(`${id}: nothing follows the heading "${empty.title}".`);
  }
  return {
    scenario: id,
    language,
    title: title.title,
    summary: title.markdown.replace(/\s+/g, ' '),
    steps: sections.slice(0, steps.length),
    whereYouMeetIt: sections.at(-2)!,
    whatToDo: sections.at(-1)!,
  };
}
