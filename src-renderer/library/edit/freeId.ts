/** Characters of an id, as the library takes it. */
const LONGEST = 64

/**
 * An id for a profile of that name which is not taken yet: small letters, digits, dots and hyphens.
 * @param name as typed: "H100 in our lab" @param taken ids of the library
 * @returns "h100-in-our-lab", or "h100-in-our-lab-2" where that is taken
 */
export function freeId(name: string, taken: ReadonlySet<string>): string {
  const plain =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9.]+/g, '-')
      .replaceAll(/^[-.]+|[-.]+$/g, '')
      .slice(0, LONGEST - 5)
      .replace(/[-.]+$/, '') || 'profile'
  if (!taken.has(plain)) return plain
  for (let count = 2; ; count += 1) if (!taken.has(`${plain}-${count}`)) return `${plain}-${count}`
}
