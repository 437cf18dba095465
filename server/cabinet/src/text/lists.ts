/** What somebody typed as a list: with commas, semicolons, spaces or line breaks between. */
export function listed(text: string): readonly string[] {
  return text.split(/[\s,;]+/u).filter((one) => one !== '')
}
