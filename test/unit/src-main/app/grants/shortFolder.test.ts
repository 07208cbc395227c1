import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortFolder } from '#main/app/grants/shortFolder.ts'

test('a short folder is shown whole', () => {
  expect(shortFolder('/home/ada/plans/chat.memwall', 'chat.memwall')).toBe('/home/ada/plans')
  expect(shortFolder('chat.memwall', 'chat.memwall')).toBe('')
})

test('a long one from its end, in whole names', () => {
  const folder = '/home/ada/a-rather-long-folder-name-for-planning/serving/2027'
  expect(shortFolder(`${folder}/chat.memwall`, 'chat.memwall')).toBe('…/serving/2027')
  expect(shortFolder(`C:\\Users\\ada\\${'x'.repeat(50)}\\2027\\chat.memwall`, 'chat.memwall')).toBe('…\\2027')
})

test('what is shown is always the end of the folder', () => {
  const part = fc.stringMatching(/^[a-z0-9 -]{1,60}$/)
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
      const folder = `/${parts.join('/')}`
      const short = shortFolder(`${folder}/a.memwall`, 'a.memwall')
      expect(folder.endsWith(short.replace(/^…/, ''))).toBe(true)
      expect(short.length).toBeGreaterThan(0)
    }),
  )
})
