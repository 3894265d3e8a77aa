/**
 * The measures of one drawing of the figure. There are three, so that its text is readable in a narrow editor column, in
 * half a window and across a whole screen; every one was set by hand, and test/webview checks that nothing overlaps.
 */
export interface Metrics {
  readonly name: 'compact' | 'medium' | 'wide';
  /** Of the viewBox. */
  readonly width: number;
  readonly height: number;
  readonly node: { readonly width: number; readonly height: number };
  readonly bound: { readonly width: number; readonly height: number };
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
}

export const wide: Metrics = {
  name: 'wide',
  width: 1004,
  height: 834,
  node: { width: 164, height: 60 },
  bound: { width: 120, height: 36 },
  left: 150,
  middle: 502,
  right: 854,
  closed: 44,
  listen: 168,
  syn: 262,
  established: 350,
  fork: 451,
  firstFin: 537,
  shortcut: 621,
  secondFin: 698,
  bottom: 820,
  leftRail: 22,
  rightRail: 982,
  boxTop: 486,
  boxBottom: 792,
  boxMargin: 24,
  lane: 18,
  radius: 14,
  label: { above: 9, below: 18, line: 15 },
  token: { width: 208, height: 17.5, pitch: 18.5 },
};

export const medium: Metrics = {
  name: 'medium',
  width: 740,
  height: 767,
  node: { width: 142, height: 54 },
  bound: { width: 114, height: 32 },
  left: 112,
  middle: 370,
  right: 628,
  closed: 36,
  listen: 150,
  syn: 236,
  established: 322,
  fork: 416,
  firstFin: 493,
  shortcut: 579,
  secondFin: 640,
  bottom: 754,
  leftRail: 9,
  rightRail: 731,
  boxTop: 448,
  boxBottom: 728,
  boxMargin: 16,
  lane: 15,
  radius: 12,
  label: { above: 8, below: 16.5, line: 14 },
  token: { width: 156, height: 16, pitch: 17.5 },
};

export const compact: Metrics = {
  name: 'compact',
  width: 400,
  height: 588,
  node: { width: 112, height: 46 },
  bound: { width: 104, height: 26 },
  left: 68,
  middle: 200,
  right: 332,
  closed: 32,
  listen: 116,
  syn: 190,
  established: 262,
  fork: 342,
  firstFin: 386,
  shortcut: 442,
  secondFin: 492,
  bottom: 581,
  leftRail: 4,
  rightRail: 396,
  boxTop: 352,
  boxBottom: 570,
  boxMargin: 5,
  lane: 12,
  radius: 9,
  token: { width: 118, height: 15, pitch: 16 },
};
