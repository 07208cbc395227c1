import type { Scenario } from '#shared/domain/scenario.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { shortHardwareName, shortModelName } from '#shared/domain/names.ts'
import { systemsText } from '#shared/domain/systemUnit.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { layoutWords } from '#shared/domain/layoutWords.ts'
import { formatText } from '#shared/units/format.ts'
import type { FieldGroup } from './fields.ts'

/** "TP 8", "TP 4 · PP 2", "14 + 9 workers" of prefill and decode: how the model is cut. */
export function splitText(deployment: Scenario['deployment']): string {
  const { pools } = deployment
  if (deployment.serving === 'disaggregated' && pools)
    return `${pools.prefill.workers} + ${pools.decode.workers} workers`
  const split = layoutWords(deployment)
  return split.length > 0 ? split.join(' · ') : 'not split'
}

/** What a closed group says at its right. */
export function groupSummary(
  group: FieldGroup,
  scenario: Scenario,
  hardware: HardwareProfile,
  model: ModelProfile,
  workload: Workload,
): string {
  switch (group) {
    case 'Hardware':
      return (
        systemsText(hardware, scenario.deployment.devices) ??
        `${scenario.deployment.devices} × ${shortHardwareName(hardware)}`
      )
    case 'Model':
      return shortModelName(model)
    case 'Workload':
      return `${formatText(workload.concurrency, 'count')} × ${formatText(workload.inputTokens, 'count')} in`
    case 'Deployment':
      return `${splitText(scenario.deployment)} · ${scenario.deployment.serving}`
    case 'Economics':
      return scenario.economics.mode === 'own'
        ? `${formatText(scenario.economics.lifetimeYears, 'count')} years · ${formatText(scenario.economics.utilisation, 'share', { digits: 2 })} used`
        : `rented · ${formatText(scenario.economics.utilisation, 'share', { digits: 2 })} used`
  }
}
