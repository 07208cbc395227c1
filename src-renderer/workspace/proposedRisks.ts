import type { Draft } from 'immer'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { machineIn } from '#shared/domain/brief/embedded.ts'
import { proposedFor, takenOver } from '#shared/domain/brief/proposeRisks.ts'
import type { Risk } from '#shared/domain/brief/risk.ts'
import { say } from '#shared/words/say.ts'
import { useMarket } from './marketStore.ts'
import { useWorkspace } from './workspaceStore.ts'

/** Risks that are proposed for alternatives of the open workspace, and the step that makes them its own. */
export interface ProposedRisks {
  /** Null: its software is scored, nothing was read of its machine, or what was read is not there yet. */
  proposalOf(alternative: Alternative): Risk | null
  /** Makes the proposals of some alternatives scores of the brief, as one step of undo. */
  takeOver(alternatives: readonly Alternative[]): void
}

/** Reads what is known of software when it is first used. */
export function useProposedRisks(): ProposedRisks {
  const market = useMarket()
  const store = useWorkspace()
  void market.load()

  function proposalOf(alternative: Alternative): Risk | null {
    const software = market.market?.software
    if (!software || !store.workspace) return null
    return proposedFor(alternative, machineIn(store.workspace.profiles, alternative.hardware), software)
  }

  function takeOver(alternatives: readonly Alternative[]): void {
    const proposals = new Map(alternatives.map((each) => [each.id, proposalOf(each)]))
    store.edit(say('brief.risk.takeOver.step'), ({ brief }) => {
      for (const alternative of brief.alternatives) {
        const proposal = proposals.get(alternative.id)
        if (proposal) alternative.risks.software = takenOver(proposal, brief.owner) as Draft<Risk>
      }
    })
  }

  return { proposalOf, takeOver }
}
