import { mapLayout, sizeOf, type Columns, type Layout } from './growingColumns';

type IntegerColumn = Uint8Array | Uint16Array | Uint32Array | Int32Array;

/** Bytes that rows of integer columns take. */
function bytesOfRows(layout: Layout, rows: number): number {
  return Object.values(layout).reduce((sum, kind) => sum + sizeOf[kind] * rows, 0);
}

/**
 * The columns one after another. Each value is the difference from the row before, modulo its size, and each column is split
 * into planes: the lowest bytes of all rows, then the next. Neighbours are alike, so that most planes are runs of zeros,
 * and deflate makes a third of what it makes of the plain columns.
 */
export function columnsToBytes<Of extends Layout>(layout: Of, columns: Columns<Of>, rows: number): Uint8Array {
  const bytes = new Uint8Array(bytesOfRows(layout, rows));
  let offset = 0;
  for (const [name, kind] of Object.entries(layout)) {
    const column = columns[name] as IntegerColumn;
    let before = 0;
    for (let row = 0; row < rows; row++) {
      const difference = (column[row]! - before) | 0;
      before = column[row]!;
      for (let plane = 0; plane < sizeOf[kind]; plane++) {
        bytes[offset + plane * rows + row] = difference >>> (plane * 8);
      }
    }
    offset += sizeOf[kind] * rows;
  }
  return bytes;
}

/** The inverse; undefined when there are not as many bytes as so many rows take. */
export function bytesToColumns<Of extends Layout>(
  layout: Of,
  bytes: Uint8Array,
  rows: number,
): Columns<Of> | undefined {
  if (bytes.length !== bytesOfRows(layout, rows)) {
    return undefined;
  }
  let offset = 0;
  return mapLayout(
    layout,
    (kind, _, column) => {
      let value = 0;
      for (let row = 0; row < rows; row++) {
        let difference = 0;
        for (let plane = 0; plane < sizeOf[kind]; plane++) {
          difference |= bytes[offset + plane * rows + row]! << (plane * 8);
        }
        value = (value + difference) | 0;
        column[row] = value;
      }
      offset += sizeOf[kind] * rows;
    },
    rows,
  );
}
