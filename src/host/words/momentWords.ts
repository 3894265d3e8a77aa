import * as vscode from 'vscode';

const minuteMs = 60_000;

/** 14:03:22 of today, else with the day. */
export function momentText(at: number, now: number): string {
  const date = new Date(at);
  return date.toDateString() === new Date(now).toDateString()
    ? date.toLocaleTimeString(vscode.env.language)
    : date.toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** 2 minutes ago, in the largest unit; below a minute it says no number, which would change all the time. */
export function agoText(at: number, now: number): string {
  const minutes = Math.floor((now - at) / minuteMs);
  if (minutes < 1) {
    return vscode.l10n.t('less than a minute ago');
  }
  const format = new Intl.RelativeTimeFormat(vscode.env.language);
  const hours = Math.floor(minutes / 60);
  if (hours < 1) {
    return format.format(-minutes, 'minute');
  }
  return hours < 24 ? format.format(-hours, 'hour') : format.format(-Math.floor(hours / 24), 'day');
}
