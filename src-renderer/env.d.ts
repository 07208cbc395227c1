/// <reference types="vite/client" />

/** ECharts' own painter of hatches, which its types leave out. */
declare module 'echarts/lib/util/decal.js' {
  /** A hatch, as charts name it. */
  export interface Decal {
    readonly symbolSize?: number
    readonly backgroundColor?: string
  }
  /** A fill that repeats a picture. */
  export interface Pattern {
    readonly image: unknown
  }
  export function createOrUpdatePatternFromDecal(
    decal: Decal,
    screen: { getDevicePixelRatio(): number; getZr(): { readonly painter: { readonly type: string } } },
  ): Pattern
}
