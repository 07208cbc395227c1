import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rememberCheck } from '#main/library/checked.ts'
import { libraryFiles } from '#main/library/files.ts'
import { draws } from '../../../support/draws.ts'
import { answersOf, copyOf, differences, folderWithOwn, isNamed, mainOf, randomNumbers } from './damageSupport.ts'
import { openForTest } from './librarySupport.ts'

function flipBit(file: string, bit: number): void {
  const bytes = readFileSync(file)
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  writeFileSync(file, bytes)
}

/** What a flipped bit led to. */
type Outcome = 'same' | 'repaired' | 'refused'

/**
 * @param trusted nobody sees that the file was written: the disk itself lost the bit
 * @param backups whether what is lost can come back
 */
function afterFlip(
  original: string,
  before: ReturnType<typeof answersOf>,
  { bit, trusted, backups }: { bit: number; trusted: boolean; backups: boolean },
): Outcome {
  const folder = copyOf(original)
  const files = libraryFiles(folder)
  if (!backups) for (const backup of files.backups) rmSync(backup, { force: true })
  flipBit(files.main, bit)
  if (trusted) rememberCheck(files, Date.now())

  const library = openForTest(folder)
  const { notice } = library
  const answers = answersOf(library)
  const failed = [...answers.values()].filter((answer) => answer.failed && !before.has(answer.value))
  const context = `bit ${bit}, ${trusted ? 'trusted' : 'not trusted'}, ${backups ? 'with' : 'without'} backups: ${notice}`
  const refused = failed.some(({ value }) => /library is damaged/.test(value))
  expectNothingSilent(before, answers, notice, context)
  library.close()
  if (!refused) return notice === null ? 'same' : 'repaired'

  // What was refused is healed by one restart.
  const again = openForTest(folder)
  expect(again.notice, context).not.toBeNull()
  const healed = answersOf(again)
  expect(
    [...healed.values()].filter(({ value }) => /damaged/.test(value)),
    context,
  ).toEqual([])
  expectNothingSilent(before, healed, again.notice, `${context}; healed: ${again.notice}`)
  return 'refused'
}

function expectNothingSilent(
  before: ReturnType<typeof answersOf>,
  after: ReturnType<typeof answersOf>,
  notice: string | null,
  context: string,
): void {
  const silent = differences(before, after)
    .filter((answer) => !(answer.failed && /library is damaged/.test(answer.value)) && !isNamed(notice, answer))
    .map(({ question }) => question)
  expect(silent, context).toEqual([])
}

describe('one bit of the library that is not as it was', () => {
  const COUNT = draws(125)
  it.each([
    { trusted: false, backups: true },
    { trusted: false, backups: false },
    { trusted: true, backups: true },
    { trusted: true, backups: false },
  ])(
    'shows no other value: written by somebody %o',
    ({ trusted, backups }) => {
      const original = folderWithOwn()
      const before = answersOf(openForTest(copyOf(original)))
      const bits = readFileSync(mainOf(original)).length * 8
      const next = randomNumbers(Number(trusted) * 2 + Number(backups) + 1)
      const outcomes: Record<Outcome, number> = { same: 0, repaired: 0, refused: 0 }
      for (let draw = 0; draw < COUNT; draw += 1) {
        outcomes[afterFlip(original, before, { bit: Math.floor(next() * bits), trusted, backups })] += 1
      }
      // Not all of them are bits that nothing uses, or this test shows nothing.
      expect(outcomes.repaired + outcomes.refused).toBeGreaterThan(COUNT / 10)
    },
    600_000,
  )
})
