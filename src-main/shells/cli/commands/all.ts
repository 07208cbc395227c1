import type { Command } from '../command.ts'
import { bestCommand } from './best.ts'
import { breakEvenCommand } from './breakEven.ts'
import { calibrateCommand } from './calibrate.ts'
import { compareCommand } from './compare.ts'
import { confidenceCommand } from './confidence.ts'
import { counterfactualCommand } from './counterfactual.ts'
import { diffCommand } from './diff.ts'
import { evaluateCommand } from './evaluate.ts'
import { experimentCommand } from './experiment.ts'
import { importCommand } from './import.ts'
import { libraryCommand } from './library.ts'
import { mergeCommand } from './merge.ts'
import { predictCommand } from './predict.ts'
import { reportCommand } from './report.ts'
import { sensitivityCommand } from './sensitivity.ts'
import { stacksCommand } from './stacks.ts'
import { validateCommand } from './validate.ts'

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  evaluateCommand,
  compareCommand,
  sensitivityCommand,
  breakEvenCommand,
  counterfactualCommand,
  bestCommand,
  confidenceCommand,
  reportCommand,
  predictCommand,
  validateCommand,
  experimentCommand,
  calibrateCommand,
  stacksCommand,
  libraryCommand,
  importCommand,
  diffCommand,
  mergeCommand,
]
