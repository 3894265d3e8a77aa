interface ColumnTypes {
  u8: Uint8Array<ArrayBuffer>;
  u16: Uint16Array<ArrayBuffer>;
  u32: Uint32Array<ArrayBuffer>;
  i32: Int32Array<ArrayBuffer>;
}
export type ColumnKind = keyof ColumnTypes;

/** The names of a table's columns and what each holds: part of the file format. */
export type Layout = Readonly<Record<string, ColumnKind>>;
export type Columns<Of extends Layout> = { [Name in keyof Of]: ColumnTypes[Of[Name]] };

/** A full table grows by a sixteenth: doubling would leave half of a large recording empty. */
const growth = 1.0625;
const fewestRows = 1_024;

/** Rows that are only ever appended, as columns. The columns are replaced when they grow: read them anew after `add`. */
export class GrowingColumns<Of extends Layout> {
  length = 0;
  columns: Columns<Of>;
  private capacity = fewestRows;

  constructor(readonly layout: Of) {
    this.columns = mapLayout(layout, () => undefined, this.capacity);
  }

  /** Rows that are there already. All columns must have one length. */
  static of<Of extends Layout>(layout: Of, columns: Columns<Of>, length: number): GrowingColumns<Of> {
    const made = new GrowingColumns(layout);
    made.columns = columns;
    made.length = length;
    made.capacity = length;
    return made;
  }

  /** What is allocated, full or not. */
  get bytes(): number {
    return Object.values<ColumnTypes[ColumnKind]>(this.columns).reduce((sum, column) => sum + column.byteLength, 0);
  }

  /** Appends a row of zeros and returns its index. */
  add(): number {
    if (this.length === this.capacity) {
      this.resize(Math.max(fewestRows, Math.ceil(this.capacity * growth)));
    }
    return this.length++;
  }

  /** Drops the rows whose mark is 0; answers the new index of each old row, which means nothing for a dropped one. */
  keep(marks: Uint8Array): Uint32Array {
    const moved = new Uint32Array(this.length);
    let kept = 0;
    for (let row = 0; row < this.length; row++) {
      moved[row] = kept;
      kept += marks[row]!;
    }
    for (const column of Object.values<ColumnTypes[ColumnKind]>(this.columns)) {
      for (let row = 0; row < this.length; row++) {
        if (marks[row] === 1) {
          column[moved[row]!] = column[row]!;
        }
      }
      column.fill(0, kept, this.length);
    }
    this.length = kept;
    const enough = Math.max(fewestRows, Math.ceil(kept * growth));
    if (enough < this.capacity) {
      this.resize(enough);
    }
    return moved;
  }

  private resize(capacity: number): void {
    const { length } = this;
    const columns = this.columns as Record<string, ColumnTypes[ColumnKind]>;
    this.capacity = capacity;
    // One after the other, so that there are never two of the whole table.
    for (const [name, kind] of Object.entries(this.layout)) {
      const column = new constructors[kind](capacity);
      column.set(columns[name]!.subarray(0, length));
      columns[name] = column;
    }
  }
}

/** A column of each kind with so many rows, after `fill` has filled it. */
export function mapLayout<Of extends Layout>(
  layout: Of,
  fill: (kind: ColumnKind, name: keyof Of, column: ColumnTypes[ColumnKind]) => void,
  rows: number,
): Columns<Of> {
  const columns = Object.entries(layout).map(([name, kind]) => {
    const column = new constructors[kind](rows);
    fill(kind, name, column);
    return [name, column];
  });
  return Object.fromEntries(columns) as Columns<Of>;
}

/** Bytes of one value. */
export const sizeOf: Readonly<Record<ColumnKind, number>> = { u8: 1, u16: 2, u32: 4, i32: 4 };

const constructors = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array } as const;
