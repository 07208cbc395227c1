import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { createTerminal } from '#main/shells/cli/terminal.ts'

it('prints our styles, and of a title no command to the terminal', async () => {
  const output = Object.assign(new PassThrough(), { isTTY: true })
  const errors = new PassThrough()
  const terminal = createTerminal(output, errors, {})
  const title = 'Plan\u001b]0;taken over\u0007 \u001b[31m\u009b2J\u202e'
  await terminal.print(`${terminal.bold(title)}\n`)
  terminal.tell(`memwall: ${title}\n`)
  output.end()
  errors.end()
  const shown = 'Plan\\u001b]0;taken over\\u0007 \\u001b[31m\\u009b2J\\u202e'
  expect(await text(output)).toBe(`\u001b[1m${shown}\u001b[22m\n`)
  expect(await text(errors)).toBe(`memwall: ${shown}\n`)
})
