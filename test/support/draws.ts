/** `npm run test:long` draws everything; `npm test` a tenth of it. */
const SHARE = process.env['MEMWALL_LONG'] === '1' ? 1 : 10

/**
 * How often a long test draws here, and with it how often it must have found something.
 * @param count draws of `npm run test:long`
 * @returns a tenth of them, rounded up, in `npm test`
 */
export function draws(count: number): number {
  return Math.ceil(count / SHARE)
}

/**
 * The cases a long test goes through here.
 * @param cases those of `npm run test:long`
 * @returns every tenth of them, from the first on, in `npm test`
 */
export function drawn<Case>(cases: readonly Case[]): readonly Case[] {
  return cases.filter((_, index) => index % SHARE === 0)
}
