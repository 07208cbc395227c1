import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from '#main/library/open.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { ownStack } from '../../../support/ownStack.ts'
import { temporaryFolder } from '../../../support/folders.ts'
import { openForTest } from './librarySupport.ts'

/** Numbers from 0 to 1 that are the same in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const watts = (value: number) =>
  ({ typed: String(value), unit: 'W', low: '', high: '', grade: 'guess', note: '', source: null }) as const

/** Edits a device of the user's. */
export function editPower(library: Library, id: string, value: number): void {
  library.edit({ kind: 'hardware', id, path: 'power.board', edit: watts(value) })
}

/** The user's profiles in a library of `folderWithOwn`, with the names they have. */
export const OWN = [
  ...[1, 2, 3, 4, 5, 6].map((number) => ({ kind: 'hardware' as const, id: `box-${number}`, name: `Box ${number}` })),
  ...[1, 2, 3].map((number) => ({ kind: 'models' as const, id: `net-${number}`, name: `Net ${number}` })),
]

/** A closed library with devices, models and calibrations of the user's, edited, removed and brought back. */
export function folderWithOwn(): string {
  const folder = temporaryFolder()
  const library = openForTest(folder, { person: 'mary' })
  for (const { kind, id, name } of OWN) {
    library.copy({ kind, id: kind === 'hardware' ? 'b200-sxm' : 'deepseek-v3', newId: id, name })
  }
  for (const [index, id] of ['box-1', 'box-2', 'box-3', 'box-1'].entries()) editPower(library, id, 700 + index)
  library.copy({ kind: 'hardware', id: 'rtx-4090', newId: 'gone', name: 'Gone' })
  library.remove({ kind: 'hardware', id: 'gone' })
  library.remove({ kind: 'hardware', id: 'box-4' })
  library.restore({ kind: 'hardware', id: 'box-4', revision: 1 })
  for (const number of [1, 2]) library.saveStack(ownStack(`stack-${number}`, `Stack ${number}`), false)
  library.close()
  return folder
}

/** A copy of a library's folder. */
export function copyOf(folder: string): string {
  const copy = temporaryFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** What one question is answered with: a value, or the sentence with which it was refused. */
export interface Answer {
  /** The profile it is about; null: the library as a whole. */
  readonly about: string | null
  readonly value: string
  readonly failed: boolean
}

/** Everything that a library tells of itself, by question. */
export function answersOf(library: Library): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>()
  const ask = (question: string, about: string | null, answer: () => unknown) => {
    try {
      answers.set(question, { about, value: JSON.stringify(answer()), failed: false })
    } catch (thrown) {
      const message =
        thrown instanceof CodedError ? `${thrown.code}: ${thrown.message}` : `not in words: ${String(thrown)}`
      answers.set(question, { about, value: message, failed: true })
    }
  }
  for (const { kind, id, name } of [...OWN, { kind: 'hardware' as const, id: 'gone', name: 'Gone' }]) {
    ask(`profile ${id}`, name, () => (kind === 'hardware' ? library.hardware(id) : library.model(id)))
    ask(`history ${id}`, name, () => library.history({ kind, id }))
    ask(`origin ${id}`, name, () => library.origin(kind === 'hardware' ? 'hardware' : 'model', id))
  }
  for (const id of ['b200-sxm', 'cerebras-wse3', 'rtx-4090']) ask(`shipped ${id}`, null, () => library.hardware(id))
  for (const id of ['llama-3.1-70b', 'deepseek-v3']) ask(`shipped ${id}`, null, () => library.model(id))
  ask('devices', null, () => library.listHardware(''))
  ask('models', null, () => library.listModels(''))
  ask('lines', null, () => ({ ...library.lines(), revision: 0 }))
  ask('stacks', null, () => library.listStacks())
  ask('export', null, () => library.export(true))
  return answers
}

/** The questions that two libraries answer differently. */
export function differences(
  before: ReadonlyMap<string, Answer>,
  after: ReadonlyMap<string, Answer>,
): readonly (Answer & { readonly question: string })[] {
  return [...after].flatMap(([question, answer]) =>
    answer.value === before.get(question)?.value ? [] : [{ question, ...answer }],
  )
}

/** Whether a notice accounts for what is different. */
export function isNamed(
  notice: string | null,
  { about, question }: { about: string | null; question: string },
): boolean {
  if (notice === null) return false
  if (notice.includes('nothing else of it can be read')) return true
  if (question.startsWith('history') && notice.includes('a part of the history')) return true
  // The lists and the file hold whatever a profile has lost.
  if (about === null) return /Lost:|Only an earlier state/.test(notice)
  return notice.includes(`“${about}”`)
}

/** The library's file in a folder. */
export const mainOf = (folder: string) => join(folder, 'library.sqlite')
