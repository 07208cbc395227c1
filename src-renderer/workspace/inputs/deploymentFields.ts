import type { Deployment } from '#shared/domain/deployment.ts'
import type { Software } from '#shared/domain/software.ts'
import type { StackProfile } from '#shared/domain/stackProfile.ts'
import { LIMITS } from '#shared/domain/limits.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import { snapCount, type SliderScale } from '../../ui/sliderScale.ts'
import { deploymentRecipe, servingRecipe } from '../recipes.ts'
import { dimensionText } from './dimensionText.ts'
import { offloadFields, speculationFields } from './extraFields.ts'
import type { ChoiceInput, FieldInput, QuantityInput } from './fields.ts'
import { poolFields } from './poolFields.ts'
import { BEST, softwareOptions, versionField } from './softwareFields.ts'
import { measuredVersions, type StackChoices } from './stackChoices.ts'
import { hasExperts } from '#shared/domain/modelShape.ts'
import { precisionOptions } from './precisions.ts'
import { say } from '#shared/words/say.ts'

const share: SliderScale = {
  minimum: 0,
  maximum: 1,
  logarithmic: false,
  snap: (value) => Math.round(value * 100) / 100,
}

type DegreeKey = 'tensorParallel' | 'pipelineParallel' | 'dataParallel' | 'expertParallel' | 'contextParallel'

function degree(scenario: Scenario, field: DegreeKey, label: string): QuantityInput {
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

/** Copies of experts, offered where experts are spread over devices or a file has set some. */
function redundantExperts(scenario: Scenario): readonly QuantityInput[] {
  const { expertParallel, redundantExperts: value = 0 } = scenario.deployment
  if (expertParallel === 1 && value === 0) return []
  return [
    {
      kind: 'quantity',
      id: 'deployment.redundantExperts',
      group: 'Deployment',
      label: say('layout.redundantExpertsField'),
      detail: value === 0,
      value,
      base: null,
      overridden: false,
      grade: null,
      text: dimensionText(LIMITS['deployment.redundantExperts']),
      scale: { minimum: 0, maximum: Math.max(128, value), logarithmic: false, snap: snapCount },
      set: (next) => deploymentRecipe(scenario.id, { redundantExperts: Math.max(0, Math.round(next)) }),
      reset: null,
    },
  ]
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

/** The value of an option that is one of the user's calibrations. */
const OWN = 'own:'

/** A file may hold a calibration that the library does not. */
function ownStacks({ deployment }: Scenario, stacks: readonly StackProfile[]): readonly StackProfile[] {
  const { stack } = deployment
  return stack === null || stacks.some(({ id }) => id === stack.id) ? stacks : [stack, ...stacks]
}

/** The profiles behind a scenario; `prefill` null: its prefill pool, if it has one, runs on `hardware`. */
export interface ScenarioProfiles {
  readonly hardware: HardwareProfile
  readonly model: ModelProfile
  readonly prefill: HardwareProfile | null
}

/**
 * Inputs of the Deployment group: how requests are served and how the model is cut.
 * @param choices what a file has chosen is offered too
 */
export function deploymentFields(
  scenario: Scenario,
  profiles: ScenarioProfiles,
  choices: StackChoices,
): readonly FieldInput[] {
  const { hardware, model, prefill } = profiles
  const { own: stacks, offered } = choices
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
        { value: 'disaggregated', label: 'Pools', hint: 'Prefill and decode apart' },
      ],
      set: (next) => servingRecipe(scenario.id, next as Deployment['serving']),
    },
    ...(deployment.serving === 'disaggregated' && deployment.pools
      ? poolFields(scenario, deployment.pools, prefill, choices)
      : [
          degree(scenario, 'tensorParallel', 'Tensor parallel, TP'),
          degree(scenario, 'pipelineParallel', 'Pipeline parallel, PP'),
          degree(scenario, 'dataParallel', 'Data parallel, DP'),
          ...(experts
            ? [degree(scenario, 'expertParallel', 'Expert parallel, EP'), ...redundantExperts(scenario)]
            : []),
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
        { value: BEST, label: say('calibration.bestCalibrated') },
        ...ownStacks(scenario, stacks).map(({ id, name }) => ({ value: `${OWN}${id}`, label: name })),
        ...softwareOptions(choices, hardware, offered, deployment.software),
      ],
      set: (next) => {
        const stack = ownStacks(scenario, stacks).find(({ id }) => next === `${OWN}${id}`) ?? null
        if (stack !== null) return deploymentRecipe(scenario.id, { stack })
        const software = next === BEST ? null : (next as Software)
        return deploymentRecipe(scenario.id, { stack: null, software, softwareVersion: null })
      },
    },
    ...(hardware.kind === 'wafer' || deployment.stack !== null
      ? []
      : [
          versionField(
            { id: 'deployment.softwareVersion', label: say('calibration.versionField') },
            deployment.softwareVersion,
            measuredVersions(choices, hardware, deployment.software),
            (softwareVersion) => deploymentRecipe(scenario.id, { softwareVersion }),
          ),
        ]),
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
