import type { HardwareProfile } from './hardware.ts'
import type { ModelProfile } from './model.ts'
import { poolDevices } from './deployment.ts'
import type { Scenario } from './scenario.ts'

/** Words that sell a device but do not tell it apart. */
const SALES_WORDS = /\b(?:Instinct|GeForce|SXM\d?|\d+\s?GB)\b/g

/**
 * A device's name as people say it: "NVIDIA H200 SXM 141GB" → "H200", "Cerebras CS-3 (WSE-3)" → "WSE-3".
 * A wafer is known by its wafer, which its profile names in parentheses; elsewhere they hold a remark.
 */
export function shortHardwareName(hardware: Pick<HardwareProfile, 'name' | 'vendor' | 'kind'>): string {
  const wafer = hardware.kind === 'wafer' ? /\(([^)]+)\)/.exec(hardware.name)?.[1]?.replace(/^\d+ × /, '') : undefined
  if (wafer) return wafer
  const withoutVendor = hardware.vendor
    .split('/')
    .reduce((name, vendor) => (name.startsWith(`${vendor} `) ? name.slice(vendor.length + 1) : name), hardware.name)
  const short = withoutVendor
    .replace(/\([^)]*\)/g, '')
    .replace(SALES_WORDS, '')
    .replace(/\s+/g, ' ')
    .trim()
  return short || hardware.name
}

/** A model's name without what every variant shares: "Llama 3.1 70B Instruct" → "Llama 3.1 70B". */
export function shortModelName(model: Pick<ModelProfile, 'name'>): string {
  return model.name.replace(/[\s-]+(?:Instruct|Chat|Base|it)$/i, '')
}

type Named = Pick<HardwareProfile, 'name' | 'vendor' | 'kind'>

/**
 * What a scenario is called: the name the user gave, else devices and hardware ("8 × B200", "16 × Trainium2 + 4 × WSE-3").
 * @param prefill device of a prefill pool of its own; null: it has none
 */
export function scenarioName(
  scenario: Pick<Scenario, 'name' | 'deployment'>,
  hardware: Named,
  prefill: Named | null,
): string {
  const { name, deployment } = scenario
  if (name !== null) return name
  const { devices, pools } = deployment
  const own = shortHardwareName(hardware)
  const other = prefill && shortHardwareName(prefill)
  if (other === null || other === own || pools === null || deployment.serving !== 'disaggregated') {
    return `${devices} × ${own}`
  }
  const apart = poolDevices(pools.prefill)
  return `${apart} × ${other} + ${devices - apart} × ${own}`
}
