import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chartTheme, scenarioStyle, withAlpha } from '#shared/charts/kit/theme.ts'
import { RESOURCES } from '#shared/domain/result.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const TOKEN_NAMES = { memory: 'hbm' } as const

/** Colours of one theme block of the design tokens, as charts write them. */
function tokensOf(css: string, theme: 'light' | 'dark'): Map<string, string> {
  const block = css.slice(css.indexOf(`[data-theme='${theme}']`)).split('}')[0] ?? ''
  return new Map(
    [...block.matchAll(/--([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6})/g)].map((match) => [
      match[1] ?? '',
      match[2]?.toUpperCase() ?? '',
    ]),
  )
}

describe('chartTheme', () => {
  it('has the colours of the design tokens', () => {
    const css = readFileSync(repositoryFile('src-renderer/ui/tokens.css'), 'utf8')
    for (const name of ['light', 'dark'] as const) {
      const theme = chartTheme(name)
      const tokens = tokensOf(css, name)
      theme.scenarios.forEach((style, slot) => {
        expect(style.color).toBe(tokens.get(`scenario-${slot + 1}`))
        expect(style.onColor).toBe(tokens.get(`on-scenario-${slot + 1}`))
      })
      for (const resource of RESOURCES) {
        const token = resource === 'memory' ? TOKEN_NAMES.memory : resource
        expect(theme.resources[resource].fill).toBe(tokens.get(`bind-${token}`))
        expect(theme.resources[resource].line).toBe(tokens.get(`bind-${token}-line`))
      }
      for (const [key, token] of [
        ['ink', 'ink'],
        ['ink2', 'ink-2'],
        ['ink3', 'ink-3'],
        ['line', 'line'],
        ['lineStrong', 'line-strong'],
        ['surface', 'surface'],
        ['canvas', 'canvas'],
        ['bad', 'bad'],
      ] as const) {
        expect(theme[key]).toBe(tokens.get(token))
      }
    }
  })
  it('tells resources apart by hatch and, on paper, scenarios by dash', () => {
    const print = chartTheme('print')
    expect(new Set(RESOURCES.map((resource) => print.resources[resource].hatch)).size).toBe(RESOURCES.length)
    expect(new Set(print.scenarios.map((style) => JSON.stringify(style.dash))).size).toBe(8)
  })
  it('repeats slots beyond the eight and fades colours', () => {
    const light = chartTheme('light')
    expect(scenarioStyle(light, 9)).toEqual(scenarioStyle(light, 1))
    expect(withAlpha('#1F42D0', 0.16)).toBe('#1F42D029')
  })
})
