import { parseStateName } from '../core/tcp/stateNames';
import { explanationHeadings, type Explanation, type ExplanationPart, type ExplanationSection } from './explanation';
import { splitAtHeadings } from './splitAtHeadings';

/**
 * Reads a file of media/explain: `# CLOSE-WAIT`, one sentence, then a `##` section for each of explanationHeadings in
 * their order, where `###` begins a part. Throws an Error that says what is wrong, for whoever writes such a file.
 */
export function parseExplanation(markdown: string, language: string): Explanation {
  const [head, ...bodies] = splitAtHeadings(markdown, '## ');
  const [before, name, ...surplus] = splitAtHeadings(head!.markdown, '# ');
  const state = parseStateName(name?.title ?? '');
  if (name === undefined || state === undefined || before!.markdown !== '' || surplus.length > 0) {
    throw new Error("An explanation begins with one first-level heading, a state's name.");
  }
  const summary = name.markdown.replace(/\s+/g, ' ');
  if (summary === '' || /\n\s*\n/.test(name.markdown)) {
    throw new Error(`${state}: one paragraph of summary must follow the name.`);
  }
  if (bodies.length !== explanationHeadings.length) {
    throw new Error(`${state}: ${bodies.length} sections instead of ${explanationHeadings.length}.`);
  }
  return { state, language, summary, sections: bodies.map(toSection) };
}

function toSection({ title, markdown }: ExplanationPart, index: number): ExplanationSection {
  const [introduction, ...parts] = splitAtHeadings(markdown, '### ');
  const empty = parts.find(part => part.markdown === '');
  if (empty !== undefined || (introduction!.markdown === '' && parts.length === 0)) {
    throw new Error(`Nothing follows the heading "${empty?.title ?? title}".`);
  }
  return { heading: explanationHeadings[index]!, title, markdown: introduction!.markdown, parts };
}
