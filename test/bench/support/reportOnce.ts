/**
 * Makes reports of one sample in a process that has made none, and prints milliseconds as JSON: of the analyses, of the first
 * report when they are known, of later ones after an edit, and of previews after edits. Asked for "beside", it makes the first
 * report with its analyses and prints what both took: its parts are loaded while they run.
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

function load(): Promise<Reports> {
  loading = import('#main/report/makeReport.ts').then(({ createReports }) => {
    const workerAddress = pathToFileURL(reportProgram)
    const reports = createReports({ resourcesFolder, workerAddress, ...(only === 'wasm' ? { only } : {}) })
    reports.warm('pdf')
    return reports
  })
  return loading
}

if (only === 'beside') {
  const beside = await timed(async () => {
    const [reports, request] = await Promise.all([load(), requestOf(original)])
    await reports.make(request)
  })
  console.log(JSON.stringify({ beside }))
  process.exit(0)
}
const analyses = await timed(() => inputs.inputs(original))
await Promise.all([engine.close(), runner.close()])
const cold = await timed(async () => {
  const [reports, request] = await Promise.all([load(), requestOf(original)])
  await reports.make(request)
})
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
console.log(JSON.stringify({ analyses, cold, warm: Math.max(...warm), first, preview: Math.max(...previews) }))
