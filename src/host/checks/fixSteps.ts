import { splitAtHeadings } from '../../protocol/splitAtHeadings';

/** The parts of a check's page by the names that programs run under (/proc/<pid>/comm): one for each language. */
const partOfProgram: Readonly<Record<string, string>> = {
  node: 'Node.js',
  nodejs: 'Node.js',
  python: 'Python',
  gunicorn: 'Python',
  uvicorn: 'Python',
  java: 'Java',
  go: 'Go',
  nginx: 'nginx',
};
/** For whoever runs the machine, whatever the program is written in. */
const forAll = 'Shell';

/**
 * What the page of a check says is to be done, as Markdown below a heading of the second level: for the language of the
 * program where its name tells it, else for all.
 */
export function fixSteps(page: string, program = ''): string {
  // The title, how it was found, why it matters, and then what to do.
  const { title, markdown } = splitAtHeadings(page, '## ')[3]!;
  const [text, ...parts] = splitAtHeadings(markdown, '### ');
  const wanted = partOfProgram[program.replace(/[\d.]+$/, '')];
  const fitting = parts.filter(part => wanted === undefined || part.title === wanted || part.title === forAll);
  return [
    `### ${title}`,
    unwrapped(text!.markdown),
    ...fitting.flatMap(part => [`#### ${part.title}`, unwrapped(part.markdown)]),
  ].join('\n\n');
}

/** Issue trackers break lines where the source does. */
function unwrapped(markdown: string): string {
  return markdown.includes('```') ? markdown : markdown.replace(/(?<=\S)\n(?=\S)/g, ' ');
}
