import type { Sliced } from '../timeline/watch.ts'
import { familyNumber, type Family } from './families.ts'
import { ACTIVATION_FUNCTION, CHOICE, ELEMENTWISE, NO_WORDS, REDUCTION, RULES, SOFTMAX, WRAPPER } from './rules.ts'

/** Characters of a name that are looked at. */
const LONGEST = 3000

/**
 * What a kernel does. The function's own name decides, the text before what it was made of; where it is a wrapper or says
 * nothing, the whole name does.
 */
export function familyOf(name: string): Family {
  const text = name.slice(0, LONGEST)
  const own = ownName(text)
  const whole = text.replace(NO_WORDS, '').replace(/\.kd$/, '')
  if (ELEMENTWISE.test(own)) return ACTIVATION_FUNCTION.test(whole) ? 'activation' : 'elementwise'
  if (REDUCTION.test(own)) return CHOICE.test(whole) ? 'sampling' : SOFTMAX.test(own) ? 'softmax' : 'reduction'
  const byOwn = WRAPPER.test(own) ? 'unknown' : byRules(own)
  return byOwn === 'unknown' ? byRules(whole) : byOwn
}

/** The function's name without its result, its unnamed spaces, its template and its parameters. */
export function ownName(name: string): string {
  const text = name
    .replace(/^(?:void|bool|int|float)\s/, '')
    .replaceAll(/\(anonymous namespace\)::|<unnamed>::|unnamed>::/g, '')
  const end = text.search(/[<(]/)
  return (end > 0 ? text.slice(0, end) : text).trim()
}

function byRules(text: string): Family {
  return RULES.find(({ pattern }) => pattern.test(text))?.family ?? 'unknown'
}

const SLICE = 64

/** The families of a list of names, as `familyNumber` says them. */
export function* familiesOf(names: readonly string[]): Sliced<Uint8Array> {
  const families = new Uint8Array(names.length)
  for (let name = 0; name < names.length; name++) {
    families[name] = familyNumber(familyOf(names[name] as string))
    if (name % SLICE === SLICE - 1) yield
  }
  return families
}
