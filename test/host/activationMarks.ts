/**
 * `LoadExtensionCode` is the `require` of the extension's file and nothing else. `ActivateExtension` begins afterwards, and
 * ends when VS Code gets to what follows `activate`: other extensions that start at the same time have worked meanwhile.
 */
type Phase = 'LoadExtensionCode' | 'ActivateExtension';

/** The marks that VS Code keeps in the extension host for its own "Startup Performance" page. */
interface WithMarks {
  MonacoPerformanceMarks?: { getMarks(): { name: string; startTime: number }[] };
}

/** How long VS Code itself measured for a phase of an extension's start, in milliseconds, of which it keeps whole ones only. */
export function activationMs(phase: Phase, id = 'socketscope.socketscope'): number | undefined {
  const marks = (globalThis as WithMarks).MonacoPerformanceMarks?.getMarks() ?? [];
  const timeOf = (edge: string) => marks.find(({ name }) => name === `code/extHost/${edge}${phase}/${id}`)?.startTime;
  const from = timeOf('will');
  const to = timeOf('did');
  return from !== undefined && to !== undefined ? to - from : undefined;
}
