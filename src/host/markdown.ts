/** Escapes text that others made (process names, addresses) for Markdown; theme icons such as $(trash) stay plain text too. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, '\\$&').replace(/\s+/g, ' ');
}
