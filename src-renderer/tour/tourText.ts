import type { Levers, LeverEffect } from '#shared/domain/analysis/levers.ts'
import { rooflineData, ridgePoint } from '#shared/charts/roofline/rooflineData.ts'
import { resourceWord } from '#shared/words/labels.ts'
import { letterAndName, letterOf, memoryWordOf } from '#shared/words/scenario.ts'
import { percentText } from '#shared/words/text.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { formatDelta, formatText } from '#shared/units/format.ts'
import { wordingText } from '#shared/words/say.ts'

/** What the tour has to say, beyond the scenario itself: the same scenario under other loads, and its levers. */
export interface TourAnswers {
  /** With `moreRequests` in flight; null: not worked out yet, or it could not be. */
  readonly moreRequests: ScenarioResult | null
  /** With `longerInput`; null as above. */
  readonly longerContext: ScenarioResult | null
  readonly levers: Levers | null
}

/** One step of the tour: a heading and two or three sentences. */
export interface TourText {
  readonly title: string
  readonly sentences: readonly string[]
}

const BATCH_FACTOR = 4
const CONTEXT_FACTOR = 8

/** Requests in flight of the larger batch: four times those of the scenario, as far as a workload may go. */
export function moreRequests(workload: Workload): number {
  return Math.min(1_000_000, workload.concurrency * BATCH_FACTOR)
}

/** Input tokens of the longer context: eight times those of the scenario, as far as a workload may go. */
export function longerInput(workload: Workload): number {
  return Math.min(10_000_000, workload.inputTokens * CONTEXT_FACTOR)
}

const WORKING = 'The numbers of the other load are being worked out.'

/** "8.53 ms", "Unknown". @param value seconds */
const time = (value: number | null) => formatText(value, 'seconds')
const bytes = (value: number) => formatText(value, 'bytes')
const speed = (value: number | null) => formatText(value, 'tokensPerSecond')

/** ", +12 %", or nothing where the two cannot be compared. */
function change(after: number | null, now: number | null, dimension: 'seconds' | 'tokensPerSecond'): string {
  const { text } = formatDelta(after, now, dimension)
  return text === '' ? '' : ` (${text})`
}

/**
 * The five steps of the tour for one scenario: what a token moves, where the wall stands, what batch and context change,
 * and what would move the wall. Every number is one the engine computed.
 * @param scenario the scenario the charts show; null: nothing is evaluated yet
 */
export function tourTexts(scenario: EvaluatedScenario | null, answers: TourAnswers): readonly TourText[] {
  const titles = [
    'What one token must move',
    'Where the wall stands',
    'What batch changes',
    'What the context changes',
    'What would move the wall',
  ] as const
  const all = (sentences: readonly string[]) => titles.map((title) => ({ title, sentences }))
  if (scenario === null) return all(['The scenario is being evaluated.'])
  if (scenario.result.binding === null) {
    return all([
      `${letterAndName(scenario)} gives no times: ${wordingText(scenario.result.fit.reason)}`,
      'Change its inputs, or choose another scenario by its column head.',
    ])
  }
  const parts = [
    movedByToken(scenario),
    wall(scenario, scenario.result.binding),
    batch(scenario, answers.moreRequests),
    context(scenario, answers.longerContext),
    levers(scenario, answers.levers),
  ] as const
  return titles.map((title, index) => ({ title, sentences: parts[index] ?? [] }))
}

function movedByToken(scenario: EvaluatedScenario): string[] {
  const { workingSet, batch: batched, metrics, fit } = scenario.result
  const level = scenario.result.ladder.find((each) => each.level === fit.level)?.name ?? 'memory'
  const share = metrics.movementShare.value
  return [
    `A step of decode on ${letterAndName(scenario)} reads ${bytes(workingSet.weights)} of weights and ${bytes(workingSet.kv)} of KV cache from ${level}, in the whole system.`,
    `It makes the next token of ${formatText(batched.decode, 'count', { digits: 3 })} requests at once.`,
    share === null
      ? `A token takes ${time(metrics.tpot.value)} (TPOT). The bars show where the time goes.`
      : `A token takes ${time(metrics.tpot.value)} (TPOT), and for ${percentText(share)} of it data moves off the die. The bars show where the time goes.`,
  ]
}

function wall(scenario: EvaluatedScenario, binding: NonNullable<ScenarioResult['binding']>): string[] {
  const memory = memoryWordOf([scenario])
  const data = rooflineData(scenario)
  const flat = data.computes.find(({ main }) => main)
  const slope = data.bandwidths.find(({ level }) => level === scenario.result.fit.level)
  const largest = data.dots.filter(({ phase }) => phase === 'decode').toSorted((one, two) => two.share - one.share)[0]
  const sentences: string[] = []
  if (flat && slope) {
    const ridge = ridgePoint(slope.bytesPerSecond, flat.flopsPerSecond)
    sentences.push(
      `${slope.name} brings ${formatText(slope.bytesPerSecond, 'bytesPerSecond')}; ${flat.name} computes ${formatText(flat.flopsPerSecond, 'flopsPerSecond')}. They meet at ${formatText(ridge, 'flopsPerByte')}: left of it memory is the wall.`,
    )
    if (largest) {
      sentences.push(
        `In decode, ${largest.label} does ${formatText(largest.intensity, 'flopsPerByte')}, ${largest.intensity < ridge ? 'left' : 'right'} of that point.`,
      )
    }
  }
  const one = (phase: 'decode' | 'prefill') =>
    `${resourceWord(binding[phase].resource, memory)} (${percentText(binding[phase].share)} of its time)`
  sentences.push(`Most of a decode step waits for ${one('decode')}; prefill waits for ${one('prefill')}.`)
  return sentences
}

function batch(scenario: EvaluatedScenario, more: ScenarioResult | null): string[] {
  const { result, resolved } = scenario
  const { concurrency } = resolved.workload
  const now = `With ${formatText(concurrency, 'count')} requests in flight a token takes ${time(result.metrics.tpot.value)} and the system makes ${speed(result.metrics.systemThroughput.value)}.`
  const rule = 'All requests of a step share one reading of the weights; each has a KV cache of its own.'
  if (more === null) return [rule, now, WORKING]
  const requests = formatText(moreRequests(resolved.workload), 'count')
  if (more.binding === null) return [rule, now, `With ${requests} it does not run: ${wordingText(more.fit.reason)}`]
  const { tpot, systemThroughput } = more.metrics
  return [
    rule,
    now,
    `With ${requests} it would be ${time(tpot.value)}${change(tpot.value, result.metrics.tpot.value, 'seconds')} and ${speed(systemThroughput.value)}${change(systemThroughput.value, result.metrics.systemThroughput.value, 'tokensPerSecond')}. Drag this input to see where it stops paying.`,
  ]
}

function context(scenario: EvaluatedScenario, longer: ScenarioResult | null): string[] {
  const { result, resolved } = scenario
  const { inputTokens, outputTokens } = resolved.workload
  const { fit } = result
  const room = fit.usable === null ? '' : `, of ${bytes(fit.usable)} usable`
  const now = `Every token of the context stays in the KV cache: with ${formatText(inputTokens, 'count')} in and ${formatText(outputTokens, 'count')} out, ${letterOf(scenario)} holds ${bytes(fit.kv)} of it beside ${bytes(fit.weights)} of weights${room}.`
  if (longer === null) return [now, WORKING]
  const tokens = formatText(longerInput(resolved.workload), 'tokens')
  const held = `With an input of ${tokens} it is ${bytes(longer.fit.kv)}`
  if (longer.binding === null) return [now, `${held}, and it does not run: ${wordingText(longer.fit.reason)}`]
  const { tpot, ttft } = longer.metrics
  return [
    now,
    `${held}: a token takes ${time(tpot.value)}${change(tpot.value, result.metrics.tpot.value, 'seconds')}, the first one ${time(ttft.value)}${change(ttft.value, result.metrics.ttft.value, 'seconds')}. On this ladder the line of weights + KV moves to the right.`,
  ]
}

/** The lever that moves a number furthest in the direction wanted; null: none moves it so. */
function strongest(levers: Levers, key: 'tpot' | 'systemThroughput', less: boolean): LeverEffect | null {
  const now = levers.now[key]
  if (now === null) return null
  const gain = (lever: LeverEffect) => {
    const after = lever.after?.fits ? lever.after[key] : null
    return after === null || after === undefined ? 0 : (after - now) * (less ? -1 : 1)
  }
  const best = levers.levers.toSorted((one, two) => gain(two) - gain(one))[0]
  return best && gain(best) > 0 ? best : null
}

function levers(scenario: EvaluatedScenario, answer: Levers | null): string[] {
  if (answer === null || answer.scenario !== scenario.id) return ['The levers are being tried one by one.']
  const { now } = answer
  const faster = strongest(answer, 'tpot', true)
  const more = strongest(answer, 'systemThroughput', false)
  const said = (lever: LeverEffect, key: 'tpot' | 'systemThroughput') => {
    const after = lever.after?.[key] ?? null
    return key === 'tpot'
      ? `${time(now.tpot)} to ${time(after)}${change(after, now.tpot, 'seconds')}`
      : `${speed(now.systemThroughput)} to ${speed(after)}${change(after, now.systemThroughput, 'tokensPerSecond')}`
  }
  return [
    faster === null
      ? `None of ${answer.levers.length} levers tried on ${letterOf(scenario)} shortens a token.`
      : `Of ${answer.levers.length} levers tried on ${letterOf(scenario)}, one alone shortens a token most: “${faster.label}”, from ${said(faster, 'tpot')}.`,
    ...(more === null
      ? []
      : [
          more.id === faster?.id
            ? `It also adds most throughput: ${said(more, 'systemThroughput')}.`
            : `Most throughput comes from “${more.label}”: ${said(more, 'systemThroughput')}.`,
        ]),
    'Use takes a lever as one step that can be undone.',
  ]
}
