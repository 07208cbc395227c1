/**
 * Makes reports of one sample in a process that has made none, and prints milliseconds as JSON: of the first with its
 * analyses, of later ones after an edit, and of previews after edits. Asked for "analyses", it works those out alone: a
 * report loads its parts while they run, so that what it takes beyond them is the difference.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { createDecider } from '#main/app/analysis/decider.ts'
import { createEvaluator } from '#main/app/analysis/evaluation.ts'
import { createReportInputs, type InputsOptions } from '#main/app/analysis/reportInputs.ts'
import { createEngineThread } from '#main/compute/engineThread.ts'
import { createFleet } from '#main/compute/fleet.ts'
import type { ReportRequest, Reports } from '#main/report/makeReport.ts'

const [sample = '', engineProgram = '', reportProgram = '', resourcesFolder = '', only] = process.argv.slice(2)
const EDITS = 8

const read = parseDocument(readFileSync(sample, 'utf8'))
if (!read.ok) throw new Error(read.failure.kind)
const original = read.workspace
const engine = createEngineThread(pathToFileURL(engineProgram))
const runner = createFleet(pathToFileURL(engineProgram), availableParallelism())
const inputs = createReportInputs(createEvaluator(engine, runner), createDecider(engine, runner))

const edited = (word: string): Workspace => ({
  ...original,
  report: { ...original.report, date: '2026-11-20', recommendation: `Edited ${word} by hand.` },
})

let loading: Promise<Reports> | null = null

async function requestOf(workspace: Workspace): Promise<ReportRequest> {
  const onResults: InputsOptions['onResults'] = (results, basis) => {
    void loading?.then((reports) => reports.draw(workspace, results, basis))
  }
  const documentText = serializeDocument(workspace)
  const documentHash = createHash('sha256').update(documentText).digest('hex')
  return {
    workspace,
    ...(await inputs.inputs(workspace, { onResults })),
    documentText,
    documentHash,
    program: 'Memwall',
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

if (only === 'analyses') {
  console.log(JSON.stringify({ analyses: await timed(() => inputs.inputs(original)) }))
  process.exit(0)
}
const withAnalyses = await timed(async () => {
  // As the application does: the report's code and parts are loaded while the analyses are worked out.
  loading = import('#main/report/makeReport.ts').then(({ createReports }) => {
    const workerAddress = pathToFileURL(reportProgram)
    const reports = createReports({ resourcesFolder, workerAddress, ...(only === 'wasm' ? { only } : {}) })
    reports.warm('pdf')
    return reports
  })
  const [reports, request] = await Promise.all([loading, requestOf(original)])
  await reports.make(request)
})
await Promise.all([engine.close(), runner.close()])
const made = await (loading as Promise<Reports> | null)
if (!made) throw new Error('No report was made.')
const warm: number[] = []
for (const word of ['once', 'twice', 'thrice'])
  warm.push(await timed(async () => made.make(await requestOf(edited(word)))))
const first = await timed(async () => made.preview(await requestOf(edited('before'))))
const previews: number[] = []
for (let edit = 0; edit < EDITS; edit++) {
  previews.push(await timed(async () => made.preview(await requestOf(edited(`time ${edit}`)))))
}
await made.close()
console.log(JSON.stringify({ withAnalyses, warm: Math.max(...warm), first, preview: Math.max(...previews) }))
