import { describe, expect, it } from 'vitest';
import { emptyTimeline, extendTimeline } from '../../../src/webview/timeline/extendTimeline';

const older = { at: [1_000, 2_000, 3_000], counts: { ESTABLISHED: [5, 6, 7], 'CLOSE-WAIT': [0, 0, 1] } };

describe('extending a timeline', () => {
  it('begins with nothing', () => {
    expect(extendTimeline(emptyTimeline, older, 0)).toEqual(older);
    expect(extendTimeline(older, emptyTimeline, 0)).toEqual(older);
  });

  it('fills states that occur in one part only with zeros', () => {
    const newer = { at: [4_000, 5_000], counts: { ESTABLISHED: [8, 9], 'TIME-WAIT': [2, 3] } };
    expect(extendTimeline(older, newer, 0)).toEqual({
      at: [1_000, 2_000, 3_000, 4_000, 5_000],
      counts: { ESTABLISHED: [5, 6, 7, 8, 9], 'CLOSE-WAIT': [0, 0, 1, 0, 0], 'TIME-WAIT': [0, 0, 0, 2, 3] },
    });
  });

  it('forgets what is too old', () => {
    const newer = { at: [4_000], counts: { ESTABLISHED: [8] } };
    expect(extendTimeline(older, newer, 2_500)).toEqual({
      at: [3_000, 4_000],
      counts: { ESTABLISHED: [7, 8], 'CLOSE-WAIT': [1, 0] },
    });
    expect(extendTimeline(older, newer, 4_000).at).toEqual([4_000]);
  });

  it('takes a moment that both have once', () => {
    const newer = { at: [3_000, 4_000], counts: { ESTABLISHED: [70, 8] } };
    expect(extendTimeline(older, newer, 0)).toEqual({
      at: [1_000, 2_000, 3_000, 4_000],
      counts: { ESTABLISHED: [5, 6, 70, 8], 'CLOSE-WAIT': [0, 0, 0, 0] },
    });
  });
});
