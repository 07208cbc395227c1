import { describe, expect, it } from 'vitest'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { normaliseSvg } from '#shared/charts/kit/normaliseSvg.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { waterfall } from '#shared/charts/waterfall/waterfall.ts'
import { A, FOUR } from '../../../../support/results.ts'
import { renderSvg } from '../../../../support/renderSvg.ts'

describe('normaliseSvg', () => {
  it('replaces instance numbers by the order of appearance and drops hover styles', () => {
    const svg = `<svg><style ><![CDATA[.zr7-cls-0:hover{}]]></style><path class="zr7-cls-0" fill="url(#zr7-p3)"/><pattern id="zr7-p3"/></svg>`
    expect(normaliseSvg(svg)).toBe('<svg>\n<path fill="url(#m0)"/>\n<pattern id="m0"/>\n</svg>\n')
    expect(normaliseSvg(svg, 'fig2-')).toContain('url(#fig2-0)')
  })
  it('makes the same bytes whatever was rendered before', () => {
    const light = chartTheme('light')
    const draw = (): string => renderSvg(waterfall(A, light).option, { width: 400, height: 200 })
    const first = draw()
    renderSvg(memoryLadder({ scenarios: FOUR, baselineId: A.id }, light).option, { width: 300, height: 200 })
    expect(draw()).toBe(first)
    expect(first).not.toMatch(/zr\d/)
  })
})
