import type { Offload, Speculation } from '#shared/domain/deployment.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { LIMITS } from '#shared/domain/limits.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { SliderScale } from '../../ui/sliderScale.ts'
import { onScenario, deploymentRecipe } from '../recipes.ts'
import { dimensionText } from './dimensionText.ts'
import type { FieldInput, QuantityInput } from './fields.ts'

const SHARE: SliderScale = {
  minimum: 0,
  maximum: 1,
  logarithmic: false,
  snap: (value) => Math.round(value * 100) / 100,
}

/** What speculation starts from when it is switched on: the model's own prediction layer. Grade: assumption. */
const USUAL: Speculation = { draftTokens: 3, acceptance: 0.7, draftCost: null }

function speculationNumber(
  scenario: Scenario,
  speculation: Speculation,
  field: 'draftTokens' | 'acceptance',
): QuantityInput {
  const whole = field === 'draftTokens'
  return {
    kind: 'quantity',
    id: `deployment.speculation.${field}`,
    group: 'Deployment',
    label: whole ? 'Tokens drafted per step' : 'Drafted tokens accepted',
    overridden: false,
    grade: 'guess',
    value: speculation[field],
    base: null,
    text: dimensionText(LIMITS[`deployment.speculation.${field}`]),
    scale: whole ? { minimum: 1, maximum: 16, logarithmic: false, snap: Math.round } : SHARE,
    set: (next) =>
      onScenario(scenario.id, ({ deployment }) => {
        if (deployment.speculation) deployment.speculation[field] = whole ? Math.max(1, Math.round(next)) : next
      }),
    reset: null,
  }
}

function draftCost(scenario: Scenario, speculation: Speculation): QuantityInput {
  return {
    kind: 'quantity',
    id: 'deployment.speculation.draftCost',
    group: 'Deployment',
    label: 'Draft model over the model',
    overridden: speculation.draftCost !== null,
    grade: 'estimate',
    value: speculation.draftCost,
    base: null,
    text: dimensionText(LIMITS['deployment.speculation.draftCost']),
    scale: SHARE,
    note: speculation.draftCost === null ? 'The model’s own prediction layer: one layer and the head.' : null,
    set: (next) =>
      onScenario(scenario.id, ({ deployment }) => {
        if (deployment.speculation) deployment.speculation.draftCost = next
      }),
    reset: onScenario(scenario.id, ({ deployment }) => {
      if (deployment.speculation) deployment.speculation.draftCost = null
    }),
  }
}

/** Whether tokens are drafted and verified together, and how well. */
export function speculationFields(scenario: Scenario): readonly FieldInput[] {
  const { speculation } = scenario.deployment
  return [
    {
      kind: 'choice',
      id: 'deployment.speculation',
      group: 'Deployment',
      label: 'Speculative decoding',
      detail: speculation === null,
      overridden: false,
      grade: null,
      value: speculation === null ? 'off' : 'on',
      as: 'segment',
      options: [
        { value: 'off', label: 'Off', hint: 'One token per request and step' },
        { value: 'on', label: 'On', hint: 'Several tokens are drafted and verified in one step' },
      ],
      set: (next) => deploymentRecipe(scenario.id, { speculation: next === 'on' ? USUAL : null }),
    },
    ...(speculation === null
      ? []
      : [
          speculationNumber(scenario, speculation, 'draftTokens'),
          speculationNumber(scenario, speculation, 'acceptance'),
          draftCost(scenario, speculation),
        ]),
  ]
}

/** What is kept in host memory and read over the host link; nothing can be on a device without one. */
export function offloadFields(scenario: Scenario, { hostLink, kind }: HardwareProfile): readonly QuantityInput[] {
  const { offload } = scenario.deployment
  const isSet = offload.weights > 0 || offload.kv > 0
  if (!isSet && (hostLink === null || kind === 'wafer')) return []
  const field = (name: keyof Offload, label: string): QuantityInput => ({
    kind: 'quantity',
    id: `deployment.offload.${name}`,
    group: 'Deployment',
    label,
    detail: offload[name] === 0,
    overridden: false,
    grade: null,
    value: offload[name],
    base: null,
    text: dimensionText(LIMITS[`deployment.offload.${name}`]),
    scale: SHARE,
    set: (next) => deploymentRecipe(scenario.id, { offload: { ...offload, [name]: next } }),
    reset: null,
  })
  return [field('weights', 'Weights kept in host memory'), field('kv', 'KV cache kept in host memory')]
}
