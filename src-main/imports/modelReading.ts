import type { ModelProfile } from '#shared/domain/model.ts'
import { plainLine } from './plainLine.ts'

/** A model as one file describes it. */
export interface ModelReading {
  /** Its id stands for nothing yet. */
  readonly profile: ModelProfile
  /** One sentence for each thing the file does not say. */
  readonly assumed: readonly string[]
  /** Keys that were passed over and decide nothing here. */
  readonly ignored: readonly string[]
  /** One sentence for each reason not to trust the reading. */
  readonly problems: readonly string[]
  /** Only the language model of one that also sees or hears was read: its name may count the rest. */
  readonly partly?: boolean
  /** Nothing in the file names the model. */
  readonly unnamed?: boolean
}

/** Key of the file itself among a profile's sources. */
export const FILE_SOURCE = 'file'

/** What is said of a key that may stand for a part of the model, in an architecture that is otherwise read in full. */
export function unreadSentence(path: string): string {
  return `“${plainLine(path, 100)}” is not read: the profile is as if it were not there.`
}

/** The same in an architecture nobody knows, where it is a reason not to enter the model. */
export function unknownPartSentence(path: string, architecture: string): string {
  return `“${plainLine(path, 100)}” speaks of a part of “${plainLine(architecture, 60)}” that is not read: enter the model as a profile of your own instead.`
}

/** What is said of an architecture nobody knows. */
export function unknownArchitectureSentence(architecture: string): string {
  return `The architecture “${plainLine(architecture, 60)}” is not known: it is read as a decoder of attention and gated feed-forward layers.`
}
