/**
 * Dimension brands. A branded number is an ordinary number at run time; the brand only stops one dimension from being
 * assigned to another at compile time. Plain numbers are accepted, so arithmetic inside one formula stays readable;
 * what a formula returns is named again by its declared return type. All quantities are SI: GB = 1e9 bytes and
 * GiB = 2^30 bytes exist only at the edge, in parsing and printing.
 */
declare const dimension: unique symbol

/** A number that carries the name of its dimension. */
export type Quantity<Name extends string> = number & { readonly [dimension]?: Name }

/** Bytes (8 bits). */
export type Bytes = Quantity<'bytes'>
/** Bytes per second, per direction for links. */
export type BytesPerSecond = Quantity<'bytes per second'>
/** Seconds. */
export type Seconds = Quantity<'seconds'>
/** Floating-point (or integer) operations; a multiply-add counts as two. */
export type Flops = Quantity<'operations'>
/** Operations per second, dense. */
export type FlopsPerSecond = Quantity<'operations per second'>
/** Joules. */
export type Joules = Quantity<'joules'>
/** Watts. */
export type Watts = Quantity<'watts'>
/** United States dollars. */
export type Dollars = Quantity<'dollars'>
/** Tokens. */
export type Tokens = Quantity<'tokens'>
/** Tokens per second. */
export type TokensPerSecond = Quantity<'tokens per second'>
