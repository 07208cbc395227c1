/**
 * Whom a column is ranked against, of those as typed: the baseline; the baseline itself against the first other one.
 * @param columns in their order @param own id of the column @param baseline id of the baseline
 * @returns null where there is no other
 */
export function rivalOf<Column extends { readonly id: string }>(
  columns: readonly Column[],
  own: string | undefined,
  baseline: string | null | undefined,
): Column | null {
  const others = columns.filter(({ id }) => id !== own)
  return others.find(({ id }) => id === baseline) ?? (own === baseline ? others[0] : undefined) ?? null
}
