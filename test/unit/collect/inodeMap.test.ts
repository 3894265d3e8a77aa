import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InodeMap } from '../../../src/collect/linux/inodeMap';

const inode = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 0xffff_ffff }));

test('whatever is done to it, it holds what a Map holds', () => {
  const step = fc.oneof(
    fc.record({ set: inode, value: fc.nat() }),
    fc.record({ delete: inode }),
    fc.record({ reserve: fc.nat(5_000) }),
    // Enough neighbours to make it grow.
    fc.record({ setFrom: inode, count: fc.nat(700) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const map = new InodeMap();
      const model = new Map<number, number>();
      for (const action of steps) {
        if ('reserve' in action) {
          map.reserve(action.reserve);
        } else if ('delete' in action) {
          expect(map.delete(action.delete)).toBe(model.delete(action.delete));
        } else if ('setFrom' in action) {
          for (let next = action.setFrom; next < action.setFrom + action.count && next <= 0xffff_ffff; next++) {
            map.set(next, action.count);
            model.set(next, action.count);
          }
        } else {
          map.set(action.set, action.value);
          model.set(action.set, action.value);
        }
      }
      expect(map.size).toBe(model.size);
      expect([...map.keys()].sort()).toEqual([...model.keys()].sort());
      for (const [key, value] of model) {
        expect(map.get(key)).toBe(value);
      }
    }),
    { numRuns: 200 },
  );
});

test('what is not there is -1', () => {
  const map = new InodeMap();
  expect([map.get(5), map.has(5), map.delete(5), map.size]).toEqual([-1, false, false, 0]);
});
