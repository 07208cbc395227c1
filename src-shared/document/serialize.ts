import { usedProfileIds } from '../domain/resolve.ts'
import type { Workspace } from '../domain/workspace.ts'
import { canonicalJson } from './canonical.ts'
import { DOCUMENT_TYPE, type Envelope } from './envelope.ts'
import { documentChain } from './migrations/index.ts'

/**
 * The text of a `.memwall` file. Profiles that neither a scenario nor the brief uses any more are left out, so that the file holds what the
 * comparison rests on and nothing of its history.
 */
export function serializeDocument(workspace: Workspace): string {
  const envelope: Envelope = {
    type: DOCUMENT_TYPE,
    version: documentChain.current,
    workspace: { ...workspace, profiles: usedProfiles(workspace) },
  }
  return canonicalJson(envelope)
}

function usedProfiles(workspace: Workspace): Workspace['profiles'] {
  const { profiles } = workspace
  const used = usedProfileIds(workspace)
  return { hardware: pick(profiles.hardware, used.hardware), models: pick(profiles.models, used.models) }
}

function pick<Value>(table: Readonly<Record<string, Value>>, ids: ReadonlySet<string>): Record<string, Value> {
  return Object.fromEntries(Object.entries(table).filter(([id]) => ids.has(id)))
}
