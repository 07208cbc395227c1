/**
 * Most characters of a line of the prediction protocol: a configuration that lists every quantised layer of a large model
 * takes three million.
 */
export const LONGEST_LINE = 2 ** 23
