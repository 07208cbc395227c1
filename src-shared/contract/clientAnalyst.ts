import type { Workspace } from '../domain/workspace.ts'
import type { Analyst } from '../verdict/reachVerdict.ts'
import type { Client } from './client.ts'
import { valueOf } from './errors.ts'

/** Has a verdict's analyses worked out by the core, its draws under the name `confidence`. @throws CodedError as they fail */
export function clientAnalyst(client: Client, workspace: Workspace): Analyst {
  return {
    confidence: async (asked) =>
      valueOf(await client.call('analysis.confidence', { workspace, ...asked, job: 'confidence' })),
    breakEven: async (asked) => valueOf(await client.call('analysis.breakEven', { workspace, ...asked })),
  }
}
