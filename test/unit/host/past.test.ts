import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MonitorError } from '../../../src/fork/monitorError';
import { isPast, Past } from '../../../src/host/past';
import type { Frame } from '../../../src/protocol/monitor';
import type { Moment } from '../../../src/protocol/recording';

const info = { id: '1', machine: 'web-1', from: 1_000, to: 9_000 };
const frameOf = (moment: Moment) => {
  const frame = { moment } as Frame;
  return isPast(frame) ? frame : undefined;
};

/** A monitor that answers only with what it is asked to show. */
class FakeMonitor {
  state = 'running' as const;
  readonly asked: (Moment | null)[] = [];
  refusal: Error | undefined;

  show(moment: Moment | null): Promise<void> {
    this.asked.push(moment);
    return this.refusal === undefined || moment === null ? Promise.resolve() : Promise.reject(this.refusal);
  }
  openRecording() {
    return Promise.resolve({ done: true, info } as const);
  }
  closeRecording(): void {
    return;
  }
}

describe('the past that a window shows', () => {
  let monitor: FakeMonitor;
  let past: Past;
  const changed = vi.fn();

  beforeEach(() => {
    changed.mockClear();
    monitor = new FakeMonitor();
    past = new Past(monitor, changed);
  });

  it('begins with the frame that answers for it, and ends at once', () => {
    void past.show({ at: 5_000 });
    expect(past.frame).toBeUndefined();
    expect(past.receive(frameOf({ at: 4_900 })!)).toBe(true);
    expect(past.frame?.moment).toEqual({ at: 4_900 });
    void past.show(undefined);
    expect(past.frame).toBeUndefined();
    expect(changed).toHaveBeenCalledOnce();
    expect(monitor.asked).toEqual([{ at: 5_000 }, null]);
  });

  it('does not come back by an answer that comes too late', () => {
    void past.show({ at: 5_000 });
    void past.show(undefined);
    expect(past.receive(frameOf({ at: 4_900 })!)).toBe(false);
    expect(past.frame).toBeUndefined();
  });

  it('of one recording is not taken for that of another', async () => {
    await past.open('/incident.socketscope');
    void past.show({ at: 5_000, recording: '1' });
    expect(past.receive(frameOf({ at: 5_000 })!)).toBe(false);
    expect(past.receive(frameOf({ at: 5_000, recording: '1' })!)).toBe(true);
    expect(past.recording).toEqual(info);
  });

  it('is left when its recording is closed, and not when another is', async () => {
    await past.open('/incident.socketscope');
    void past.show({ at: 5_000, recording: '1' });
    past.receive(frameOf({ at: 5_000, recording: '1' })!);
    past.close('2');
    expect(past.frame).toBeDefined();
    past.close('1');
    expect(past.frame).toBeUndefined();
  });

  it('is left when the monitor has nothing recorded of that time', async () => {
    void past.show({ at: 5_000 });
    past.receive(frameOf({ at: 5_000 })!);
    monitor.refusal = new Error('Nothing had been recorded by then.');
    await past.show({ at: 1 });
    expect(past.frame).toBeUndefined();
  });

  it('stays on screen while a monitor that died is started again and opens the file once more', async () => {
    await past.open('/incident.socketscope');
    void past.show({ at: 5_000, recording: '1' });
    past.receive(frameOf({ at: 5_000, recording: '1' })!);
    monitor.refusal = new MonitorError('died', 'killed');
    await past.show({ at: 6_000, recording: '1' });
    past.noteNewMonitor();
    expect(past.frame?.moment.at).toBe(5_000);
    expect(past.recording?.machine).toBe('web-1');
  });

  it('of what a monitor had recorded itself dies with it', () => {
    void past.show({ at: 5_000 });
    past.receive(frameOf({ at: 5_000 })!);
    past.noteNewMonitor();
    expect(past.frame).toBeUndefined();
    expect(past.receive(frameOf({ at: 5_000 })!)).toBe(false);
  });
});
