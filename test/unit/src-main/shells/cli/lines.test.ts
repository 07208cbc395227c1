import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerLines } from '#main/shells/cli/lines.ts'
import { LONGEST_LINE } from '#shared/domain/longestLine.ts'

const echo = { answer: (line: string) => `<${line}>`, answerTooLong: () => '<too long>' }

async function* chunked(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0
  for (let index = 0; from < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? bytes.length
    yield bytes.subarray(from, from + size)
    from += size
  }
}

async function answersTo(text: string, sizes: readonly number[] = [65536]): Promise<string[]> {
  const written: string[] = []
  await answerLines(chunked(new TextEncoder().encode(text), sizes), echo, async (answer) => void written.push(answer))
  return written
}

describe('answerLines', () => {
  it('gives the same answers however the input is cut, even inside a character', async () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '' && !/\n/.test(text))
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.boolean(),
        async (lines, sizes, ends) => {
          const text = lines.join('\n') + (ends ? '\n' : '')
          expect((await answersTo(text, sizes)).join('')).toBe(lines.map((one) => `<${one}>\n`).join(''))
        },
      ),
    )
  })

  it('passes over empty lines and writes what arrives together together', async () => {
    expect(await answersTo('a\n\n  \nb\n')).toEqual(['<a>\n<b>\n'])
  })

  it('answers complete lines before it waits for more', async () => {
    const written: string[] = []
    let seen: string[] = []
    async function* input(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('a\nb')
      seen = [...written]
      yield new TextEncoder().encode('c\n')
    }
    await answerLines(input(), echo, async (answer) => void written.push(answer))
    expect(seen).toEqual(['<a>\n'])
    expect(written).toEqual(['<a>\n', '<bc>\n'])
  })

  it.each([[[65536]], [[LONGEST_LINE * 2]], [[999_983]]])(
    'keeps no more than the cap of a line (%j)',
    async (sizes) => {
      const text = `a\n${'x'.repeat(LONGEST_LINE + 1)}\nb\n${'y'.repeat(LONGEST_LINE * 3)}`
      expect((await answersTo(text, sizes)).join('')).toBe('<a>\n<too long>\n<b>\n<too long>\n')
      const exactly = 'z'.repeat(LONGEST_LINE)
      expect((await answersTo(exactly, sizes)).join('')).toBe(`<${exactly}>\n`)
    },
  )
})
