import { describe, expect, it } from 'vitest'
import { isOwnOrigin } from '../../../../../src-main/shells/browser/origin.ts'

const hosts = ['127.0.0.1:4000', 'localhost:4000']

describe('isOwnOrigin', () => {
  it.each([
    ['127.0.0.1:4000', undefined, false],
    ['localhost:4000', 'http://localhost:4000', true],
    ['127.0.0.1:4000', 'http://127.0.0.1:4000', true],
  ])('answers Host %s, Origin %s, writing %s', (host, origin, writes) => {
    expect(isOwnOrigin({ host, origin }, hosts, writes)).toBe(true)
  })

  it.each([
    [undefined, undefined, false],
    ['evil.example:4000', undefined, false],
    ['127.0.0.1', undefined, false],
    ['127.0.0.1:4001', undefined, false],
    ['127.0.0.1:4000.evil.example', undefined, false],
    // A write without an Origin is no page of ours.
    ['127.0.0.1:4000', undefined, true],
    ['127.0.0.1:4000', 'null', true],
    ['127.0.0.1:4000', 'http://evil.example', false],
    ['127.0.0.1:4000', 'https://127.0.0.1:4000', true],
    ['127.0.0.1:4000', 'http://127.0.0.1:4001', true],
  ])('refuses Host %s, Origin %s, writing %s', (host, origin, writes) => {
    expect(isOwnOrigin({ host, origin }, hosts, writes)).toBe(false)
  })
})
