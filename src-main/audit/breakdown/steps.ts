import { at } from '../timeline/column.ts'
import type { Timeline } from '../timeline/timeline.ts'
import type { Sliced } from '../timeline/watch.ts'
import { sortRows } from '../sweep/sortRows.ts'

/** What a step serves; null: its name does not say. */
export interface StepLoad {
  readonly kind: 'prefill' | 'decode' | 'mixed' | 'training' | 'step'
  readonly decodeRequests: number | null
  /** Tokens that the decoding requests have in the cache, together. */
  readonly contextTokens: number | null
  readonly prefillRequests: number | null
  readonly prefillTokens: number | null
}

/** One step as the program named it, on the clock of the host. */
export interface Step extends StepLoad {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** How engines name their steps, the innermost first: where a trace has several kinds, the first of these counts. */
const NAMES: readonly (readonly [pattern: RegExp, load: (match: RegExpExecArray) => StepLoad])[] = [
  [
    /^execute_\d+_context_(\d+)\(sq(\d+)sk\d+[^)]{0,200}\)_generation_(\d+)\(sq\d+sk(\d+)/,
    ([, prompts, promptTokens, requests, context]) => serving(prompts, promptTokens, requests, context),
  ],
  [
    /^execute_context_(\d+)\((\d*)[\d_]*\)_generation_(\d+)\(/,
    ([, prompts, promptTokens, requests]) => serving(prompts, promptTokens, requests, undefined),
  ],
  [
    /^step\[(DECODE|EXTEND|PREFILL|MIXED)\s{1,4}bs=(\d+)(?:[^\]]{0,200}?(?:toks?|tokens)=(\d+))?/i,
    ([, phase = '', requests, tokens]) =>
      /decode/i.test(phase)
        ? serving('0', '0', requests, undefined)
        : { ...serving(requests, tokens, '0', undefined), kind: /mixed/i.test(phase) ? 'mixed' : 'prefill' },
  ],
  [
    /^ProfilerStep\s{0,4}#?\s{0,4}\d+/,
    () => ({
      kind: 'training',
      decodeRequests: null,
      contextTokens: null,
      prefillRequests: null,
      prefillTokens: null,
    }),
  ],
]

function serving(
  prompts: string | undefined,
  promptTokens: string | undefined,
  requests: string | undefined,
  context: string | undefined,
): StepLoad {
  const [prefillRequests, decodeRequests] = [count(prompts) ?? 0, count(requests) ?? 0]
  const kind = prefillRequests > 0 ? (decodeRequests > 0 ? 'mixed' : 'prefill') : 'decode'
  return {
    kind,
    decodeRequests,
    contextTokens: count(context),
    prefillRequests,
    prefillTokens: prefillRequests === 0 ? 0 : count(promptTokens),
  }
}

function count(digits: string | undefined): number | null {
  return digits === undefined || digits === '' ? null : Number(digits)
}

/** What the name of an annotation says of a step; null: it names none. `rank`: of several kinds the lowest counts. */
export function stepLoad(name: string): (StepLoad & { readonly rank: number }) | null {
  for (const [rank, [pattern, load]] of NAMES.entries()) {
    const match = pattern.exec(name)
    if (match !== null) return { ...load(match), rank }
  }
  return null
}

/** Most steps that are told apart. */
const MOST_STEPS = 100_000
const SLICE = 1 << 12

/** The steps of a trace in order, none within another: an annotation that begins within a step is no step beside it. */
export function* stepsOf({ annotations, names }: Timeline): Sliced<readonly Step[]> {
  const loads = new Map<number, ReturnType<typeof stepLoad>>()
  const found: { readonly step: Step; readonly rank: number }[] = []
  for (let row = 0; row < annotations.length && found.length < MOST_STEPS; row++) {
    if (row % SLICE === SLICE - 1) yield
    const number = at(annotations.name, row)
    const name = names[number] ?? ''
    const known = loads.get(number)
    const load = known === undefined ? stepLoad(name) : known
    loads.set(number, load)
    const duration = at(annotations.duration, row)
    if (load === null || duration <= 0) continue
    const { rank, ...served } = load
    const from = at(annotations.start, row)
    found.push({ step: { name, from, to: from + duration, ...served }, rank })
  }
  const best = found.reduce((rank, one) => Math.min(rank, one.rank), Infinity)
  const steps = found.filter(({ rank }) => rank === best).map(({ step }) => step)
  const order = yield* sortRows(steps.length, (one, other) => (steps[one] as Step).from < (steps[other] as Step).from)
  let last = -Infinity
  return Array.from(order, (row) => steps[row] as Step).filter(({ from, to }) => {
    if (from < last) return false
    last = to
    return true
  })
}
