import type { BandwidthAllocation } from '#shared/domain/deployment.ts'
import { modelLevel, type HardwareProfile } from '#shared/domain/hardware.ts'
import { LIMITS } from '#shared/domain/limits.ts'
import { figureAt } from '#shared/domain/overrides.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import { formatText } from '#shared/units/format.ts'
import type { SliderScale } from '../../ui/sliderScale.ts'
import { deploymentRecipe } from '../recipes.ts'
import { dimensionText } from './dimensionText.ts'
import type { FieldInput, QuantityInput } from './fields.ts'

const SHARE: SliderScale = {
  minimum: 0.01,
  maximum: 0.99,
  logarithmic: false,
  snap: (value) => Math.round(value * 100) / 100,
}

interface Shared {
  /** Bytes/s of memory and link together, per device and direction. */
  readonly total: number
  /** Share that memory has of it as the device is built. */
  readonly memory: number
}

/** What could be dealt out: null where the device has no memory off its die, or no link. */
function sharedBandwidth(scenario: Scenario, hardware: HardwareProfile): Shared | null {
  const level = modelLevel(hardware)
  if (level.kind === 'sram') return null
  const valueOf = (path: string): number => scenario.hardwareOverrides[path] ?? figureAt(hardware, path)?.value ?? 0
  const memory = valueOf(`memory.${level.id}.bandwidth`)
  const link = valueOf('scaleUp.bandwidth')
  return memory > 0 && link > 0 ? { total: memory + link, memory: memory / (memory + link) } : null
}

function phaseField(
  scenario: Scenario,
  allocation: BandwidthAllocation,
  phase: keyof BandwidthAllocation,
  shared: Shared,
): QuantityInput {
  const share = allocation[phase]
  const memory = formatText(shared.total * share, 'bytesPerSecond')
  const link = formatText(shared.total * (1 - share), 'bytesPerSecond')
  return {
    kind: 'quantity',
    id: `deployment.bandwidthAllocation.${phase}`,
    group: 'Deployment',
    label: phase === 'prefill' ? 'Memory share while prompts run' : 'Memory share while decoding',
    overridden: false,
    grade: 'guess',
    value: share,
    base: null,
    text: dimensionText(LIMITS[`deployment.bandwidthAllocation.${phase}`]),
    scale: SHARE,
    note: `Memory ${memory}, link ${link}.`,
    set: (next) => deploymentRecipe(scenario.id, { bandwidthAllocation: { ...allocation, [phase]: next } }),
    reset: null,
  }
}

/** A hypothetical machine that deals its package bandwidth out anew in each phase: between memory and the link. */
export function allocationFields(scenario: Scenario, hardware: HardwareProfile): readonly FieldInput[] {
  const shared = sharedBandwidth(scenario, hardware)
  const allocation = scenario.deployment.bandwidthAllocation
  if (shared === null && allocation === null) return []
  const built = Math.min(0.99, Math.max(0.01, Math.round((shared?.memory ?? 0.5) * 100) / 100))
  return [
    {
      kind: 'choice',
      id: 'deployment.bandwidthAllocation',
      group: 'Deployment',
      label: 'Memory and link bandwidth',
      detail: allocation === null,
      overridden: allocation !== null,
      grade: null,
      value: allocation === null ? 'fixed' : 'phase',
      as: 'segment',
      options: [
        { value: 'fixed', label: 'As built', hint: 'Both as the device has them, in every phase' },
        { value: 'phase', label: 'By phase', hint: 'A hypothetical machine: what memory gains, the link loses' },
      ],
      set: (next) =>
        deploymentRecipe(scenario.id, {
          bandwidthAllocation: next === 'phase' ? { prefill: built, decode: built } : null,
        }),
    },
    ...(allocation === null || shared === null
      ? []
      : [phaseField(scenario, allocation, 'prefill', shared), phaseField(scenario, allocation, 'decode', shared)]),
  ]
}
