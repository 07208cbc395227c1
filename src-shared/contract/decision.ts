import { z } from 'zod'
import { ALTERNATIVE_KINDS } from '../domain/brief/offer.ts'
import type { CostInput } from '../domain/brief/costInput.ts'
import { RISKS } from '../domain/brief/risk.ts'
import { CRITERIA } from '../domain/brief/thresholds.ts'
import {
  COST_PARTS,
  VERDICT_STATES,
  type AccruedCost,
  type BriefVerdict,
  type Changes,
  type Costing,
  type CostPlan,
  type Difference,
  type Dissent,
  type Fared,
  type Flip,
  type JudgedAlternative,
  type Measurement,
  type Relaxation,
  type Sizing,
} from '../domain/brief/verdict.ts'
import { deploymentSchema } from '../domain/deployment.ts'
import { numberWithin } from '../domain/limits.ts'
import { gradeSchema } from '../domain/provenance.ts'
import type { Wording } from '../domain/wording.ts'
import { workspaceSchema } from '../domain/workspace.ts'
import { DIMENSIONS } from '../units/quantity.ts'
import { job } from './analysis.ts'
import { method } from './define.ts'

/** A share of draws, with room for the noise of a sum. */
const share = z
  .number()
  .min(0)
  .max(1 + 1e-9)
const finite = z.number()
const count = z.number().int().nonnegative()
const id = z.string().max(40)
/** A code with its parameters: which it may be, the words say and a type checks. */
const wording: z.ZodType<Wording> = z.custom<Wording>(
  (value) => typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string',
)

/** Watts and racks of one system. */
const takenBySystem = {
  systemPower: finite.nonnegative().nullable(),
  racksPerSystem: finite.positive().nullable(),
}

const sizingSchema: z.ZodType<Sizing> = z.strictObject({
  systems: count,
  byQuarter: z.array(count),
  atCentral: count,
  atConfidence: count,
  spare: count,
  probability: share,
  standardError: finite.nonnegative(),
  never: share,
  atEdge: z.boolean(),
  devices: count,
  devicesPerSystem: finite.nonnegative(),
  copiesPerSystem: finite.nonnegative(),
  deployment: deploymentSchema,
  software: z.string(),
  most: finite.nonnegative(),
  load: finite.nonnegative(),
  capacity: finite.nonnegative(),
  limitRate: finite.nonnegative(),
  peakRate: finite.nonnegative(),
  timeToFirstToken: finite.nonnegative(),
  timePerToken: finite.nonnegative(),
  busy: finite.nonnegative(),
  power: finite.nonnegative().nullable(),
  racks: finite.nonnegative().nullable(),
  ...takenBySystem,
  kept: z
    .strictObject({ systems: count, rate: finite.nonnegative(), deployment: deploymentSchema, ...takenBySystem })
    .nullable(),
})

const nullable = <Fields extends z.ZodRawShape>(fields: Fields) => z.strictObject(fields).nullable()

const costInputSchema: z.ZodType<CostInput> = z.strictObject({
  discountRate: finite,
  horizon: finite,
  neededBy: finite,
  lead: finite,
  growth: finite,
  systems: z.array(finite),
  bought: nullable({
    price: finite,
    residual: finite,
    owned: z.boolean(),
    otherShare: finite,
    replaced: nullable({ every: finite, price: finite }),
  }),
  rented: nullable({ perMonth: finite, term: finite.nullable(), drift: finite }),
  powered: nullable({
    idle: finite,
    joulesPerRequest: finite,
    requests: finite,
    powerUsageEffectiveness: finite,
    tariff: finite,
    drift: finite,
  }),
  spaced: nullable({ provisioned: finite, least: finite, perKilowattMonth: finite }),
  maintenance: finite.nullable(),
  people: finite.nullable(),
  licence: finite.nullable(),
  migration: finite.nullable(),
  modelChange: nullable({ every: finite, dollars: finite }),
  bridge: finite.nullable(),
  tokens: nullable({
    input: finite,
    cached: finite,
    output: finite,
    inputPrice: finite,
    cachedPrice: finite,
    outputPrice: finite,
    drift: finite,
  }),
})

const planSchema: z.ZodType<CostPlan> = z.strictObject({
  pools: z.array(
    z.strictObject({
      input: costInputSchema,
      lots: z.array(z.strictObject({ systems: finite, ordered: finite, from: finite, to: finite })),
    }),
  ),
  output: finite,
  soldAtOnce: finite,
  hoursPerMonth: finite,
})

const costingSchema: z.ZodType<Costing> = z.strictObject({
  parts: z.record(z.enum(COST_PARTS), finite.nullable()),
  presentValue: finite,
  perMillionOutput: finite,
  perMillionTokens: finite,
  capital: finite,
  perMonth: finite,
  covered: z.array(z.string()),
  added: z.array(z.string()),
  plan: planSchema.optional(),
})

const accruedSchema: z.ZodType<AccruedCost> = z.strictObject({
  deviceHour: finite.nonnegative(),
  secondsPerTrainedToken: finite.positive().nullable(),
  inferencePerMonth: z.array(finite.nonnegative()),
})

const faredSchema: z.ZodType<Fared> = z.strictObject({
  expectedLoss: finite,
  tenth: finite,
  ninetieth: finite,
  worstTenth: finite,
  first: share,
  within: share,
  expectedRegret: finite,
  meets: share,
  short: share,
  never: share,
  late: share,
})

const judgedSchema: z.ZodType<JudgedAlternative> = z.strictObject({
  id,
  kind: z.enum(ALTERNATIVE_KINDS),
  rank: z.number().int().min(1).nullable(),
  limits: z.array(wording),
  unpriced: z.strictObject({ figure: wording, floor: finite }).nullable(),
  sizing: sizingSchema.nullable(),
  costing: costingSchema.nullable(),
  accrued: accruedSchema.nullable(),
  fared: faredSchema.nullable(),
  energy: finite.nullable(),
  carbon: finite.nullable(),
  fallback: id.nullable(),
  dominatedBy: id.nullable(),
  weakest: gradeSchema.nullable(),
})

const flipSchema: z.ZodType<Flip> = z.strictObject({
  input: z.string(),
  alternative: id.nullable(),
  label: z.string(),
  now: finite,
  low: finite.nullable(),
  high: finite.nullable(),
  at: finite.nullable(),
  leader: id.nullable(),
  dimension: z.enum(DIMENSIONS),
  bands: z.array(z.strictObject({ from: finite, to: finite, leader: id })),
})

const measurementSchema: z.ZodType<Measurement> = z.strictObject({
  label: wording,
  alternative: id.nullable(),
  worth: finite,
  cost: finite,
  days: finite.nonnegative(),
  bites: z.boolean(),
})

const relaxationSchema: z.ZodType<Relaxation> = z.strictObject({
  alternative: id,
  limit: z.enum([
    'power',
    'powerPerRack',
    'racks',
    'capital',
    'perMonth',
    'delivery',
    'timeToFirstToken',
    'timePerToken',
    'confidence',
    'never',
  ]),
  from: finite,
  to: finite,
})

const changesSchema: z.ZodType<Changes> = z.strictObject({
  bounds: z.array(
    z.strictObject({
      limit: z.enum([
        'power',
        'powerPerRack',
        'racks',
        'capital',
        'perMonth',
        'delivery',
        'ownPremises',
        'timeToFirstToken',
        'timePerToken',
      ]),
      from: finite.nullable(),
      to: finite.nullable(),
      leader: id,
      saves: finite.nonnegative().nullable(),
    }),
  ),
  passes: z.array(z.strictObject({ alternative: id, saves: finite.nonnegative().nullable() })),
  withoutRisks: z
    .strictObject({
      state: z.enum(VERDICT_STATES),
      leaders: z.array(id),
      cost: finite.nullable(),
      first: z.array(z.strictObject({ alternative: id, share })),
    })
    .nullable(),
})

const differenceSchema: z.ZodType<Difference> = z.strictObject({
  from: finite,
  step: finite.positive(),
  shares: z.array(share),
  less: share,
  more: share,
  mean: finite,
})

const dissentSchema: z.ZodType<Dissent> = z.strictObject({
  rival: id,
  wins: share,
  criteria: z.array(
    z.strictObject({ criterion: z.enum(CRITERIA), chosen: finite.nullable(), rival: finite.nullable() }),
  ),
  apart: z.strictObject({ label: wording, shift: finite }).nullable(),
  difference: differenceSchema.nullable(),
  weak: z.array(wording),
})

/** A verdict as it crosses a boundary: numbers in SI and dollars, an unknown as null. */
export const briefVerdictSchema: z.ZodType<BriefVerdict> = z.strictObject({
  state: z.enum(VERDICT_STATES),
  basis: z.strictObject({ hash: z.string(), draws: count, seed: count }),
  criterion: z.enum(CRITERIA),
  second: z.enum(CRITERIA),
  choice: z.array(id),
  leaning: id.nullable(),
  rival: id.nullable(),
  confidence: share,
  regret: finite.nullable(),
  ifWrong: finite.nullable(),
  stake: finite.nullable(),
  margin: finite.nullable(),
  none: share,
  reasons: z.array(wording),
  flips: z.array(flipSchema),
  measurements: z.array(measurementSchema),
  waiting: finite.nullable(),
  relaxations: z.array(relaxationSchema),
  dissent: dissentSchema.nullable(),
  free: z.array(z.strictObject({ figure: z.string(), alternatives: z.array(id) })),
  changes: changesSchema,
  risksAlone: z.array(z.strictObject({ alternative: id, risk: z.enum(RISKS), dollars: finite })),
  table: z.array(judgedSchema),
})

export const decisionContract = {
  /**
   * The verdict of the workspace's brief: every alternative sized, priced and drawn on one basis. Progress comes as
   * `analysis.progress` under the name of the job, and `analysis.cancel` ends it.
   * Errors: invalid-input, cancelled, deadline, engine-failed.
   */
  'decision.decide': method(
    z.strictObject({
      workspace: workspaceSchema,
      draws: numberWithin('analysis.draws'),
      seed: numberWithin('analysis.seed'),
      job,
    }),
    briefVerdictSchema,
  ),
} as const
