/** A mixer or feed-forward block by its kind and sizes: "attention, query heads 64, key value heads 8". */
export function describePart(part: { readonly kind: string }): string {
  const sizes = Object.entries(part).filter(([key, value]) => key !== 'kind' && typeof value !== 'object')
  const words = sizes.map(([key, value]) => `${key.replace(/([A-Z])/g, ' $1').toLowerCase()} ${String(value)}`)
  return [part.kind, ...words].join(', ')
}
