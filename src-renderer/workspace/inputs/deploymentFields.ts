import type { Deployment, Pool } from '#shared/domain/deployment.ts'
import { SOFTWARE_STACKS, type Software } from '#shared/domain/software.ts'
import type { StackProfile } from '#shared/domain/stackProfile.ts'
import { LIMITS } from '#shared/domain/limits.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import { snapCount, type SliderScale } from '../../ui/sliderScale.ts'
import { deploymentRecipe, onScenario } from '../recipes.ts'
import { dimensionText } from './dimensionText.ts'
import { offloadFields, speculationFields } from './extraFields.ts'
import type { ChoiceInput, FieldInput, QuantityInput } from './fields.ts'
import { hasExperts } from '#shared/domain/modelShape.ts'
import { precisionOptions } from './precisions.ts'
import { softwareName } from '#shared/words/labels.ts'

const BEST = 'best'
const share: SliderScale = {
  minimum: 0,
  maximum: 1,
  logarithmic: false,
  snap: (value) => Math.round(value * 100) / 100,
}

type NumberKey = {
  [Key in keyof Deployment]: Deployment[Key] extends number ? Key : never
}[keyof Deployment]

function degree(scenario: Scenario, field: NumberKey, label: string): QuantityInput {
  const value = scenario.deployment[field]
  return {
    kind: 'quantity',
    id: `deployment.${field}`,
    group: 'Deployment',
    label,
    value,
    base: null,
    overridden: false,
    grade: null,
    text: dimensionText(LIMITS[`deployment.${field}`]),
    scale: {
      minimum: 1,
      maximum: Math.max(64, scenario.deployment.devices, value),
      logarithmic: true,
      snap: snapCount,
    },
    set: (next) => deploymentRecipe(scenario.id, { [field]: Math.max(1, Math.round(next)) }),
    reset: null,
  }
}

function fraction(
  scenario: Scenario,
  field: 'overlap' | 'routingSkew',
  label: string,
  scale: SliderScale,
): QuantityInput {
  return {
    kind: 'quantity',
    id: `deployment.${field}`,
    group: 'Deployment',
    label,
    detail: true,
    value: scenario.deployment[field],
    base: null,
    overridden: false,
    grade: 'estimate',
    text: dimensionText(LIMITS[`deployment.${field}`], field === 'overlap' ? undefined : '×'),
    scale,
    set: (next) => deploymentRecipe(scenario.id, { [field]: next }),
    reset: null,
  }
}

type PrecisionKey = 'weightPrecision' | 'activationPrecision' | 'kvPrecision'

function precision(scenario: Scenario, hardware: HardwareProfile, field: PrecisionKey, label: string): ChoiceInput {
  const value = scenario.deployment[field]
  return {
    kind: 'choice',
    id: `deployment.${field}`,
    group: 'Model',
    label,
    detail: field === 'activationPrecision',
    overridden: false,
    grade: null,
    value,
    options: precisionOptions(hardware, value, field !== 'kvPrecision'),
    as: 'segment',
    set: (next) => deploymentRecipe(scenario.id, { [field]: next as Precision }),
  }
}

/** The precisions, which stand under Model: what they cost in accuracy is a property of the model. */
export function precisionFields(scenario: Scenario, hardware: HardwareProfile): readonly ChoiceInput[] {
  return [
    precision(scenario, hardware, 'weightPrecision', 'Weight precision'),
    precision(scenario, hardware, 'activationPrecision', 'Activation precision'),
    precision(scenario, hardware, 'kvPrecision', 'KV cache precision'),
  ]
}

const POOL_FIELDS: readonly { readonly field: keyof Pool; readonly label: string; readonly detail?: boolean }[] = [
  { field: 'workers', label: 'workers' },
  { field: 'tensorParallel', label: 'tensor parallel' },
  { field: 'pipelineParallel', label: 'pipeline parallel', detail: true },
  { field: 'dataParallel', label: 'data parallel' },
  { field: 'expertParallel', label: 'expert parallel', detail: true },
  { field: 'contextParallel', label: 'context parallel', detail: true },
  { field: 'batch', label: 'requests per worker' },
]

/** Inputs of one pool of a disaggregated deployment. */
function poolFields(scenario: Scenario, name: 'prefill' | 'decode', pool: Pool): readonly QuantityInput[] {
  return POOL_FIELDS.map(({ field, label, detail }) => ({
    kind: 'quantity',
    id: `deployment.pools.${name}.${field}`,
    group: 'Deployment',
    label: `${name === 'prefill' ? 'Prefill' : 'Decode'}: ${label}`,
    detail: detail === true,
    overridden: false,
    grade: null,
    value: pool[field],
    base: null,
    text: dimensionText(LIMITS[`deployment.pools.${field}`]),
    scale: { minimum: 1, maximum: Math.max(512, pool[field]), logarithmic: true, snap: snapCount },
    set: (next) =>
      onScenario(scenario.id, ({ deployment }) => {
        if (deployment.pools) deployment.pools[name][field] = Math.max(1, Math.round(next))
      }),
    reset: null,
  }))
}

/** The value of an option that is one of the user's calibrations. */
const OWN = 'own:'

/** A file may hold a calibration that the library does not. */
function ownStacks({ deployment }: Scenario, stacks: readonly StackProfile[]): readonly StackProfile[] {
  const { stack } = deployment
  return stack === null || stacks.some(({ id }) => id === stack.id) ? stacks : [stack, ...stacks]
}

/**
 * Inputs of the Deployment group: how requests are served and how the model is cut.
 * @param stacks the user's of the device @param offered those that exist for it; what a file has chosen is offered too
 */
export function deploymentFields(
  scenario: Scenario,
  { hardware, model }: { readonly hardware: HardwareProfile; readonly model: ModelProfile },
  stacks: readonly StackProfile[],
  offered: readonly Software[],
): readonly FieldInput[] {
  const experts = hasExperts(model)
  const { deployment } = scenario
  return [
    {
      kind: 'choice',
      id: 'deployment.serving',
      group: 'Deployment',
      label: 'Serving',
      overridden: false,
      grade: null,
      value: deployment.serving,
      as: 'segment',
      options: [
        {
          value: 'aggregated',
          label: 'Aggregated',
          hint: 'Prefill and decode share the devices, continuously batched',
        },
        { value: 'static', label: 'Static', hint: 'One batch is prefilled, then decoded to its end' },
        // Pools are kept when serving changes, so that a file's split deployment can be taken back.
        ...(deployment.pools ? [{ value: 'disaggregated', label: 'Pools', hint: 'Prefill and decode apart' }] : []),
      ],
      set: (next) => deploymentRecipe(scenario.id, { serving: next as Deployment['serving'] }),
    },
    ...(deployment.serving === 'disaggregated' && deployment.pools
      ? [
          ...poolFields(scenario, 'prefill', deployment.pools.prefill),
          ...poolFields(scenario, 'decode', deployment.pools.decode),
        ]
      : [
          degree(scenario, 'tensorParallel', 'Tensor parallel, TP'),
          degree(scenario, 'pipelineParallel', 'Pipeline parallel, PP'),
          degree(scenario, 'dataParallel', 'Data parallel, DP'),
          ...(experts ? [degree(scenario, 'expertParallel', 'Expert parallel, EP')] : []),
          ...(hardware.kind === 'wafer' && deployment.contextParallel === 1
            ? []
            : [
                {
                  ...degree(scenario, 'contextParallel', 'Context parallel, CP'),
                  detail: deployment.contextParallel === 1,
                },
              ]),
        ]),
    {
      kind: 'choice',
      id: 'deployment.software',
      group: 'Deployment',
      label: 'Software stack',
      overridden: false,
      grade: null,
      value: deployment.stack === null ? (deployment.software ?? BEST) : `${OWN}${deployment.stack.id}`,
      as: 'select',
      options: [
        { value: BEST, label: 'Best calibrated' },
        ...ownStacks(scenario, stacks).map(({ id, name }) => ({ value: `${OWN}${id}`, label: name })),
        ...SOFTWARE_STACKS.filter((stack) => offered.includes(stack) || stack === deployment.software).map((value) => ({
          value,
          label: softwareName(value),
        })),
      ],
      set: (next) => {
        const stack = ownStacks(scenario, stacks).find(({ id }) => next === `${OWN}${id}`) ?? null
        if (stack !== null) return deploymentRecipe(scenario.id, { stack })
        return deploymentRecipe(scenario.id, { stack: null, software: next === BEST ? null : (next as Software) })
      },
    },
    ...speculationFields(scenario),
    ...offloadFields(scenario, hardware),
    fraction(scenario, 'overlap', 'Collectives hidden behind compute', share),
    ...(experts
      ? [
          fraction(scenario, 'routingSkew', 'Busiest expert over the mean', {
            minimum: 1,
            maximum: Math.max(8, deployment.routingSkew),
            logarithmic: true,
            snap: (value: number) => Math.round(value * 20) / 20,
          }),
        ]
      : []),
  ]
}
