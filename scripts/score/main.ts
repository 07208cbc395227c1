/**
 * Prints how far predictions are from public measurements: every row is asked for through the machine interface, as a user
 * would, and summed up by quantity and population. Run: npm run score [folder of measurements].
 */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { compareFile } from './compareFile.ts'
import { DEPLOYMENTS } from './deployments.ts'
import { deploymentTable, judgeDeployment } from './deploymentScore.ts'
import { libraryFacts } from './libraryFacts.ts'
import { storedErrors } from './leftOutErrors.ts'
import { SCORE_SECTIONS } from './scoreSections.ts'
import { scoreTable } from './scoreTable.ts'
import { unnamedStack } from './unnamedStack.ts'

const folder = process.argv[2] ?? new URL('../../../shared/measured', import.meta.url).pathname

/** The measurements of a folder and of those within it, by name. */
function filesIn(place: string): string[] {
  const entries = readdirSync(place, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.csv'))
  return files.map(({ parentPath, name }) => path.join(parentPath, name)).sort()
}

if (!existsSync(folder)) {
  console.log(`No measurements at ${folder}: name their folder.`)
  process.exit(1)
}
const facts = libraryFacts()
const rows = filesIn(folder).flatMap((file) => {
  const { comparisons, omissions, belowFloor } = compareFile(file, facts)
  console.error(
    `${path.relative(folder, file)}: ${comparisons.length} compared, ${omissions.length} not, ${belowFloor} faster than physics`,
  )
  return comparisons
})
console.log(scoreTable(SCORE_SECTIONS, rows, storedErrors()))
const { endToEnd, step } = unnamedStack(rows, facts)
for (const [title, tally] of [
  ['end to end', endToEnd],
  ['mean decode step', step],
] as const) {
  const errors =
    tally === null
      ? 'no rows'
      : `${tally.count} rows, median error ${(100 * tally.median).toFixed(1)} %, bias ${(100 * tally.bias).toFixed(1)} %, inside ${(100 * tally.coverage).toFixed(0)} %`
  console.log(`Fixed batches of Llama-2 and -3 without a named stack, ${title}: ${errors}`)
}
console.log(`\n${deploymentTable(DEPLOYMENTS.map((deployment) => judgeDeployment(deployment, facts)))}`)
