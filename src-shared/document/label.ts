import { alternativeName } from '../words/decision/alternativeName.ts'
import { nameIn } from '../domain/nameIn.ts'
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
  const [first, second, third, ...deeper] = path
  if (first === 'scenarios' && second !== undefined) {
    return within(scenarioLabel(second, workspaces), path.slice(2))
  }
  if (first === 'brief' && second === 'alternatives' && third !== undefined) {
    return within(alternativeLabel(third, workspaces), deeper)
  }
  return pathWords(path)
}

/** A place within what has a name. */
function within(name: string, path: readonly string[]): string {
  const inner = path.filter((part, index) => !(HIDDEN_LEVELS.has(part) && index < path.length - 1))
  return inner.length === 0 ? name : `${name}: ${pathWords(inner)}`
}

function alternativeLabel(id: string, workspaces: readonly Workspace[]): string {
  for (const { brief, profiles } of workspaces) {
    const alternative = brief.alternatives.find((candidate) => candidate.id === id)
    if (alternative)
      return alternativeWords(`${slotLetter(alternative.slot)}, ${alternativeName({ profiles }, alternative)}`)
  }
  return alternativeWords(id)
}

const alternativeWords = (name: string): string => `alternative ${name}`

function scenarioLabel(id: string, workspaces: readonly Workspace[]): string {
  for (const { scenarios, profiles } of workspaces) {
    const scenario = scenarios.find((candidate) => candidate.id === id)
    if (!scenario) continue
    return `${slotLetter(scenario.slot)}, ${nameIn({ profiles }, scenario)}`
  }
  return `scenario ${id}`
}
