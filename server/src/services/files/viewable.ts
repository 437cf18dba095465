/** What a page of ours can show without running anything of it. */
const viewable: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Whether a file of this type can be shown in a page: a PDF or a picture. */
export function isViewable(type: string): boolean {
  return viewable.has(type)
}
