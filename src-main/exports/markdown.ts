import type { PrintedTable } from './table.ts'

/** What Markdown or the HTML in it would take for more than a letter. */
const MARKUP = /[\\`*_{}[\]<>#|~!$]/g

/** A table as GitHub renders it. @param lead lines before it, each a paragraph @param foot the source */
export function markdownText(title: string, { title: of, heads, rows }: PrintedTable, foot: string): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`
  return [
    `# ${markdownCell(title)}`,
    '',
    `## ${markdownCell(of)}`,
    '',
    line(heads),
    `| ${heads.map((_, index) => (index === 0 ? '---' : '---:')).join(' | ')} |`,
    ...rows.map(line),
    '',
    markdownCell(foot),
    '',
  ].join('\n')
}

/** A text on one line that says nothing but itself. */
export function markdownCell(text: string): string {
  const plain = text
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll(MARKUP, (sign) => (sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : `\\${sign}`))
  // An address alone would become a link.
  return plain.replaceAll(/(https?|ftp|mailto):|\bwww\./gi, (start) => `${start.slice(0, -1)}\u2060${start.slice(-1)}`)
}
