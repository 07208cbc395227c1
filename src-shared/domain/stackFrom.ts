import { measuredId } from './hardware.ts'
import type { OwnCalibration } from './ownCalibration.ts'
import type { ResolvedScenario } from './scenario.ts'
import type { Software } from './software.ts'
import type { StackProfile } from './stackProfile.ts'

/** A calibration as it is kept. @param name what the user calls it @param software the stack whose kernels were used */
export function stackFrom(
  name: string,
  note: string,
  { hardware }: Pick<ResolvedScenario, 'hardware'>,
  software: Software,
  { style, coefficients, points, errors, tpot, ttft, domain, better }: OwnCalibration,
): StackProfile {
  const own = errors.tpot.after === null ? errors.ttft : errors.tpot
  return {
    id: idOf(name),
    name: name.trim(),
    hardware: measuredId(hardware),
    software,
    style,
    coefficients,
    points: points.length,
    medianError: better ? own.after : own.before,
    medianErrorBefore: own.before,
    tpot,
    ttft,
    domain,
    note,
  }
}

/** An id made of a name: small letters, digits and hyphens. */
function idOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|-+$/g, '')
    .slice(0, 64)
  return plain === '' ? 'stack' : plain
}
