import { z } from 'zod'
import { DEFAULT_ECONOMICS } from './economics.ts'
import { hardwareProfileSchema } from './hardware.ts'
import { modelProfileSchema } from './model.ts'
import { scenarioSchema } from './scenario.ts'
import { workloadSchema } from './workload.ts'

/** What throughput, cost and energy are divided by in the comparison. */
export const NORMALISERS = ['device', 'kilowatt', 'rack', 'dollarPerHour', 'squareMillimetre'] as const
export const normaliserSchema = z.enum(NORMALISERS)
/** What throughput is divided by. */
export type Normaliser = z.infer<typeof normaliserSchema>

/** What a recommendation goes by, once the objectives are met. */
export const CRITERIA = ['cost', 'throughput', 'energy', 'latency', 'carbon'] as const
/** What a recommendation goes by. */
export type Criterion = (typeof CRITERIA)[number]

/** What the decision is about, beside the service-level objectives. Null: no such limit. */
export const decisionSchema = z.strictObject({
  criterion: z.enum(CRITERIA),
  /** Dollars per million output tokens at most. */
  costPerMillionOutput: z.number().positive().max(1e6).nullable(),
  /** Dollars per hour at most. */
  budgetPerHour: z.number().positive().max(1e9).nullable(),
  /** Requests per second to serve. */
  requestRate: z.number().positive().max(1e9).nullable(),
})
/** What the decision is about. */
export type Decision = z.infer<typeof decisionSchema>

/** The product's life: how much is served, and what the model costs to train. */
export const lifecycleSchema = z.strictObject({
  /** Output tokens served in the first month. Null: what the scenario can serve. */
  outputTokensPerMonth: z.number().positive().max(1e18).nullable(),
  /** Growth of the volume from month to month, as a share. */
  growthPerMonth: z.number().min(-0.5).max(1),
  months: z.number().int().min(1).max(240),
  /** Dollars for training once. Null: unknown. */
  trainingCost: z.number().positive().max(1e12).nullable(),
  /** Dollars of retraining per year, as a share of `trainingCost`. */
  retrainingPerYear: z.number().min(0).max(100),
})
/** The product's life. */
export type Lifecycle = z.infer<typeof lifecycleSchema>

/** An embedded profile with the hash of its canonical JSON, so that a colleague computes the same numbers. */
const embedded = <Schema extends z.ZodType>(schema: Schema) =>
  z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), profile: schema })

/** The document: what is compared, under which load and objective, with the profiles it uses embedded. */
export const workspaceSchema = z.strictObject({
  title: z.string().max(200),
  /** Shared by all scenarios unless a scenario overrides a field. */
  workload: workloadSchema,
  objective: z.strictObject({
    /** Service-level objective: seconds per output token. Null: none. */
    timePerToken: z.number().positive().max(1e4).nullable(),
    /** Service-level objective: seconds to the first token. */
    timeToFirstToken: z.number().positive().max(1e6).nullable(),
  }),
  decision: decisionSchema,
  lifecycle: lifecycleSchema,
  normaliser: normaliserSchema,
  /** Id of the scenario the others are compared with. */
  baseline: z.string().max(40),
  scenarios: z.array(scenarioSchema).min(1).max(8),
  profiles: z.strictObject({
    hardware: z.record(z.string().max(64), embedded(hardwareProfileSchema)),
    models: z.record(z.string().max(64), embedded(modelProfileSchema)),
  }),
  report: z.strictObject({
    decision: z.string().max(2000),
    recommendation: z.string().max(4000),
    owner: z.string().max(200),
    /** ISO date printed in the report, chosen by the user; never the clock's. */
    date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .nullable(),
    paper: z.enum(['a4', 'letter']),
  }),
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
  decision: { criterion: 'cost', costPerMillionOutput: null, budgetPerHour: null, requestRate: null } as Decision,
  lifecycle: {
    outputTokensPerMonth: null,
    growthPerMonth: 0,
    months: 36,
    trainingCost: null,
    retrainingPerYear: 0,
  } as Lifecycle,
  normaliser: 'device' as Normaliser,
  report: { decision: '', recommendation: '', owner: '', date: null, paper: 'a4' as const },
  economics: DEFAULT_ECONOMICS,
}
