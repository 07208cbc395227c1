/**
 * Makes an SVG of ECharts' server-side renderer the same on every run: instance numbers in ids and classes are
 * replaced by the order in which they appear; the hover style sheet and the marks for hydration are dropped.
 * @param svg the renderer's text
 * @param prefix of the ids; pictures that share one HTML page need one each
 * @returns the text with stable ids, one element a line
 */
export function normaliseSvg(svg: string, prefix = 'm'): string {
  const names = new Map<string, string>()
  const stable = (name: string): string => {
    const known = names.get(name)
    if (known !== undefined) return known
    const next = `${prefix}${names.size}`
    names.set(name, next)
    return next
  }
  return (
    svg
      .replace(/<style[^>]*>[\s\S]*?<\/style>\s*/g, '')
      // An attribute written only for the style sheet just dropped.
      .replace(/ class="zr\d+-cls-\d+"/g, '')
      .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '')
      .replace(/zr\d+-[a-z]+-?\d+/g, stable)
      .replace(/>\s*</g, '>\n<')
      .trim() + '\n'
  )
}
