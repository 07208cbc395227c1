import { say } from '#shared/words/say.ts'
import { own, type Json } from '../huggingFace/fields.ts'
import type { Table } from '../tables/csv.ts'
import { NO_LOAD } from './inFlight.ts'
import { addRun, positive, refuse, type Found } from './reading.ts'

/** Whether an object is a line of `llama-bench -o json`. */
export function isLlamaBench(value: Json): boolean {
  return own(value, 'n_prompt') !== undefined && own(value, 'n_gen') !== undefined && own(value, 'avg_ts') !== undefined
}

/**
 * A test: tokens of prompt and answer, one after the other for a lone request, and tokens/s over both. At a depth (`-d`) so
 * many tokens are in the cache before it begins: answers then have that context, and prompts are no whole ones.
 */
function add(found: Found, where: string, prompt: number, answer: number, depth: number, rate: number): void {
  found.assumed.add(say('measurements.oneRequestAtATime'))
  if (prompt > 0 && answer > 0) {
    refuse(found, `${where} measures prompt and answer together, which cannot be parted.`)
    return
  }
  const decodes = answer > 0
  if (!decodes && depth > 0) {
    refuse(found, say('measurements.atDepth', { where, tokens: prompt, depth }))
    return
  }
  if (decodes && depth === 0) found.assumed.add('Answers of llama-bench begin without a prompt: one token is taken.')
  addRun(found, {
    where,
    load: { ...NO_LOAD, limit: 1 },
    inputTokens: decodes ? Math.max(1, depth) : prompt,
    outputTokens: decodes ? answer : 1,
    tpotMilliseconds: decodes ? 1000 / rate : null,
    ttftMilliseconds: decodes ? null : (1000 * prompt) / rate,
  })
}

/** How far tokens over their mean time may be from the mean of the rates, which repeats spread apart. */
const AT_ODDS = 0.2

/** Whether tokens over time are the rate; true where the time is not said. */
function isConsistent(run: Json, rate: number): boolean {
  const [tokens, nanoseconds] = [count(run, 'n_prompt') + count(run, 'n_gen'), positive(own(run, 'avg_ns'))]
  return nanoseconds === null || Math.abs((tokens * 1e9) / nanoseconds / rate - 1) < AT_ODDS
}

const count = (run: Json, key: string): number => positive(own(run, key)) ?? 0

/** One line of `llama-bench -o json`, `jsonl` or, as cells by title, `csv`. */
export function addLlamaBench(found: Found, run: Json, where: string): void {
  const rate = positive(own(run, 'avg_ts'))
  if (rate === null) {
    refuse(found, `${where} has no tokens per second.`)
    return
  }
  if (!isConsistent(run, rate)) {
    refuse(found, say('measurements.odds', { where }))
    return
  }
  add(found, where, count(run, 'n_prompt'), count(run, 'n_gen'), count(run, 'n_depth'), rate)
}

/** Whether text is the table llama-bench prints. */
export function isLlamaBenchMarkdown(text: string): boolean {
  return /^\|[^\n]*\btest\b[^\n]*\|[^\n]*t\/s[^\n]*\|/m.test(text)
}

/** The table llama-bench prints: "| llama 8B Q4_K | … | pp512 | 1234.56 ± 7.8 |". */
export function addLlamaBenchMarkdown(found: Found, text: string): void {
  const lines = text.split(/\r?\n/).filter((line) => line.trim().startsWith('|'))
  const cellsOf = (line: string): string[] =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim())
  const head = lines.findIndex((line) => /\btest\b/.test(line) && line.includes('t/s'))
  const titles = cellsOf(lines[head] ?? '')
  const [testAt, rateAt] = [titles.indexOf('test'), titles.indexOf('t/s')]
  for (const [index, line] of lines.slice(head + 1).entries()) {
    if (/^[|\s:-]+$/.test(line)) continue
    const cells = cellsOf(line)
    const [, prompt, answer, depth] = /^(?:pp(\d+))?\+?(?:tg(\d+))?(?:\s*@\s*d(\d+))?$/.exec(cells[testAt] ?? '') ?? []
    const rate = positive((cells[rateAt] ?? '').split('±')[0])
    const where = `Line ${index + 1} of the table`
    if ((prompt === undefined && answer === undefined) || rate === null) {
      refuse(found, `${where} is no test of prompt (pp) or answer (tg).`)
      continue
    }
    add(found, where, Number(prompt ?? 0), Number(answer ?? 0), Number(depth ?? 0), rate)
  }
}

/**
 * The tests of `llama-bench -o csv`. Its own documentation has lines of a cell less than there are titles, a column having
 * come in between: what is measured stands at the end, so cells are counted from there, and the rate is held against the time.
 */
export function addLlamaBenchTable(found: Found, { titles, rows }: Table): void {
  for (const { line, cells } of rows) {
    const missing = titles.length - cells.length
    if (missing > 0) found.assumed.add(say('measurements.fewerCells'))
    const run = Object.fromEntries(titles.map((title, index) => [title, cells[index - missing] ?? '']))
    addLlamaBench(found, run, `Line ${line}`)
  }
}

/** Whether a table is llama-bench's. */
export function isLlamaBenchTable({ titles }: Table): boolean {
  return titles.includes('n_prompt') && titles.includes('n_gen') && titles.includes('avg_ts')
}
