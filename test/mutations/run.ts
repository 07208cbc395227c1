import { parseArgs } from 'node:util'
import { mutants, redundant } from './mutants.ts'
import { createTrial, problemsOf, type Outcome } from './trial.ts'

const HELP = `Takes away the code that SECURITY.md vouches for, one piece after the other, and runs the test it names.

  node test/mutations/run.ts              every mutant
  node test/mutations/run.ts --quarter    a quarter of those with quick tests: another one each day
  node test/mutations/run.ts --quarter=N  quarter N, from 0 to 3
  node test/mutations/run.ts --only NAME  one mutant, or those whose name begins so
  node test/mutations/run.ts --list       names and files

The last line is "N killed, N survived". Fails where one survives that is not listed as redundant.`

const DAY = 24 * 60 * 60 * 1000
const { values: options } = parseArgs({
  args: process.argv.slice(2).map((word) => (word === '--quarter' ? '--quarter=today' : word)),
  options: {
    quarter: { type: 'string' },
    only: { type: 'string' },
    list: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
})

if (options.help === true) {
  console.log(HELP)
} else if (options.list === true) {
  for (const { name, file, killer, long } of mutants) {
    console.log(`${name}: ${file}, by ${killer.file}${long === true ? ' (long)' : ''}`)
  }
} else {
  process.exitCode = await tryAll()
}

function chosen() {
  const { only, quarter } = options
  if (only !== undefined) return mutants.filter(({ name }) => name.startsWith(only))
  if (quarter === undefined) return mutants
  const part = quarter === 'today' ? Math.floor(Date.now() / DAY) % 4 : Number(quarter)
  console.log(`Quarter ${part} of 4, by the day (--quarter=N for another).`)
  return mutants.filter(({ long }) => long !== true).filter((_mutant, index) => index % 4 === part)
}

async function tryAll(): Promise<number> {
  const tried = chosen()
  const problems = problemsOf(mutants)
  for (const problem of problems) console.log(problem)
  if (tried.length === 0) console.log('There is no such mutant: --list names them.')
  if (problems.length > 0 || tried.length === 0) return 1

  const trial = await createTrial()
  const outcomes: Outcome[] = []
  try {
    const unready = await trial.unready(tried)
    for (const sentence of unready) console.log(sentence)
    if (unready.length > 0) return 1
    const left = [...tried]
    const worker = async (copy: number) => {
      for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
        const outcome = await trial.attempt(mutant, copy)
        outcomes.push(outcome)
        console.log(`${outcome.fate.padEnd(8)} ${mutant.name} (${outcome.seconds.toFixed(0)} s)`)
        if (outcome.fate === 'invalid') console.log(outcome.said)
      }
    }
    await Promise.all(trial.copies.map((_folder, copy) => worker(copy)))
  } finally {
    trial.close()
  }
  const reasons = new Map(redundant.map(({ name, reason }) => [name, reason]))
  const survivors = outcomes.filter(({ fate }) => fate !== 'killed')
  for (const { mutant, fate } of survivors) {
    console.log(`${mutant.name}: ${fate}; ${reasons.get(mutant.name) ?? `${mutant.killer.file} does not notice.`}`)
  }
  const unlisted = survivors.filter(({ mutant, fate }) => fate === 'invalid' || !reasons.has(mutant.name))
  const listed = survivors.length - unlisted.length
  console.log(
    `${outcomes.length - survivors.length} killed, ${survivors.length} survived${listed > 0 ? ` (${listed} listed as redundant)` : ''}`,
  )
  return unlisted.length === 0 ? 0 : 1
}
