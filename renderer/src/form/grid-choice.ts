/** The two grids of a form: the light table, and the canvas that looks like Excel. */
export type GridKind = 'table' | 'excel'

const key = 'tabel.grid'

/** What was chosen on this computer; null where nobody has chosen yet, or nothing can be remembered. */
function rememberedGrid(): GridKind | null {
  try {
    const kind = localStorage.getItem(key)
    return kind === 'table' || kind === 'excel' ? kind : null
  } catch {
    return null
  }
}

export function rememberGrid(kind: GridKind): void {
  try {
    localStorage.setItem(key, kind)
  } catch {
    // A page without storage asks again next time.
  }
}

/** The canvas listens to the document itself: it works only where the form stands in its light tree, and needs a mouse and room. */
export function canBeExcel(form: Element): boolean {
  return form.getRootNode() === document && matchMedia('(pointer: fine) and (min-width: 800px)').matches
}

/** Which grid is wanted for a form and can be had there. @param asked what the page asks for; null: what people have chosen. */
export function kindFor(form: Element, asked: GridKind | null): GridKind {
  const wanted = asked ?? rememberedGrid() ?? 'table'
  return wanted === 'excel' && canBeExcel(form) ? 'excel' : 'table'
}
