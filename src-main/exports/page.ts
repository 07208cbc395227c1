import { escapeXml } from '../report/xmlText.ts'
import type { DrawnChart } from './drawnChart.ts'
import type { PrintedTable } from './table.ts'

/** What a page shows, in its order. */
export interface PageContent {
  readonly title: string
  readonly language: string
  /** The verdict in the report's words; empty: there is none. */
  readonly verdict: readonly string[]
  readonly tables: readonly PrintedTable[]
  readonly charts: readonly DrawnChart[]
  /** What the figures rest on. */
  readonly sourcesTitle: string
  readonly sources: readonly { readonly title: string; readonly address: string }[]
  readonly foot: string
}

/** Light and dark as the reader's system has it; on paper always light. Charts keep their white paper. */
const STYLE = `:root{color-scheme:light dark;--ink:#14181d;--soft:#4d5661;--line:#c9ced4;--paper:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebee;--soft:#a7afb9;--line:#454d57;--paper:#14181d}}
body{margin:2rem auto;padding:0 1rem;max-width:60rem;color:var(--ink);background:var(--paper);font:15px/1.5 system-ui,sans-serif}
h1,h2,p,td,th,li{overflow-wrap:anywhere}
.wide{overflow-x:auto}
table{border-collapse:collapse;table-layout:fixed;width:100%;font-size:13px}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:top}
th:first-child,td:first-child{text-align:left}
figure{margin:1.5rem 0;break-inside:avoid}
figure svg{max-width:100%;height:auto}
footer,.soft{color:var(--soft);font-size:13px}
@media print{:root{--ink:#000;--soft:#444;--line:#999;--paper:#fff}body{margin:0;max-width:none}.wide{overflow:visible}tr{break-inside:avoid}}`

/** A page that needs nothing else: no script, nothing that is fetched, and no address that is followed by itself. */
export function pageText(page: PageContent): string {
  const { title, language, verdict, tables, charts, sourcesTitle, sources, foot } = page
  const [headline, ...rest] = verdict
  return [
    `<!doctype html><html lang="${attribute(language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeXml(title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escapeXml(title)}</h1>`,
    headline === undefined ? '' : `<p><strong>${escapeXml(headline)}</strong></p>`,
    ...rest.map((line) => `<p class="soft">${escapeXml(line)}</p>`),
    ...tables.map(tableHtml),
    ...charts.map(({ svg }) => `<figure>${svg.trim()}</figure>`),
    `<h2>${escapeXml(sourcesTitle)}</h2><ul>`,
    ...sources.map(
      ({ title: of, address }) => `<li>${escapeXml(of)} <span class="soft">${escapeXml(address)}</span></li>`,
    ),
    `</ul><footer>${escapeXml(foot)}</footer></body></html>`,
    '',
  ].join('\n')
}

function tableHtml({ title, heads, rows }: PrintedTable): string {
  const line = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeXml(cell)}</${tag}>`).join('')}</tr>`
  const body = rows.map((row) => line('td', row)).join('\n')
  return `<h2>${escapeXml(title)}</h2><div class="wide"><table><thead>${line('th', heads)}</thead><tbody>${body}</tbody></table></div>`
}

const attribute = (text: string): string => escapeXml(text).replaceAll('"', '&quot;')
