import type { z } from 'zod'
import { MOST_IMPORTED, type ImportedProfile } from '#shared/contract/imports.ts'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { limitWording } from '#shared/domain/limitIssue.ts'
import { modelProfileSchema } from '#shared/domain/model.ts'
import { wordingText } from '#shared/words/say.ts'
import { quoted, tooLarge } from './failures.ts'
import { plainLine } from './plainLine.ts'

/** Whether parsed JSON looks like one of our own profiles, or a list of them. */
export function areProfiles(value: unknown): boolean {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  return items.length > 0 && items.every((item) => kindOf(item) !== null)
}

/** What a profile describes, by the part that only it has. */
function kindOf(value: unknown): ImportedProfile['kind'] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  if (Object.hasOwn(value, 'layerGroups')) return 'model'
  return Object.hasOwn(value, 'memory') && Object.hasOwn(value, 'peaks') ? 'hardware' : null
}

/**
 * Reads profiles in the form in which the library ships and prints them.
 * @param value one profile or a list of them @param file name of the file, for messages
 * @returns the good ones, and one sentence for each other @throws CodedError document-too-large
 */
export function readProfiles(
  value: unknown,
  file: string,
): { readonly entries: readonly ImportedProfile[]; readonly problems: readonly string[] } {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (items.length > MOST_IMPORTED)
    throw tooLarge(`${quoted(file)} holds more than ${MOST_IMPORTED} profiles: split it.`)
  const entries: ImportedProfile[] = []
  const problems: string[] = []
  for (const [index, item] of items.entries()) {
    const isModel = kindOf(item) === 'model'
    const parsed = isModel ? modelProfileSchema.safeParse(item) : hardwareProfileSchema.safeParse(item)
    const problem = parsed.success ? danglingSource(parsed.data) : issueText(parsed.error)
    if (parsed.success && problem === null) {
      entries.push(
        isModel
          ? { kind: 'model', profile: modelProfileSchema.parse(item) }
          : { kind: 'hardware', profile: hardwareProfileSchema.parse(item) },
      )
    } else {
      problems.push(`Profile ${index + 1} of ${quoted(file)}: ${problem}; correct it in the file.`)
    }
  }
  return { entries, problems }
}

/** The first thing wrong with a profile made here, or null. */
export function profileProblem(schema: z.ZodType, profile: unknown): string | null {
  const parsed = schema.safeParse(profile)
  return parsed.success ? null : issueText(parsed.error)
}

function issueText(error: z.ZodError): string {
  const issue = error.issues[0]
  if (!issue) return 'it is not valid'
  const field = plainLine(issue.path.map(String).join('.'), 100)
  const limit = limitWording(issue)
  const reason = plainLine((limit ? wordingText(limit) : issue.message).replace(/\.$/, ''), 200)
  return field === '' ? reason : `“${field}” is not valid: ${reason}`
}

/**
 * A figure that cites what the table of sources lacks could not be followed back.
 * @returns what is wrong, or null
 */
export function danglingSource(profile: { readonly sources: Readonly<Record<string, unknown>> }): string | null {
  const stack: unknown[] = [profile]
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (typeof value !== 'object' || value === null) continue
    const { source } = value as { source?: unknown }
    if (typeof source === 'string' && !Object.hasOwn(profile.sources, source)) {
      return `the source ${quoted(source)} of a figure is not among its sources`
    }
    stack.push(...Object.values(value).filter((item) => item !== null && item !== undefined))
  }
  return null
}
