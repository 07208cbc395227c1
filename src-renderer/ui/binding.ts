import type { Resource, SpeedOfLight } from '#shared/domain/result.ts'

/** Token names use `hbm` for the off-chip memory that the domain calls `memory`. */
const TOKEN: Readonly<Record<Resource, string>> = {
  compute: 'compute',
  sram: 'sram',
  memory: 'hbm',
  link: 'link',
  host: 'host',
  overhead: 'overhead',
}

const HATCH: Readonly<Record<Resource, string>> = {
  compute: 'none',
  sram: 'radial-gradient(circle at 2px 2px, var(--bl) 0.9px, transparent 1.1px)',
  memory: 'repeating-linear-gradient(135deg, var(--bl) 0 1px, transparent 1px 4px)',
  link: 'repeating-linear-gradient(45deg, var(--bl) 0 1px, transparent 1px 4px)',
  host: 'repeating-linear-gradient(0deg, var(--bl) 0 1px, transparent 1px 4px)',
  overhead: 'repeating-linear-gradient(90deg, var(--bl) 0 1px, transparent 1px 4px)',
}

/** Fill, line and hatch of a binding resource as custom properties `--bf`, `--bl`, `--bh`, `--bs`. Capacity is unhatched. */
export function bindingStyle(resource: SpeedOfLight['resource']): Readonly<Record<string, string>> {
  if (resource === 'capacity') return { '--bf': 'transparent', '--bl': 'var(--ink-3)', '--bh': 'none', '--bs': 'auto' }
  const token = TOKEN[resource]
  return {
    '--bf': `var(--bind-${token})`,
    '--bl': `var(--bind-${token}-line)`,
    '--bh': HATCH[resource],
    '--bs': resource === 'sram' ? '4px 4px' : 'auto',
  }
}
