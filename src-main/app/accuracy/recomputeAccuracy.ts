import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Recomputed, WorstRow } from '#shared/contract/accuracy.ts'
import { CodedError } from '#shared/contract/errors.ts'
import type { AccuracyQuantity, AccuracyRow } from '#shared/domain/accuracy.ts'
import { WITHOUT_EXTRAS } from '#shared/domain/deployment.ts'
import type { Quantity } from '#shared/domain/comparedQuantity.ts'
import { REASON_WORDS } from '#shared/words/comparisonWords.ts'
import { SOFTWARE_STACKS } from '#shared/domain/software.ts'
import { quantile } from '../../engine/fitting/fit.ts'
import type { PredictFacts } from '../../engine/predict/predict.ts'
import { servingRequestSchema } from '../../engine/predict/request.ts'
import type { Request } from '../../engine/validation/reading.ts'
import type { Placed } from '../../engine/validation/summary.ts'
import { validate } from './validator.ts'

/** Comparisons read at most; more than any public table has. */
const MOST_COMPARED = 500_000
/** Points drawn at most. */
const MOST_POINTS = 6000
/** Worst rows listed at most, over all devices. */
const MOST_WORST = 200
/** Quantiles kept of each group. */
const STEPS = 20

/** The stored quantity of a compared one. Energies are not times, which is what the screen shows. */
const QUANTITIES: Readonly<Record<Exclude<Quantity, 'outputTokenEnergy'>, AccuracyQuantity>> = {
  gemm: 'gemm',
  gemmBlockScaled: 'gemm',
  attentionDecode: 'attentionDecode',
  attentionPrefill: 'attentionPrefill',
  mlaDecode: 'mlaDecode',
  mlaPrefill: 'mlaPrefill',
  moe: 'moe',
  moeBlockScaled: 'moe',
  allReduce: 'allReduce',
  allGather: 'allGather',
  reduceScatter: 'reduceScatter',
  allToAll: 'allToAll',
  expertExchange: 'exchange',
  collectiveBetweenNodes: 'betweenNodes',
  tpotAggregated: 'tpot',
  ttftAggregated: 'ttft',
  tpotDisaggregated: 'tpotDisaggregated',
  ttftDisaggregated: 'ttftDisaggregated',
  tpotMedian: 'tpot',
  ttftMedian: 'ttft',
  interTokenMedian: 'tpot',
  tpotAtRate: 'tpot',
  deviceTime: 'deviceTime',
  offlineDeviceTime: 'deviceTime',
  fixedBatchRun: 'fixedBatch',
  fixedBatchFirstToken: 'fixedBatchFirst',
  batchOneDecode: 'batchOne',
  batchOnePrefill: 'batchOneFirst',
  waferDecode: 'waferDecode',
  waferPrefill: 'waferPrefill',
  waferRun: 'waferRun',
  hostedWaferDecode: 'waferHosted',
}

/** A comparison of times. */
type Timed = Placed & { readonly quantity: keyof typeof QUANTITIES }

function isTimed(compared: Placed): compared is Timed {
  return compared.quantity !== 'outputTokenEnergy' && compared.measured > 0 && compared.predicted > 0
}

const ascending = (first: number, second: number): number => first - second

function rowOf(group: readonly Timed[], first: Timed): AccuracyRow {
  const signed = group.map(({ error }) => error).sort(ascending)
  const errors = signed.map(Math.abs).sort(ascending)
  const logs = group.map(({ measured, predicted }) => Math.log(measured / predicted)).sort(ascending)
  return {
    device: first.device,
    software: SOFTWARE_STACKS.find((stack) => stack === first.stack) ?? 'generic',
    quantity: QUANTITIES[first.quantity],
    family: 'op' in first.request ? null : first.family,
    kind: 'recomputed',
    count: group.length,
    median: quantile(errors, 0.5),
    mean: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    p90: quantile(errors, 0.9),
    bias: quantile(signed, 0.5),
    coverage: group.filter(({ inside }) => inside).length / group.length,
    quantiles: Array.from({ length: STEPS + 1 }, (_, step) => quantile(logs, step / STEPS)),
  }
}

/** What the editor can show of a request; null: an operator, a model of its own, or pools. */
function scenarioOf(request: Request): WorstRow['scenario'] {
  const parsed = servingRequestSchema.safeParse(request)
  if (!parsed.success || parsed.data.mode === 'disaggregated' || typeof parsed.data.model !== 'string') return null
  const run = parsed.data
  return {
    hardware: run.hardware,
    model: parsed.data.model,
    workload: {
      inputTokens: run.inputTokens,
      outputTokens: Math.min(1_000_000, run.outputTokens),
      concurrency: run.mode === 'static' ? run.batch : run.concurrency,
      cachedShare: run.cachedShare,
    },
    deployment: {
      serving: run.mode,
      devices: Math.min(100_000, run.devices ?? run.tp * run.pp * run.dp),
      tensorParallel: run.tp,
      pipelineParallel: run.pp,
      dataParallel: run.dp,
      expertParallel: run.ep,
      ...WITHOUT_EXTRAS,
      weightPrecision: run.weightDtype,
      // Weight-only formats are unpacked before they are multiplied.
      activationPrecision:
        run.activationDtype ?? (run.weightDtype === 'int4' || run.weightDtype === 'fp6' ? 'bf16' : run.weightDtype),
      kvPrecision: run.kvDtype,
      software: run.software ?? null,
      overlap: 0,
      routingSkew: run.skew,
      pools: null,
    },
  }
}

/**
 * Predicts every row of some measurement files and holds the predictions against them.
 * @param files names and texts, as they were uploaded
 * @param facts the library
 * @throws CodedError invalid-input: no file could be read at all
 */
export async function recomputeAccuracy(
  files: readonly { readonly name: string; readonly text: string }[],
  facts: PredictFacts,
): Promise<Recomputed> {
  const folder = await mkdtemp(join(tmpdir(), 'memwall-measured-'))
  try {
    const names = new Map<string, string>()
    for (const [index, { name, text }] of files.entries()) {
      // Names come from outside: on disk they are numbers, in the answer they are themselves.
      const own = `${String(index).padStart(3, '0')}.csv`
      names.set(own, name)
      await writeFile(join(folder, own), text)
    }
    const named = (file: string): string => names.get(file) ?? file
    const { files: outcomes, collector } = await validate(folder, facts, {
      groupings: [],
      worst: MOST_COMPARED,
      limit: null,
    })
    const compared = collector.worst().filter(isTimed)
    const groups = new Map<string, Timed[]>()
    for (const each of compared) {
      const key = [QUANTITIES[each.quantity], each.device, each.stack, each.family].join('|')
      const group = groups.get(key)
      if (group) group.push(each)
      else groups.set(key, [each])
    }
    const sorted = [...groups].sort(([first], [second]) => (first < second ? -1 : 1))
    const indexes = new Map(sorted.flatMap(([, group], index) => group.map((each) => [each, index] as const)))
    const indexOf = (each: Timed): number => indexes.get(each) ?? 0
    const stride = Math.max(1, compared.length / MOST_POINTS)
    const points = Array.from({ length: Math.min(compared.length, MOST_POINTS) }, (_, index) =>
      compared.at(Math.floor(index * stride)),
    ).filter((each): each is Timed => each !== undefined)
    return {
      rows: sorted.flatMap(([, group]) => (group[0] ? [rowOf(group, group[0])] : [])),
      points: points.map((each) => [indexOf(each), each.measured, each.predicted]),
      worst: compared.slice(0, MOST_WORST).map((each) => ({
        file: named(each.file),
        row: each.row,
        group: indexOf(each),
        measured: each.measured,
        predicted: each.predicted,
        scenario: scenarioOf(each.request),
      })),
      files: outcomes.map(({ file, layout, compared: count, leftOut, problem }) => ({
        file: named(file),
        layout,
        compared: count,
        leftOut,
        problem,
      })),
      belowFloor: collector.everything()?.measuredBelowFloor ?? 0,
      leftOut: collector.omissions().map(({ reason, count }) => ({ reason: REASON_WORDS[reason], count })),
    }
  } catch (thrown) {
    if (thrown instanceof CodedError && thrown.code !== 'not-found') throw thrown
    throw new CodedError(
      'io-failed',
      'The files could not be laid down for reading. Free space in the temporary folder.',
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
