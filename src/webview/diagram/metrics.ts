/**
 * The measures of one drawing of the figure. There are four, so that its text is readable in a narrow editor column, in
 * half a window, in a whole one and across a large screen; every one was set by hand, and test/webview checks that nothing
 * overlaps.
 */
export interface Metrics {
  readonly name: 'compact' | 'medium' | 'wide' | 'broad';
  /** Of the viewBox. */
  readonly width: number;
  readonly height: number;
  readonly node: { readonly width: number; readonly height: number };
  readonly bound: { readonly width: number; readonly height: number };
  readonly face: Face;
  /** Centres of the three columns. */
  readonly left: number;
  readonly middle: number;
  readonly right: number;
  /** Centres of the rows of states. */
  readonly closed: number;
  readonly listen: number;
  readonly syn: number;
  readonly established: number;
  readonly firstFin: number;
  readonly secondFin: number;
  /** Heights of the horizontal lines between rows: below ESTABLISHED, between the FIN rows, and back to CLOSED. */
  readonly fork: number;
  readonly shortcut: number;
  readonly bottom: number;
  /** The lines at both sides that lead back to CLOSED. */
  readonly leftRail: number;
  readonly rightRail: number;
  /** Upper edge of the boxes around active and passive close, and how far they reach beyond their states. */
  readonly boxTop: number;
  readonly boxBottom: number;
  readonly boxMargin: number;
  /** Distance between parallel lines. */
  readonly lane: number;
  readonly radius: number;
  /** Absent where there is no room for labels: the caption below the figure reads a transition out instead. */
  readonly label?: { readonly above: number; readonly below: number; readonly line: number };
  readonly token: { readonly width: number; readonly height: number; readonly pitch: number };
  /** The counts on the arrows: the height of each, and the width of one character and of the ends. */
  readonly bead: { readonly height: number; readonly character: number; readonly ends: number };
}

/** Where things stand on a state's card, from its left top corner. */
export interface Face {
  /** From both sides. */
  readonly pad: number;
  /** Baselines. */
  readonly name: number;
  readonly icon: number;
  readonly count: number;
  readonly cutOff: number;
  readonly rate: number;
  readonly spark: { readonly top: number; readonly width: number; readonly height: number };
  readonly meter: number;
}

export const wide: Metrics = {
  name: 'wide',
  width: 1004,
  height: 900,
  node: { width: 172, height: 72 },
  bound: { width: 120, height: 36 },
  face: {
    pad: 13,
    name: 20,
    icon: 23,
    count: 42,
    cutOff: 40,
    rate: 60,
    spark: { top: 48.5, width: 84, height: 12 },
    meter: 65,
  },
  left: 150,
  middle: 502,
  right: 854,
  closed: 42,
  listen: 186,
  syn: 290,
  established: 384,
  fork: 492,
  firstFin: 584,
  shortcut: 674,
  secondFin: 758,
  bottom: 887,
  leftRail: 22,
  rightRail: 982,
  boxTop: 530,
  boxBottom: 857,
  boxMargin: 24,
  lane: 18,
  radius: 14,
  label: { above: 12, below: 20, line: 15 },
  token: { width: 208, height: 17.5, pitch: 18.5 },
  bead: { height: 15, character: 7.2, ends: 8 },
};

/** As high as the wide drawing, with longer arrows and wider states. */
export const broad: Metrics = {
  ...wide,
  name: 'broad',
  width: 1480,
  node: { width: 236, height: 72 },
  face: { ...wide.face, spark: { ...wide.face.spark, width: 146 } },
  left: 206,
  middle: 740,
  right: 1274,
  leftRail: 26,
  rightRail: 1454,
  boxMargin: 28,
  token: { ...wide.token, width: 260 },
};

export const medium: Metrics = {
  name: 'medium',
  width: 740,
  height: 842,
  node: { width: 142, height: 66 },
  bound: { width: 120, height: 32 },
  face: {
    pad: 8,
    name: 17,
    icon: 20,
    count: 37,
    cutOff: 36,
    rate: 54,
    spark: { top: 43, width: 68, height: 12 },
    meter: 59,
  },
  left: 112,
  middle: 370,
  right: 628,
  closed: 38,
  listen: 172,
  syn: 267,
  established: 358,
  fork: 458,
  firstFin: 543,
  shortcut: 633,
  secondFin: 707,
  bottom: 829,
  leftRail: 9,
  rightRail: 731,
  boxTop: 492,
  boxBottom: 802,
  boxMargin: 16,
  lane: 15,
  radius: 12,
  label: { above: 10.5, below: 17.5, line: 14 },
  token: { width: 156, height: 16, pitch: 17.5 },
  bead: { height: 13, character: 6.4, ends: 5 },
};

export const compact: Metrics = {
  name: 'compact',
  width: 400,
  height: 679,
  node: { width: 106, height: 56 },
  bound: { width: 100, height: 26 },
  face: {
    pad: 6,
    name: 14,
    icon: 15,
    count: 30,
    cutOff: 29.5,
    rate: 45,
    spark: { top: 35.5, width: 42, height: 10 },
    meter: 50,
  },
  left: 64,
  middle: 200,
  right: 336,
  closed: 34,
  listen: 151,
  syn: 228,
  established: 305,
  fork: 393,
  firstFin: 443,
  shortcut: 514,
  secondFin: 579,
  bottom: 672,
  leftRail: 4,
  rightRail: 396,
  boxTop: 405,
  boxBottom: 659,
  boxMargin: 5,
  lane: 13,
  radius: 9,
  token: { width: 118, height: 15, pitch: 16 },
  bead: { height: 12, character: 5.6, ends: 5 },
};
