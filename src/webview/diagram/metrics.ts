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
  height: 916,
  node: { width: 164, height: 60 },
  bound: { width: 120, height: 36 },
  left: 150,
  middle: 502,
  right: 854,
  closed: 44,
  listen: 178,
  syn: 300,
  established: 420,
  fork: 528,
  firstFin: 618,
  shortcut: 708,
  secondFin: 782,
  bottom: 902,
  leftRail: 22,
  rightRail: 982,
  boxTop: 562,
  boxBottom: 874,
  boxMargin: 24,
  lane: 18,
  radius: 14,
  label: { above: 9, below: 18, line: 15 },
  token: { width: 206, height: 17, pitch: 18.5 },
};

export const medium: Metrics = {
  name: 'medium',
  width: 740,
  height: 858,
  node: { width: 142, height: 54 },
  bound: { width: 114, height: 32 },
  left: 112,
  middle: 370,
  right: 628,
  closed: 38,
  listen: 164,
  syn: 278,
  established: 390,
  fork: 492,
  firstFin: 576,
  shortcut: 660,
  secondFin: 730,
  bottom: 846,
  leftRail: 9,
  rightRail: 731,
  boxTop: 524,
  boxBottom: 819,
  boxMargin: 16,
  lane: 15,
  radius: 12,
  label: { above: 8, below: 16.5, line: 14 },
  token: { width: 156, height: 16, pitch: 17.5 },
};

export const compact: Metrics = {
  name: 'compact',
  width: 400,
  height: 654,
  node: { width: 112, height: 46 },
  bound: { width: 104, height: 26 },
  left: 68,
  middle: 200,
  right: 332,
  closed: 32,
  listen: 124,
  syn: 204,
  established: 294,
  fork: 372,
  firstFin: 430,
  shortcut: 506,
  secondFin: 558,
  bottom: 646,
  leftRail: 4,
  rightRail: 396,
  boxTop: 388,
  boxBottom: 634,
  boxMargin: 5,
  lane: 12,
  radius: 9,
  token: { width: 118, height: 15, pitch: 16 },
};
