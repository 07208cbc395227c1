/** A circle as path data, so that every icon is a list of paths. */
const circle = (x: number, y: number, radius: number) =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`

/** Outline icons on a 16 px grid, 1.4 px strokes. Each is a list of SVG path data. */
export const ICONS = {
  brief: ['M3.5 2.8h9v10.7h-9z', 'M6 1.8h4v2H6z', 'M6 6.8h4M6 9h4M6 11.2h2.5'],
  compare: ['M2.5 3v10M6.2 6v7M9.8 4.5V13M13.5 8v5'],
  decide: ['M2.5 2.5v11h11', 'M4.5 5c3 0 3 5.5 8.5 6', 'M9.5 3.5h3v3'],
  library: ['M3 2.5h2.5v11H3zM5.5 2.5H8v11H5.5z', 'm9.3 3.4 2.3-.6 2.6 10-2.3.6z'],
  accuracy: [circle(8, 8, 4.6), circle(8, 8, 1.2), 'M8 1.6v2.8M8 11.6v2.8M1.6 8h2.8M11.6 8h2.8'],
  report: ['M4 1.8h5.5L12.5 5v9.2H4z', 'M9.3 2v3.2h3M6.2 8h4M6.2 10.8h4'],
  start: ['M2.5 7.5 8 2.8l5.5 4.7', 'M4 6.6v6.9h8V6.6', 'M6.7 13.5V9.8h2.6v3.7'],
  star: ['m8 2 1.8 3.8 4.2.5-3.1 2.8.9 4.1L8 11.1l-3.8 2.1.9-4.1L2 6.3l4.2-.5z'],
  more: ['M3.5 8h.01', 'M8 8h.01', 'M12.5 8h.01'],
  down: ['m4.5 6.5 3.5 3.5 3.5-3.5'],
  up: ['m4.5 9.5 3.5-3.5 3.5 3.5'],
  right: ['m6.5 4.5 3.5 3.5-3.5 3.5'],
  left: ['M9.5 4.5 6 8l3.5 3.5'],
  undo: ['M5.5 3 3 5.5 5.5 8', 'M3 5.5h6.2a3.6 3.6 0 0 1 0 7.2H6'],
  redo: ['M10.5 3 13 5.5 10.5 8', 'M13 5.5H6.8a3.6 3.6 0 0 0 0 7.2H10'],
  search: [circle(7, 7, 4.2), 'm10.2 10.2 3.3 3.3'],
  table: ['M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 3.5v9'],
  chart: ['M2.5 2.5v11h11', 'm4.5 10.5 3-4 2.5 2 3.5-5'],
  copy: ['M5.5 5.5h8v8h-8z', 'M10.5 5.5v-3h-8v8h3'],
  expand: ['M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5 9 7M2.5 13.5 7 9'],
  check: ['m3.5 8.5 3 3 6-7'],
  warn: ['M8 2.5 14 13H2z', 'M8 6.5v3M8 11.3v.01'],
  info: [circle(8, 8, 5.5), 'M8 7.3v3.6M8 5.1v.01'],
  settings: [
    circle(8, 8, 2),
    'M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4',
  ],
  close: ['m4 4 8 8M12 4l-8 8'],
  plus: ['M8 3v10M3 8h10'],
  minus: ['M3 8h10'],
  side: ['M2.5 3h11v10h-11zM6 3v10'],
  file: ['M4 1.8h5.5L12.5 5v9.2H4z', 'M9.3 2v3.2h3'],
  folder: ['M2 4h4.4l1.4 1.6H14v7H2z'],
  drop: ['M8 2.5v7M5 6.8l3 3 3-3M2.5 11v2.5h11V11'],
  save: ['M3 2.5h8L13.5 5v8.5h-11v-11z', 'M5 2.5v3.6h5V2.5M5 13.5V9.6h6v3.9'],
  pin: ['M6 2.5h4l-.6 4.2 2.4 2.1H4.2l2.4-2.1zM8 8.8v5'],
  filter: ['M2 3.5h12M4.5 8h7M6.5 12.5h3'],
  clock: [circle(8, 8, 5.5), 'M8 5v3.2l2 1.3'],
  external: ['M9.5 2.5h4v4M13.5 2.5 8 8M6.5 3.5h-4v10h10v-4'],
  trash: ['M3 4.5h10M6.2 4.5v-2h3.6v2M4.2 4.5l.6 9h6.4l.6-9'],
  lock: ['M3.5 7.5h9v6h-9z', 'M5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5'],
  unlock: ['M3.5 7.5h9v6h-9z', 'M5.5 7.5V5a2.5 2.5 0 0 1 4.8-.9'],
  image: ['M2.5 3.5h11v9h-11z', circle(5.7, 6.4, 1), 'm3 11.5 3.2-3 2 1.8 2.3-2.8 2.5 3.2'],
  edit: ['m3 13 .6-2.8 7.2-7.2 2.2 2.2-7.2 7.2z'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** Name of an icon. */
export type IconName = keyof typeof ICONS
