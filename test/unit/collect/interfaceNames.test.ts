import { expect, test } from 'vitest';
import { parseInterfaceNames } from '../../../src/collect/linux/interfaceNames';

test('interfaces are named by their index, which is hexadecimal', () => {
  const text = `00000000000000000000000000000001 01 80 10 80       lo
fe80000000000000042442fffe4f5c1a 1f 40 20 80     eth0
20010db8000000000000000000000001 1f 40 00 80     eth0
`;
  expect([...parseInterfaceNames(text)]).toEqual([
    [1, 'lo'],
    [31, 'eth0'],
  ]);
});

test.each(['', 'nonsense', 'fe80 1f'])('%j names nothing', text => {
  expect(parseInterfaceNames(text).size).toBe(0);
});
