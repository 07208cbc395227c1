import type { BenchmarkReading } from '#shared/domain/benchmarkReading.ts'
import type { MeasurementReading } from '#shared/domain/measurementReading.ts'
import { foreign, quoted, tooLarge } from '../failures.ts'
import { parseForeignJson } from '../foreignJson.ts'
import { isObject, type Json } from '../huggingFace/fields.ts'
import { LARGEST_TEXT } from '../limits.ts'
import { readTable } from '../tables/csv.ts'
import { addAiperf, addAiperfTable, isAiperf, isAiperfTable } from './aiperf.ts'
import { addAiperfRecords, isAiperfRecord } from './aiperfRecords.ts'
import { addGuidellm, isGuidellm } from './guidellm.ts'
import { addInferencePerf, isInferencePerf } from './inferencePerf.ts'
import {
  addLlamaBench,
  addLlamaBenchMarkdown,
  addLlamaBenchTable,
  isLlamaBench,
  isLlamaBenchMarkdown,
  isLlamaBenchTable,
} from './llamaBench.ts'
import { addMlperf, isMlperf } from './mlperf.ts'
import { addPointTable } from './pointTable.ts'
import { benchmarkOf, nothingFound, readingOf, refuse, type Found } from './reading.ts'
import { addServingBenchmark, isServingBenchmark } from './servingBenchmark.ts'
import { addTrtllmReport, addTrtllmText, isTrtllmReport, isTrtllmText } from './trtllmBench.ts'

/** A file of measurements, told apart by its content alone. */
export interface MeasurementFile {
  readonly name: string
  readonly text: string
  /** Requests in flight, where a file does not say; null: not given. */
  readonly concurrency: number | null
}

/**
 * Reads measurements of a serving stack: results of vLLM's and SGLang's serving benchmarks, one or many as JSON, JSON
 * Lines or a list; AIPerf's and GenAI-Perf's summaries, tables and requests; reports of guidellm and inference-perf; what
 * trtllm-bench prints and reports; llama-bench's JSON, CSV and printed table; or a table of one's own. What no token was
 * seen of before the last, what waited, and what is no prompt of its own, is left out with the reason. Pure: the same text
 * gives the same points.
 * @throws CodedError document-foreign, document-broken, document-too-large: one sentence that says what to do
 */
export function readMeasurements(file: MeasurementFile): MeasurementReading {
  return readingOf(foundIn(file), file.name)
}

/**
 * Reads the same files, and the logs of MLPerf, for what they say of each run: the latency that is to be explained, with
 * runs that give no point, those that waited told apart.
 * @throws CodedError as `readMeasurements`
 */
export function readBenchmark(file: MeasurementFile): BenchmarkReading {
  return benchmarkOf(foundIn(file), file.name)
}

function foundIn({ name, text, concurrency }: MeasurementFile): Found {
  if (text.length > LARGEST_TEXT) {
    throw tooLarge(`${quoted(name)} is larger than any file of measurements: give the summaries, not single requests.`)
  }
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text
  const start = body.trimStart()
  if (start === '') throw foreign(`${quoted(name)} is empty: give measurements of at least three loads.`)
  if (start.startsWith('{') || start.startsWith('[')) return readObjects(objectsOf(body, name), name, concurrency)
  const of = (format: Found['format'], add: (found: Found) => void): Found => {
    const found = nothingFound(format, concurrency)
    add(found)
    return found
  }
  if (isMlperf(body)) return of('mlperf', (found) => addMlperf(found, body, name))
  if (isTrtllmText(body)) return of('trtllmBench', (found) => addTrtllmText(found, body))
  if (isLlamaBenchMarkdown(body)) return of('llamaBench', (found) => addLlamaBenchMarkdown(found, body))
  const table = readTable(body, name)
  if (isLlamaBenchTable(table)) return of('llamaBench', (found) => addLlamaBenchTable(found, table))
  if (isAiperfTable(table)) return of('aiperf', (found) => addAiperfTable(found, table, 'The table'))
  return of('table', (found) => addPointTable(found, table, name))
}

/** The objects of a text: one, a list, or one a line. */
function objectsOf(text: string, name: string): readonly Json[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const perLine = lines.length > 1 && lines.every((line) => /^\s*\{.*\}\s*$/.test(line))
  const values = perLine ? lines.map((line) => parseForeignJson(line, name)) : [parseForeignJson(text, name)]
  return values.flatMap((value) => (Array.isArray(value) ? (value as readonly unknown[]) : [value])).filter(isObject)
}

function readObjects(objects: readonly Json[], name: string, given: number | null): Found {
  const [first] = objects
  if (first === undefined) throw notMeasurements(name)
  const of = (
    format: Found['format'],
    is: (value: Json) => boolean,
    add: (found: Found, value: Json, where: string) => void,
  ): Found => {
    const found = nothingFound(format, given)
    for (const [index, value] of objects.entries()) {
      const where = objects.length === 1 ? 'The run' : `Run ${index + 1}`
      if (is(value)) add(found, value, where)
      else refuse(found, `${where} is not of the kind the first one is.`)
    }
    return found
  }
  if (isAiperfRecord(first)) {
    const found = nothingFound('aiperf', given)
    addAiperfRecords(found, objects.filter(isAiperfRecord), quoted(name))
    return found
  }
  if (isAiperf(first)) return of('aiperf', isAiperf, addAiperf)
  if (isTrtllmReport(first)) return of('trtllmBench', isTrtllmReport, addTrtllmReport)
  if (isLlamaBench(first)) return of('llamaBench', isLlamaBench, addLlamaBench)
  if (isGuidellm(first)) return of('guidellm', isGuidellm, addGuidellm)
  if (isInferencePerf(first)) return of('inferencePerf', isInferencePerf, addInferencePerf)
  if (isServingBenchmark(first)) return of('servingBenchmark', isServingBenchmark, addServingBenchmark)
  throw notMeasurements(name)
}

function notMeasurements(name: string): Error {
  return foreign(
    `${quoted(name)} holds no measurements that are read: give results of vllm bench serve, sglang.bench_serving, guidellm, inference-perf, AIPerf, GenAI-Perf, trtllm-bench or llama-bench, or a table with concurrency, input_tokens, output_tokens, tpot_ms and ttft_ms.`,
  )
}
