import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { formatTable } from '#main/shells/cli/table.ts'
import { createTerminal } from '#main/shells/cli/terminal.ts'

describe('formatTable', () => {
  it('aligns columns, counts wide characters twice and leaves no space at line ends', () => {
    const columns = [
      { title: 'Name', align: 'left' },
      { title: 'GB', align: 'right' },
      { title: 'Note', align: 'left' },
    ] as const
    expect(
      formatTable(columns, [
        ['昇腾 910C', '128', ''],
        ['H200', '141', 'x'],
      ]),
    ).toBe('Name        GB  Note\n昇腾 910C  128\nH200       141  x\n')
  })
})

describe('createTerminal', () => {
  const sink = (isTTY: boolean) =>
    Object.assign(new Writable({ write: (_chunk, _encoding, done) => done() }), { isTTY })

  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
  ])('terminal %s with %j uses styles: %s', (isTTY, environment, expected) => {
    const { bold } = createTerminal(sink(isTTY), sink(false), environment)
    expect(bold('x') !== 'x').toBe(expected)
  })
})
