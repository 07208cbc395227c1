import type { Workspace } from '../domain/workspace.ts'
import { canonicalJson } from './canonical.ts'
import { DOCUMENT_TYPE, type Envelope } from './envelope.ts'
import { documentChain } from './migrations/index.ts'

/**
 * The text of a `.memwall` file: all of the workspace, and nothing else. A file that is opened and saved is the same to the byte,
 * profiles included that nothing names; who changes a workspace drops what the change leaves behind (`forgottenProfiles`).
 */
export function serializeDocument(workspace: Workspace): string {
  const envelope: Envelope = { type: DOCUMENT_TYPE, version: documentChain.current, workspace }
  return canonicalJson(envelope)
}
