import * as vscode from 'vscode';

const minuteMs = 60_000;

/** On the clock of the diagram's page, so that both say one time alike. */
const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** 14:03:22 of today, else with the day. */
export function momentText(at: number, now: number): string {
  const date = new Date(at);
  return date.toDateString() === new Date(now).toDateString()
    ? date.toLocaleTimeString(vscode.env.language, clock)
    : date.toLocaleString(vscode.env.language, { ...day, ...clock });
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
