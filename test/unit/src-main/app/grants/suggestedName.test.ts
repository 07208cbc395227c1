import { expect, it } from 'vitest'
import { suggestedName } from '#main/app/grants/suggestedName.ts'

it.each([
  ['chat.memwall', 'chat.memwall'],
  ['Chat 2027', 'Chat 2027.memwall'],
  ['/home/ada/.bashrc', 'bashrc.memwall'],
  ['..\\..\\start.bat', 'start.bat.memwall'],
  ['../..', 'memwall.memwall'],
  ['', 'memwall.memwall'],
  ['a\u202Ellawmem.sh', 'allawmem.sh.memwall'],
  ['two\nlines\0.memwall', 'twolines.memwall'],
])('%j is suggested as %s', (wanted, expected) => {
  expect(suggestedName(wanted, 'workspace')).toBe(expected)
})
