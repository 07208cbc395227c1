import { isMeasured } from '#shared/domain/calibrationUse.ts'
import type { Explanation, ExplanationTerm, LedgerEntry, Metric, Resource } from '#shared/domain/result.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { amount } from '#shared/units/amount.ts'
import type { Plan } from '../serving/plan.ts'
import { explainSpending } from './explainSpending.ts'
import type { Facts } from './explanationFacts.ts'
import { term } from './explanationTerm.ts'

/** Path of the figure a resource's time follows from, as the inspector names it. */
function path(plan: Plan, resource: Resource): string | undefined {
  const figure = figurePath(plan, resource)
  return figure === undefined ? undefined : `hardware.${figure}`
}

function figurePath(plan: Plan, resource: Resource): string | undefined {
  if (resource === 'memory' || resource === 'sram') return `memory.${plan.machine.serving.levelId}.bandwidth`
  if (resource === 'link') return plan.machine.link === null ? 'scaleOut.bandwidth' : 'scaleUp.bandwidth'
  if (resource === 'compute') {
    const format = plan.machine.peaks[plan.calibration.precision].format
    return format === null ? undefined : `peaks.${format}`
  }
  if (resource === 'host') {
    const external = plan.machine.profile.memory.find((level) => level.kind === 'external')
    return external ? `memory.${external.id}.bandwidth` : 'hostLink.bandwidth'
  }
  return undefined
}

function grade(plan: Plan, resource: Resource): ExplanationTerm['grade'] {
  const { profile } = plan.machine
  if (resource === 'memory' || resource === 'sram') {
    return profile.memory.find((level) => level.id === plan.machine.serving.levelId)?.bandwidth.grade ?? null
  }
  if (resource === 'link') return (profile.scaleUp ?? profile.scaleOut)?.bandwidth.grade ?? null
  if (resource === 'compute') {
    const format = plan.machine.peaks[plan.calibration.precision].format
    return (format === null ? null : profile.peaks[format]?.grade) ?? 'estimate'
  }
  if (resource === 'host') return profile.memory.find((level) => level.kind === 'external')?.bandwidth.grade ?? null
  return plan.serving.points > 0 ? 'measured' : 'estimate'
}

/** Where the inspector has the figures of a plan's device: those of a prefill pool on another one have a place of their own. */
function placeOf({ plan, prompts }: Facts, of: Plan): string {
  return of === prompts && prompts.machine.profile.id !== plan.machine.profile.id ? 'prefill.' : ''
}

/** The ledger's causes of some phases as terms, longest first. @param of the plan that the phases run */
function causes(facts: Facts, of: Plan, phases: readonly LedgerEntry['phase'][]): ExplanationTerm[] {
  const sums = new Map<string, { entry: LedgerEntry; seconds: number; bytes: number }>()
  for (const entry of facts.ledger) {
    if (!phases.includes(entry.phase)) continue
    const key = `${entry.cause}|${entry.level}|${entry.resource}`
    const sum = sums.get(key)
    if (sum) {
      sum.seconds += entry.seconds
      sum.bytes += entry.bytes
    } else sums.set(key, { entry, seconds: entry.seconds, bytes: entry.bytes })
  }
  return [...sums.values()]
    .filter((sum) => sum.seconds > 0)
    .sort((first, second) => second.seconds - first.seconds)
    .map(({ entry, seconds, bytes }) => {
      const figure = path(of, entry.resource)
      const link = figure === undefined ? undefined : `${placeOf(facts, of)}${figure}`
      const { cause, level } = entry
      const expression: Wording =
        bytes > 0
          ? { code: 'note.moved', parameters: { bytes: amount(bytes, 'bytes'), level } }
          : { code: 'verbatim', parameters: { text: level } }
      return term(`cause.${cause}`, expression, seconds, 's', {
        resource: entry.resource,
        grade: grade(of, entry.resource),
        ...(link === undefined ? {} : { path: link }),
      })
    })
}

function uncertainty(plan: Plan, metric: 'tpot' | 'ttft'): Wording {
  if (!isMeasured(plan.serving.source)) return { code: 'uncertainty.unmeasured' }
  const residual = metric === 'tpot' ? plan.serving.tpot : plan.serving.ttft
  return { code: 'uncertainty.measured', parameters: { runs: residual.count, donor: plan.serving.donor } }
}

/** How far the runs of this model lie from all runs of its fit: already in every part, and named beside them. */
function levelTerm({ serving }: Plan, metric: 'tpot' | 'ttft'): ExplanationTerm[] {
  if (serving.level === null || serving.level[metric] === 1) return []
  const parameters = { runs: serving.level.points, donor: serving.donor }
  const value = serving.level[metric]
  return [term('term.modelLevel', { code: 'note.modelLevel', parameters }, value, '1', { grade: 'measured' })]
}

/** Why each headline number is what it is. */
export function explain(facts: Facts): Partial<Record<Metric, Explanation>> {
  const { latency, load, plan, prompts, devices } = facts
  const decodeTerms = causes(facts, plan, ['decode'])
  const promptTerms = causes(facts, prompts, ['prefill', 'transfer'])
  const timing = uncertainty(plan, 'tpot')
  const first = uncertainty(prompts, 'ttft')
  const requestTerm = term('term.requestRate', 'note.finishedPerSecond', latency.requestRate, '1/s')
  const outputRate = latency.requestRate * load.outputTokens
  return {
    tpot: {
      formula:
        decodeTerms.length > 0
          ? { code: 'formula.tpot', parameters: { causes: { sum: decodeTerms.map(({ label }) => label) } } }
          : { code: 'formula.tpotMeanStep' },
      terms: [...decodeTerms, ...levelTerm(plan, 'tpot')],
      uncertainty: timing,
    },
    ttft: {
      formula: { code: 'formula.ttft' },
      terms: [
        term('term.requestOverhead', 'note.servingStack', latency.requestOverhead, 's', {
          grade: 'estimate',
          resource: 'overhead',
        }),
        ...(latency.promptHost > 0
          ? [
              term('term.promptHost', 'note.promptHost', latency.promptHost, 's', {
                grade: 'estimate',
                resource: 'overhead',
              }),
            ]
          : []),
        term('cause.queue', 'note.waitingFor', latency.queue, 's', {
          resource: 'overhead',
        }),
        term(
          'term.prompt',
          {
            code: 'note.promptSteps',
            parameters: {
              steps: Number(latency.promptRuns.toPrecision(3)),
              tokens: Number(latency.promptStep.prefillTokens.toPrecision(3)),
            },
          },
          latency.promptRuns * latency.prompt.seconds,
          's',
        ),
        term('cause.kvTransfer', 'note.notHidden', latency.transfer, 's', { resource: 'link' }),
        ...promptTerms,
        ...levelTerm(prompts, 'ttft'),
      ],
      uncertainty: first,
    },
    e2e: {
      formula: { code: 'formula.e2e' },
      terms: [
        term('term.timeToFirstToken', 'note.seeThere', latency.ttft, 's'),
        term(
          'term.outputTokensButOne',
          { code: 'note.butOne', parameters: { tokens: load.outputTokens } },
          Math.max(0, load.outputTokens - 1),
          '1',
          {
            path: 'workload.outputTokens',
          },
        ),
        term('term.timePerOutputToken', 'note.seeThere', latency.tpot, 's'),
      ],
      uncertainty: first,
    },
    userSpeed: {
      formula: { code: 'formula.userSpeed' },
      terms: [term('term.timePerOutputToken', 'note.seeThere', latency.tpot, 's')],
      uncertainty: timing,
    },
    systemThroughput: {
      formula: { code: 'formula.systemThroughput' },
      terms: [
        term('term.requestsAtOnce', 'note.thoseThatFit', latency.inFlight, '1', { path: 'workload.concurrency' }),
        term('term.outputTokens', 'note.perRequest', load.outputTokens, '1', { path: 'workload.outputTokens' }),
        requestTerm,
      ],
      uncertainty: timing,
    },
    deviceThroughput: {
      formula: { code: 'formula.deviceThroughput' },
      terms: [
        term('term.outputTokensPerSecond', 'note.wholeDeployment', outputRate, 'tok/s'),
        term('term.devices', 'note.inTheDeployment', devices, '1', { path: 'deployment.devices' }),
      ],
      uncertainty: timing,
    },
    inputThroughput: {
      formula: { code: 'formula.inputThroughput' },
      terms: [
        requestTerm,
        term('term.inputTokens', 'note.perRequest', load.inputTokens, '1', { path: 'workload.inputTokens' }),
      ],
      uncertainty: timing,
    },
    movementShare: { formula: { code: 'formula.movementShare' }, terms: decodeTerms, uncertainty: timing },
    onDieShare: { formula: { code: 'formula.onDieShare' }, terms: decodeTerms, uncertainty: timing },
    prefill: {
      formula: { code: 'formula.prefill' },
      terms: promptTerms,
      uncertainty: first,
    },
    decodeStep: {
      formula: { code: 'formula.decodeStep' },
      terms: [
        term(
          'term.step',
          {
            code: 'note.stepOf',
            parameters: {
              requests: Number(latency.baseStep.decodeSequences.toPrecision(3)),
              tokens: Math.round(latency.baseStep.decodeContext),
            },
          },
          latency.base.seconds,
          's',
        ),
      ],
      uncertainty: timing,
    },
    ...explainSpending(facts),
  }
}
