/**
 * Answers kept per object and key, as long as the object lives: made on first use.
 * @param most answers kept of one object; where there are more, all of its are made again
 */
export function keptPer<Owner extends object, Key, Answer extends object>(
  most: number,
): (owner: Owner, key: Key, make: () => Answer) => Answer {
  const owners = new WeakMap<Owner, Map<Key, Answer>>()
  return (owner, key, make) => {
    let answers = owners.get(owner)
    if (answers === undefined) {
      answers = new Map()
      owners.set(owner, answers)
    }
    let answer = answers.get(key)
    if (answer === undefined) {
      answer = make()
      if (answers.size >= most) answers.clear()
      answers.set(key, answer)
    }
    return answer
  }
}

const numbers = new WeakMap<object, number>()
let seen = 0

/** A number that is this object's alone, to be part of a key: two profiles may share an id. */
export function numberOf(object: object): number {
  let number = numbers.get(object)
  if (number === undefined) {
    number = ++seen
    numbers.set(object, number)
  }
  return number
}
