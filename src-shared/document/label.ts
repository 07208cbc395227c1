import { scenarioName } from '../domain/names.ts'
import { slotLetter, type Workspace } from '../domain/workspace.ts'
import { pathWords } from './words.ts'

/** Levels of the tree that a person does not know of. */
const HIDDEN_LEVELS: ReadonlySet<string> = new Set(['machine', 'layout'])

/**
 * A place in a workspace as a person would name it: "A, 8 × B200: layout, tensor parallel".
 * @param path names from the outside in, scenarios by id
 * @param workspaces where to look the scenario's name up, first find wins
 */
export function placeLabel(path: readonly string[], workspaces: readonly Workspace[]): string {
  const [first, id, ...rest] = path
  if (first !== 'scenarios' || id === undefined) return pathWords(path)
  const name = scenarioLabel(id, workspaces)
  const inner = rest.filter((part, index) => !(HIDDEN_LEVELS.has(part) && index < rest.length - 1))
  return inner.length === 0 ? name : `${name}: ${pathWords(inner)}`
}

function scenarioLabel(id: string, workspaces: readonly Workspace[]): string {
  for (const { scenarios, profiles } of workspaces) {
    const scenario = scenarios.find((candidate) => candidate.id === id)
    if (!scenario) continue
    const hardware = profiles.hardware[scenario.hardware]?.profile
    return `${slotLetter(scenario.slot)}, ${hardware ? scenarioName(scenario, hardware) : (scenario.name ?? id)}`
  }
  return `scenario ${id}`
}
