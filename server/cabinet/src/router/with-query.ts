/** An address with a query; what is empty is left out. */
export function withQuery(path: string, query: Readonly<Partial<Record<string, string>>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') search.set(name, value)
  return search.size === 0 ? path : `${path}?${search}`
}
