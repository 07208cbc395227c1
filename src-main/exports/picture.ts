import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { DrawnChart } from './drawnChart.ts'

/** Dots of the picture a CSS pixel: sharp on a slide and on paper. */
const DOTS = 3

let loading: Promise<void> | null = null

/** Loads what draws pictures, once: the WASM file of the package, and nothing is fetched. */
function loaded(): Promise<void> {
  return (loading ??= readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')).then(
    (bytes) => initWasm(bytes),
  ))
}

/** A chart as PNG. No fonts are asked for: its letters are outlines already. */
export async function pictureOf({ svg }: DrawnChart): Promise<Uint8Array> {
  await loaded()
  const drawing = new Resvg(svg, { fitTo: { mode: 'zoom', value: DOTS }, font: { loadSystemFonts: false } })
  const image = drawing.render()
  try {
    // A copy of its own: the memory of the drawing is given back.
    return image.asPng().slice()
  } finally {
    image.free()
    drawing.free()
  }
}
