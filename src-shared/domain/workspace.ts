import { z } from 'zod'
import { briefSchema } from './brief/brief.ts'
import { decisionSchema, DEFAULT_DECISION } from './decision.ts'
import { DEFAULT_ECONOMICS } from './economics.ts'
import { hardwareProfileSchema, type HardwareProfile } from './hardware.ts'
import { numberWithin } from './limits.ts'
import { modelProfileSchema } from './model.ts'
import { applyHardwareOverrides } from './overrides.ts'
import { DEFAULT_REPORT, reportSchema } from './report.ts'
import { scenarioSchema } from './scenario.ts'
import { workloadSchema } from './workload.ts'

/** What throughput, cost and energy are divided by in the comparison. */
export const NORMALISERS = ['device', 'kilowatt', 'rack', 'dollarPerHour', 'squareMillimetre'] as const
export const normaliserSchema = z.enum(NORMALISERS)
/** What throughput is divided by. */
export type Normaliser = z.infer<typeof normaliserSchema>

/** Scenarios a workspace may hold: as many as there are letters and colours. */
export const MOST_SCENARIOS = 8

/** An embedded profile with the hash of its canonical JSON, so that a colleague computes the same numbers. */
const embedded = <Schema extends z.ZodType>(schema: Schema) =>
  z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), profile: schema })

/** A device whose overrides let it draw more at rest than its board allows would give energy back. */
function restsAboveBoard(profile: HardwareProfile, overrides: Readonly<Record<string, number>>): boolean {
  const { board, idle } = applyHardwareOverrides(profile, overrides).power
  return board.value !== null && idle.value !== null && idle.value > board.value
}

/** The document: what is compared, under which load and objective, with the profiles it uses embedded. */
export const workspaceSchema = z
  .strictObject({
    title: z.string().max(200),
    /** Shared by all scenarios unless a scenario overrides a field. */
    workload: workloadSchema,
    objective: z.strictObject({
      /** Service-level objective: seconds per output token. Null: none. */
      timePerToken: numberWithin('objective.timePerToken').nullable(),
      /** Service-level objective: seconds to the first token. */
      timeToFirstToken: numberWithin('objective.timeToFirstToken').nullable(),
    }),
    normaliser: normaliserSchema,
    decision: decisionSchema,
    /** What is to be served, how well, and with which alternatives: the one question that is asked of all of them. */
    brief: briefSchema,
    /** Id of the scenario the others are compared with. */
    baseline: z.string().max(40),
    scenarios: z.array(scenarioSchema).min(1).max(MOST_SCENARIOS),
    profiles: z.strictObject({
      hardware: z.record(z.string().max(64), embedded(hardwareProfileSchema)),
      models: z.record(z.string().max(64), embedded(modelProfileSchema)),
    }),
    report: reportSchema,
  })
  .superRefine(({ scenarios, brief, profiles }, { addIssue }) => {
    const machines = [
      ...scenarios.map((machine, index) => ({ ...machine, place: ['scenarios', index] })),
      ...brief.alternatives.map((machine, index) => ({ ...machine, place: ['brief', 'alternatives', index] })),
    ]
    for (const { hardware, hardwareOverrides, place } of machines) {
      const embeddedProfile =
        hardware !== null && Object.hasOwn(profiles.hardware, hardware) ? profiles.hardware[hardware] : undefined
      const path = ['power.idle', 'power.board'].find((each) => Object.hasOwn(hardwareOverrides, each))
      if (path === undefined || !embeddedProfile || !restsAboveBoard(embeddedProfile.profile, hardwareOverrides))
        continue
      addIssue({
        code: 'custom',
        message: 'A device at rest draws no more than its board power.',
        params: { limit: 'limit.idle' },
        path: [...place, 'hardwareOverrides', path],
      })
    }
  })
/** The document. */
export type Workspace = z.infer<typeof workspaceSchema>

/** Letter of a scenario's slot: 0 → A. */
export function slotLetter(slot: number): string {
  return 'ABCDEFGH'[slot] ?? '?'
}

/** A workspace with no scenarios chosen yet has none to show; this is its other content. */
export const EMPTY_WORKSPACE_PARTS = {
  title: 'Untitled',
  workload: { inputTokens: 4096, outputTokens: 1024, concurrency: 64, cachedShare: 0 },
  objective: { timePerToken: null, timeToFirstToken: null },
  normaliser: 'device' as Normaliser,
  decision: DEFAULT_DECISION,
  report: DEFAULT_REPORT,
  economics: DEFAULT_ECONOMICS,
}
