import type { Workload } from '#shared/domain/workload.ts'
import type { Latency } from '../serving/latency.ts'
import type { Service } from '../serving/service.ts'
import { decodeWorkers, promptWorkers } from '../serving/workers.ts'
import { bookStep, STACK } from './bookStep.ts'
import { bookLine, createLedger, type Ledger } from './ledger.ts'

/** Books the whole latency: decode lines sum to TPOT, prefill and transfer lines to TTFT. */
export function bookLatency(service: Service, load: Workload, latency: Latency): Ledger {
  const ledger = createLedger()
  const prompt = promptWorkers(service).plan
  const decode = decodeWorkers(service).plan
  const first = { ...STACK, phase: 'prefill' } as const
  bookLine(ledger, {
    ...first,
    operator: 'Request overhead',
    cause: 'stepOverhead',
    seconds: latency.requestOverhead,
  })
  bookLine(ledger, { ...first, operator: 'Queue', cause: 'queue', seconds: latency.queue })
  bookStep(ledger, prompt, 'prefill', latency.promptStep, latency.promptRuns)
  if (service.mode === 'disaggregated') {
    const bytes = service.transferBytes(load.inputTokens * (1 - load.cachedShare))
    const { profile } = prompt.machine
    const link = profile.scaleOut?.name ?? profile.scaleUp?.name ?? 'link'
    bookLine(ledger, {
      operator: 'KV transfer',
      phase: 'transfer',
      group: 'transfer',
      cause: 'kvTransfer',
      level: link,
      resource: 'link',
      seconds: latency.transfer,
      bytes,
    })
  }
  const { mixedShare, draftRuns, tokensPerStep } = latency
  bookStep(ledger, decode, 'decode', latency.baseStep, (1 - mixedShare) / tokensPerStep)
  if (mixedShare > 0) bookStep(ledger, prompt, 'decode', latency.mixedStep, mixedShare / tokensPerStep)
  if (draftRuns > 0) bookStep(ledger, decode, 'decode', latency.draftStep, draftRuns / tokensPerStep)
  return ledger
}
