/** Escapes text that others made (process names, addresses) for Markdown; theme icons such as $(trash) stay plain text too. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, '\\$&').replace(/\s+/g, ' ');
}

/** For quick picks, which draw $(name) as an icon anywhere in their text: a space of no width keeps it text. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$\u200b(');
}
