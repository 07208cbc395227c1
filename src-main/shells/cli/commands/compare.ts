import { matrixRows, type MatrixRow } from '#shared/charts/matrix/executiveMatrix.ts'
import { formatText } from '#shared/units/format.ts'
import { rivalsNotOwn, rivalsSentence, stacksDiffer, stackText, stepName } from '#shared/words/calibrationWords.ts'
import { fitState, heldCount } from '#shared/words/fitWords.ts'
import { withinSentence } from '#shared/words/text.ts'
import { say } from '#shared/words/say.ts'
import type { Command } from '../command.ts'
import { openFile } from '../connect.ts'
import { eachFile, MOST_FILES } from '../eachFile.ts'
import { EXIT } from '../exitCodes.ts'
import { evaluateWorkspace, loadLine, RESOURCE_WORDS, type Evaluated } from '../scenarios.ts'
import { formatTable } from '../table.ts'
import { jsonText } from '../jsonText.ts'
import { BASELINE_OPTION, withBaseline } from '../withBaseline.ts'

type Cell = MatrixRow['cells'][number]

/** The executive matrix: the same questions as in the window. */
export const compareCommand: Command = {
  name: 'compare',
  get summary() {
    return say('cli.compare.summary')
  },
  usage: ['compare FILE… [--baseline ID]'],
  words: [1, MOST_FILES],
  get about() {
    return say('cli.compare.about')
  },
  options: BASELINE_OPTION,
  json: '{"file", "title", "baseline", "normaliser", "scenarios":[{"id", "letter", "name", "fits", "binding", "calibration"}], "rows":[{"id", "title", "detail", "better", "dimension", "cells":[{"scenario", "state", "value", "low", "high", "grade", "delta", "best", "reason"}]}]} with values in SI units, null where unknown.',
  examples: [['memwall compare plan.memwall', 'the matrix of the start view']],
  run: eachFile(async ({ words, flags, values, terminal, connect }) => {
    const { workspace: opened, path } = await openFile(words[0] ?? '')
    const workspace = withBaseline(opened, values)
    const columns = await evaluateWorkspace(workspace, connect)
    const rows = matrixRows(
      columns.map(({ result }) => result),
      columns.map(({ scenario, resolved }) => ({ id: scenario.id, resolved })),
      workspace.baseline,
      workspace.normaliser,
      workspace.objective,
    )
    if (flags.has('json')) {
      const { title, baseline, normaliser } = workspace
      const answer = {
        file: path,
        title,
        baseline,
        normaliser,
        scenarios: columns.map(scenarioJson),
        rows: rows.map(rowJson),
      }
      await terminal.print(jsonText(answer))
      return EXIT.done
    }
    const titles = columns.map(({ scenario, letter, name }) => ({
      title: `${letter} ${name}${scenario.id === workspace.baseline ? ' (baseline)' : ''}`,
      align: 'right' as const,
    }))
    const printed = [
      ['Fit', ...columns.map(fitWords)],
      [say('fit.heldTitle'), ...columns.map(({ result }) => heldCount(result.fit))],
      ...calibrationRows(columns),
      [
        'Decode is bound by',
        ...columns.map(({ result }) => (result.binding ? RESOURCE_WORDS[result.binding.decode.resource] : '')),
      ],
      ...rows.map((row) => [
        `${row.title}${row.arrow === '' ? '' : ` ${row.arrow}`}, ${row.detail}`,
        ...row.cells.map(cellText),
      ]),
    ]
    await terminal.print(
      `${terminal.bold(workspace.title)}\n${loadLine(workspace)}\n\n${formatTable([{ title: 'Question', align: 'left' }, ...titles], printed, terminal.bold)}${rivalLines(columns)}`,
    )
    return EXIT.done
  }),
}

function scenarioJson({ scenario, letter, name, result }: Evaluated) {
  return {
    id: scenario.id,
    letter,
    name,
    fits: result.fit.state,
    binding: result.binding,
    calibration: result.calibration,
  }
}

function rowJson({ id, title, detail, better, dimension, end, cells }: MatrixRow) {
  const scale = (fraction: number | undefined) => (fraction === undefined ? null : fraction * end)
  return {
    id,
    title,
    detail,
    better,
    dimension,
    cells: cells.map((cell) => ({
      scenario: cell.scenarioId,
      state: cell.state,
      value: cell.value,
      low: scale(cell.whisker?.low),
      high: scale(cell.whisker?.high),
      grade: cell.grade,
      delta: cell.delta?.text ?? null,
      best: cell.best,
      reason: cell.reason,
    })),
  }
}

/** How far each scenario is from measurements; on which stack, where the scenarios differ in it. */
function calibrationRows(columns: readonly Evaluated[]): string[][] {
  const uses = columns.map(({ result }) => result.calibration)
  return [
    [say('calibration.title'), ...uses.map(({ step }) => stepName(step))],
    ...(stacksDiffer(uses) ? [[say('calibration.stackTitle'), ...uses.map(stackText)]] : []),
  ]
}

/** A line for each scenario that is calibrated to own measurements and compared with some that are not. */
function rivalLines(columns: readonly Evaluated[]): string {
  const compared = columns.map(({ letter, result }) => ({ name: letter, calibration: result.calibration }))
  const lines = compared.flatMap(({ name, calibration }) => {
    const rivals = rivalsNotOwn(
      calibration,
      compared.filter((other) => other.name !== name),
    )
    return rivals.length === 0 ? [] : [`${name}: ${stepName(calibration.step)}. ${rivalsSentence(rivals)}\n`]
  })
  return lines.length === 0 ? '' : `\n${lines.join('')}`
}

function fitWords({ result }: Evaluated): string {
  const { fullness } = result.fit
  const full = fullness === null ? '' : `, ${formatText(fullness, 'share')} full`
  return `${withinSentence(fitState(result.fit))}${result.fit.state === 'fits' ? full : ''}`
}

function cellText({ text, unit, delta }: Cell): string {
  return [text, unit, delta ? `(${delta.text})` : ''].filter((part) => part !== '').join(' ')
}
