import { expect, test } from 'vitest'
import { readOnce } from '../../../../src-renderer/window/readOnce.ts'

/** Something to read that answers as told, and counts. */
function source(answers: readonly boolean[]) {
  const counted = { reads: 0 }
  const reading = readOnce(async () => {
    const answer = answers[counted.reads] ?? true
    counted.reads += 1
    return answer
  })
  return { counted, ...reading }
}

test('is read once, however often and early it is asked for', async () => {
  const { counted, load } = source([true])
  await Promise.all([load(), load()])
  await load()
  expect(counted.reads).toBe(1)
})

test('is read again after a failure', async () => {
  const { counted, load } = source([false, true])
  await load()
  await load()
  await load()
  expect(counted.reads).toBe(2)
})

test('is read anew only where it was read', async () => {
  const { counted, load, reload } = source([])
  await reload()
  expect(counted.reads).toBe(0)
  await load()
  await reload()
  expect(counted.reads).toBe(2)
})
