import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repositoryFile } from '../../../support/nodeRuntime.ts'

const css = readFileSync(repositoryFile('src-renderer/ui/tokens.css'), 'utf8')

function theme(name: 'light' | 'dark'): ReadonlyMap<string, string> {
  const block = new RegExp(`\\[data-theme='${name}'\\] \\{([^}]*)\\}`, 's').exec(css)?.[1] ?? ''
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9A-F]{6})/gi)].map(([, key = '', value = '']) => [key, value]))
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio, WCAG 2.2. */
function contrast(first: string, second: string): number {
  const [low = 0, high = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

describe.each(['light', 'dark'] as const)('the %s theme', (name) => {
  const colours = theme(name)
  const ratio = (text: string, ground: string) => contrast(colours.get(text) ?? '', colours.get(ground) ?? '')
  const slots = [1, 2, 3, 4, 5, 6, 7, 8]
  const resources = ['compute', 'sram', 'hbm', 'link', 'host', 'overhead']

  test.each(['ink', 'ink-2', 'ink-3', 'good', 'bad', 'warn'])('sets %s readably on surface and canvas', (text) => {
    expect(ratio(text, 'surface')).toBeGreaterThanOrEqual(4.5)
    expect(ratio(text, 'canvas')).toBeGreaterThanOrEqual(4.5)
  })

  test('draws the borders of inputs visibly', () => {
    expect(ratio('control-line', 'surface')).toBeGreaterThanOrEqual(3)
  })

  test.each(slots)('shows scenario %i and its letter', (slot) => {
    expect(ratio(`scenario-${slot}`, 'surface')).toBeGreaterThanOrEqual(3)
    expect(ratio(`on-scenario-${slot}`, `scenario-${slot}`)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(resources)('outlines and letters %s', (resource) => {
    expect(ratio(`bind-${resource}-line`, 'surface')).toBeGreaterThanOrEqual(4.5)
    expect(ratio('ink', `bind-${resource}`)).toBeGreaterThanOrEqual(4.5)
  })
})

test('the page sets type in sizes of the tokens alone', () => {
  const root = repositoryFile('src-renderer')
  const sizes = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(vue|css)$/.test(name))
    .flatMap((name) => [...readFileSync(join(root, name), 'utf8').matchAll(/font-size: ([^;]+);/g)])
    .map(([, size]) => size)
  expect(sizes.length).toBeGreaterThan(50)
  expect(sizes.filter((size) => size !== 'inherit' && !size?.startsWith('var(--text-'))).toEqual([])
})
