/**
 * Makes reports of one sample in a process that has made none, and prints what they took beyond the analyses, as JSON of
 * milliseconds: the first, the second after an edit, and previews after edits.
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
import { createReportInputs } from '#main/app/analysis/reportInputs.ts'
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

async function requestOf(workspace: Workspace): Promise<ReportRequest> {
  const documentText = serializeDocument(workspace)
  const documentHash = createHash('sha256').update(documentText).digest('hex')
  return { workspace, ...(await inputs.inputs(workspace)), documentText, documentHash, program: 'Memwall' }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const analyses = await timed(() => inputs.inputs(original))
await Promise.all([engine.close(), runner.close()])

const holder: { reports?: Reports } = {}
const cold = await timed(async () => {
  const { createReports } = await import('#main/report/makeReport.ts')
  holder.reports = createReports({
    resourcesFolder,
    workerAddress: pathToFileURL(reportProgram),
    ...(only === 'wasm' ? { only } : {}),
  })
  await holder.reports.make(await requestOf(original))
})
const { reports: made } = holder
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
