import type { Workload } from '#shared/domain/workload.ts'
import type { Latency } from '../serving/latency.ts'
import { crossingOf, newTokens, type Service } from '../serving/service.ts'
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
    operator: { code: 'operatorName.requestOverhead' },
    cause: 'stepOverhead',
    seconds: latency.requestOverhead + latency.promptHost,
  })
  bookLine(ledger, { ...first, operator: { code: 'operatorName.queue' }, cause: 'queue', seconds: latency.queue })
  bookStep(ledger, prompt, 'prefill', latency.promptStep, latency.promptRuns)
  if (service.mode === 'disaggregated') {
    const { slower, bytes } = crossingOf(service, newTokens(load), latency.promptStep.prefillSequences)
    bookLine(ledger, {
      operator: { code: 'operatorName.kvTransfer' },
      phase: 'transfer',
      group: 'transfer',
      cause: 'kvTransfer',
      level: slower.name,
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
