import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { cacheBytesPerRequest } from '#shared/domain/lowering/footprint.ts'
import { BITS_PER_ELEMENT } from '#shared/domain/precision.ts'
import { toNumber } from '#shared/units/unknown.ts'
import type { Machine, MachineLink } from '../machine/machine.ts'
import type { Plan } from '../serving/plan.ts'
import type { PathEnd, Transfer } from '../serving/service.ts'

/** The way of one pool's devices to the other's. */
function endOf(machine: Machine, near: boolean): PathEnd {
  const { profile, link, network, host } = machine
  const end = (path: PathEnd['path'], { bandwidth }: MachineLink, name: string | undefined): PathEnd => ({
    device: profile.name,
    path,
    name: name ?? path,
    bandwidth,
  })
  if (near && link !== null) return end('scaleUp', link, profile.scaleUp?.name)
  if (network !== null) return end('scaleOut', network, profile.scaleOut?.name)
  if (host !== null) return end('host', host, profile.hostLink?.name)
  return { device: profile.name, path: 'unknown', name: 'link', bandwidth: toNumber(null) }
}

/** Whether two profiles are one device, changed alike: then one kind of machine holds both pools. */
export function isOneDevice(one: HardwareProfile, two: HardwareProfile): boolean {
  return one === two || one.id === two.id
}

/**
 * How the cache of a prompt reaches the pool that decodes: over the scale-up link where both pools are of one device and
 * within its domain, else each over its own network, or its host's where it has none. Pools that cut or hold the cache
 * differently cut it anew on the way; what comes in another format, or from another maker's device, whose kernels lay it
 * out otherwise, is read and written once more where it arrives.
 * @param prefill plan of the pool that sends @param decode of the pool that takes @param devices of both pools together
 */
export function transferOf(prefill: Plan, decode: Plan, devices: number): Transfer {
  const [from, to] = [prefill.machine, decode.machine]
  const alike = isOneDevice(from.profile, to.profile)
  const near = alike && to.link !== null && devices <= to.link.domain
  // With no network, devices of one kind reach one another over the link they have, however far.
  const reached = (machine: Machine): boolean => near || (alike && machine.network === null && machine.link !== null)
  const [sender, taker] = [endOf(from, reached(from)), endOf(to, reached(to))]
  const held = (plan: Plan, tokens: number): number => cacheBytesPerRequest(plan.layout, plan.operators, tokens)
  const [sentBits, heldBits] = [prefill, decode].map(({ layout }) => BITS_PER_ELEMENT[layout.kvPrecision]) as [
    number,
    number,
  ]
  const taken = (tokens: number): number => (held(decode, tokens) * sentBits) / heldBits
  const converts = prefill.layout.kvPrecision !== decode.layout.kvPrecision || from.vendor !== to.vendor
  return {
    sender,
    taker,
    sent: (tokens) => held(prefill, tokens),
    taken,
    converts,
    rewriting: (tokens) => (converts ? (taken(tokens) + held(decode, tokens)) / to.serving.bandwidth : 0),
  }
}
