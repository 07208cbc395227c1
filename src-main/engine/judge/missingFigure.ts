import type { Finding } from '#shared/domain/result.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Machine } from '../machine/machine.ts'
import type { Latency } from '../serving/latency.ts'
import type { Service } from '../serving/service.ts'
import { decodeWorkers, promptWorkers } from '../serving/workers.ts'

type Missing = 'bandwidth' | 'cores' | 'peak' | 'link' | 'other'

function missing({ serving, mesh, peaks, link, network, host }: Machine, precision: Precision): Missing {
  if (!(serving.bandwidth > 0)) return 'bandwidth'
  if (mesh !== null && !(mesh.cores > 0)) return 'cores'
  // Attention is multiplied in 16 bits whatever the weights are kept in.
  if (!(peaks[precision].rate > 0) || !(peaks.bf16.rate > 0)) return 'peak'
  return link === null && network === null && host === null ? 'link' : 'other'
}

/**
 * The figure of a device for want of which its times are not known: nothing is taken for free where a figure is missing.
 * @param precision format the matrix products are computed in
 */
export function missingFigure(machine: Machine, precision: Precision): Finding {
  const parameters = { figure: missing(machine, precision), device: machine.profile.name, precision } as const
  return { severity: 'problem', code: 'figure-missing', parameters }
}

/**
 * The same of a deployment whose times are not known: of the device that lacks the figure, where prompts run on another one
 * or the way between two pools is not known.
 */
export function missingOf(service: Service, { prompt }: Latency): Finding {
  const prompts = promptWorkers(service).plan
  if (service.mode === 'disaggregated') {
    const { sender, taker } = service.transfer
    const end = [sender, taker].find(({ path }) => path === 'unknown')
    if (end !== undefined) {
      const parameters = { figure: 'link', device: end.device, precision: prompts.calibration.precision } as const
      return { severity: 'problem', code: 'figure-missing', parameters }
    }
  }
  const { machine, calibration } = Number.isFinite(prompt.seconds) ? decodeWorkers(service).plan : prompts
  return missingFigure(machine, calibration.precision)
}
