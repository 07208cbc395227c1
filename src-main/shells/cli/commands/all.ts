import type { Command } from '../command.ts'
import { auditCommand } from './audit.ts'
import { bestCommand } from './best.ts'
import { breakEvenCommand } from './breakEven.ts'
import { briefCommand } from './brief.ts'
import { calibrateCommand } from './calibrate.ts'
import { checkCommand } from './check.ts'
import { compareCommand } from './compare.ts'
import { completionCommand } from './completion.ts'
import { counterfactualCommand } from './counterfactual.ts'
import { decideCommand } from './decide.ts'
import { diffCommand } from './diff.ts'
import { evaluateCommand } from './evaluate.ts'
import { experimentCommand } from './experiment.ts'
import { exportCommand } from './export.ts'
import { getCommand } from './get.ts'
import { importCommand } from './import.ts'
import { libraryCommand } from './library.ts'
import { marketCommand } from './market.ts'
import { mergeCommand } from './merge.ts'
import { newCommand } from './new.ts'
import { openCommand } from './open.ts'
import { predictCommand } from './predict.ts'
import { reportCommand } from './report.ts'
import { schemaCommand } from './schema.ts'
import { sensitivityCommand } from './sensitivity.ts'
import { setCommand } from './set.ts'
import { stacksCommand } from './stacks.ts'
import { validateCommand } from './validate.ts'
import { versionCommand } from './version.ts'

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  newCommand,
  openCommand,
  checkCommand,
  getCommand,
  setCommand,
  briefCommand,
  evaluateCommand,
  compareCommand,
  sensitivityCommand,
  breakEvenCommand,
  counterfactualCommand,
  bestCommand,
  decideCommand,
  reportCommand,
  exportCommand,
  predictCommand,
  validateCommand,
  experimentCommand,
  auditCommand,
  calibrateCommand,
  stacksCommand,
  libraryCommand,
  marketCommand,
  importCommand,
  schemaCommand,
  diffCommand,
  mergeCommand,
  completionCommand,
  versionCommand,
]
