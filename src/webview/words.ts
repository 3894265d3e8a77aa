import * as l10n from '@vscode/l10n';
import type { Actor, TcpStateName } from '../core/tcp/states';
import type { TcpEvent } from '../core/tcp/tcpEvents';
import type { TransitionNote } from '../core/tcp/transition';
import type { PanelWords } from '../protocol/panel';

/** The page's texts, numbers and times in the user's language. */
export class Words {
  private readonly whole: Intl.NumberFormat;
  private readonly clocks: Intl.DateTimeFormat;
  private readonly moments = new Map<string, Intl.DateTimeFormat>();
  private readonly parts: Intl.NumberFormat;
  private readonly units = new Map<string, Intl.NumberFormat>();

  constructor(
    private readonly words: PanelWords,
    private readonly locale: string,
  ) {
    this.whole = new Intl.NumberFormat(locale);
    this.clocks = new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    this.parts = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  }

  event(event: TcpEvent): string {
    return this.words.events[event];
  }

  note(note: TransitionNote): string {
    return this.words.notes[note];
  }

  actor(actor: Actor): string {
    return this.words.actors[actor];
  }

  actorOf(state: TcpStateName): string {
    return this.words.actorOfState[state];
  }

  number(value: number): string {
    return this.whole.format(value);
  }

  /** '1 socket', '17,226 sockets' */
  sockets(count: number): string {
    return count === 1 ? l10n.t('1 socket') : l10n.t('{0} sockets', this.number(count));
  }

  /** '14:32' */
  minute(at: number): string {
    return this.moment(at, { timeStyle: 'short' });
  }

  /** 'Nov 22, 2026, 14:32:07' */
  dateAndTime(at: number): string {
    return this.moment(at, { dateStyle: 'medium', timeStyle: 'medium' });
  }

  /** '0.5', '12', '999', '1.2K', '12K', '123K', '1.2M': at most four characters where a digit is one. */
  short(value: number): string {
    // Rounding may carry a number into the next unit: 999,950 is 1M, not 1,000K.
    if (value < 999.5) {
      return this.threeDigits(value);
    }
    if (value < 999_500) {
      return l10n.t('{0}K', this.threeDigits(value / 1_000));
    }
    return l10n.t('{0}M', this.threeDigits(value / 1_000_000));
  }

  /** '+12/s', '-0.5/s', '+1.2K/s', or nothing when the number stands still. */
  rate(perSecond: number): string {
    const size = Math.abs(perSecond);
    return size < 0.05 ? '' : l10n.t('{0}/s', `${perSecond < 0 ? '-' : '+'}${this.short(size)}`);
  }

  /** '48s', '3m 20s', '2h 5m', '4d 1h': the two largest units. */
  age(ms: number): string {
    const seconds = Math.max(0, Math.floor(ms / 1_000));
    if (seconds < 60) {
      return this.unit(seconds, 'second');
    }
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) {
      return this.pair(minutes, 'minute', seconds % 60, 'second');
    }
    const hours = Math.floor(minutes / 60);
    return hours < 24
      ? this.pair(hours, 'hour', minutes % 60, 'minute')
      : this.pair(Math.floor(hours / 24), 'day', hours % 24, 'hour');
  }

  /** '14:03:12': when something happened, on the clock of this machine's user. */
  clock(at: number): string {
    return this.clocks.format(at);
  }

  /** '0.4 ms', '120 ms', '3.2 s': how long something took. */
  duration(ms: number): string {
    return ms < 1_000 ? this.unit(ms, 'millisecond', 'short') : this.unit(ms / 1_000, 'second', 'short');
  }

  bytes(count: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
    const size = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
    return this.unit(count / 1_000 ** size, units[size]!, 'short');
  }

  percent(share: number): string {
    return new Intl.NumberFormat(this.locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
  }

  /** '12/min' */
  perMinute(count: number): string {
    return l10n.t('{0}/min', this.short(count));
  }

  /** With 24 hours, as logs have them. */
  private moment(at: number, options: Intl.DateTimeFormatOptions): string {
    const key = Object.values(options).join();
    let format = this.moments.get(key);
    if (format === undefined) {
      format = new Intl.DateTimeFormat(this.locale, { ...options, hourCycle: 'h23' });
      this.moments.set(key, format);
    }
    return format.format(at);
  }

  private threeDigits(value: number): string {
    return value < 9.95 ? this.parts.format(value) : this.whole.format(Math.round(value));
  }

  private pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
    const first = this.unit(large, largeUnit);
    return small === 0 ? first : `${first} ${this.unit(small, smallUnit)}`;
  }

  private unit(value: number, unit: string, unitDisplay: 'narrow' | 'short' = 'narrow'): string {
    const key = unit + unitDisplay;
    let format = this.units.get(key);
    if (format === undefined) {
      format = new Intl.NumberFormat(this.locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 });
      this.units.set(key, format);
    }
    return format.format(value);
  }
}
