import { env } from 'vscode';

/**
 * Made when first used, and kept: making a format takes milliseconds, which activation does not have, and a hundred times
 * as long as using one, of which a page of rows needs hundreds.
 */
const formats = new Map<string, Intl.NumberFormat>();

function formatted(value: number, key: string, options: Intl.NumberFormatOptions): string {
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(env.language, options);
    formats.set(key, format);
  }
  return format.format(value);
}

/** 15,834 */
export function countText(value: number): string {
  return formatted(value, 'count', {});
}

/** +12/s or -0.5/s; undefined for what would be shown as no change. */
export function rateText(perSecond: number): string | undefined {
  if (Math.abs(perSecond) < 0.05) {
    return undefined;
  }
  const maximumFractionDigits = Math.abs(perSecond) < 10 ? 1 : 0;
  const options: Intl.NumberFormatOptions = { signDisplay: 'always', maximumFractionDigits };
  return `${formatted(perSecond, `rate ${maximumFractionDigits}`, options)}/s`;
}

/** 640 as it is, then 3.6 kB, 3.6 MB. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) {
    return countText(bytes);
  }
  return bytes < 1_000_000 ? unitText(bytes / 1_000, 'kilobyte', 'short') : unitText(bytes / 1e6, 'megabyte', 'short');
}

type Width = 'narrow' | 'short' | 'long';

function unitText(value: number, unit: string, unitDisplay: Width): string {
  const maximumFractionDigits = unit.endsWith('byte') ? 1 : 0;
  return formatted(value, `${unit} ${unitDisplay}`, { style: 'unit', unit, unitDisplay, maximumFractionDigits });
}

/** 12s, 3m 12s, 34m, 5h 12m, 3d 4h: seconds only while they matter, so that old rows change seldom. */
export function durationText(milliseconds: number): string {
  return durationParts(milliseconds)
    .map(([value, unit]) => unitText(value, unit, 'narrow'))
    .join(' ');
}

/** The largest unit only: 3m. For durations of which nothing more is known than that they are at least so long. */
export function roughDurationText(milliseconds: number): string {
  const [value, unit] = durationParts(milliseconds)[0]!;
  return unitText(value, unit, 'narrow');
}

/** 3 minutes 12 seconds */
export function spokenDuration(milliseconds: number): string {
  return durationParts(milliseconds)
    .map(([value, unit]) => unitText(value, unit, 'long'))
    .join(' ');
}

function durationParts(milliseconds: number): [value: number, unit: string][] {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (seconds < 60) {
    return [[seconds, 'second']];
  }
  if (minutes < 10) {
    return withRest([minutes, 'minute'], [seconds % 60, 'second']);
  }
  if (hours < 1) {
    return [[minutes, 'minute']];
  }
  return hours < 24
    ? withRest([hours, 'hour'], [minutes % 60, 'minute'])
    : withRest([Math.floor(hours / 24), 'day'], [hours % 24, 'hour']);
}

function withRest(main: [number, string], rest: [number, string]): [number, string][] {
  return rest[0] === 0 ? [main] : [main, rest];
}
