import { ownDevices } from '../workspace/recipes.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { shortHardwareName, shortModelName } from '#shared/domain/names.ts'
import { systemsWords } from '#shared/words/systemsWords.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { formatText } from '#shared/units/format.ts'
import { splitText } from '../workspace/splitText.ts'
import type { FieldGroup } from '../workspace/inputs/fields.ts'

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
      return systemsWords(hardware, ownDevices(scenario)) ?? `${ownDevices(scenario)} × ${shortHardwareName(hardware)}`
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
