import { init } from '../../../src-renderer/ui/echarts.ts'
import { buildFigure, FIGURE_IDS } from '../../../src-renderer/results/figures.ts'
import { chartScenarios } from '../../../src-shared/words/scenario.ts'
import { chartTheme } from '../../../src-shared/charts/kit/theme.ts'
import type { ScenarioResult } from '../../../src-shared/domain/result.ts'
import type { Workspace } from '../../../src-shared/domain/workspace.ts'

/** A workspace and its results: what one set of charts is drawn from. */
export interface ChartsAloneState {
  readonly workspace: Workspace
  readonly results: readonly ScenarioResult[]
}

const theme = chartTheme('light')

/** The first four charts of the comparison, as options. */
function options({ workspace, results }: ChartsAloneState) {
  const scenarios = chartScenarios(workspace, results)
  const focusedId = workspace.baseline
  const input = { scenarios, baselineId: workspace.baseline, focusedId, animate: false, locked: () => undefined }
  return FIGURE_IDS.slice(0, 4).map((id) => {
    const figure = buildFigure(id, input, theme)
    if (!figure) throw new Error(`The chart ${id} is empty.`)
    return figure.option
  })
}

/** Draws the states in turns. @returns milliseconds from `setOption` to the painted frame, of each redraw */
async function measureCharts(states: readonly ChartsAloneState[], times: number): Promise<number[]> {
  const charts = FIGURE_IDS.slice(0, 4).map(() => {
    const host = document.createElement('div')
    host.style.cssText = 'float:left;width:500px;height:240px'
    document.body.append(host)
    return init(host, null, { renderer: 'canvas' })
  })
  const drawn = states.map(options)
  const latencies: number[] = []
  for (let round = 0; round < times + 10; round += 1) {
    const began = performance.now()
    for (const [index, option] of (drawn[round % drawn.length] ?? []).entries()) {
      charts[index]?.setOption(option, { notMerge: true, lazyUpdate: false })
    }
    await new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', () => resolve(), { once: true })
        channel.port1.start()
        channel.port2.postMessage(null)
      })
    })
    if (round >= 10) latencies.push(performance.now() - began)
  }
  return latencies
}

Object.assign(globalThis, { measureCharts })
