const zip = [0x50, 0x4b]
const ole = [0xd0, 0xcf, 0x11, 0xe0]
const tiffs = [
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
]
const riff = [0x52, 0x49, 0x46, 0x46]

/** How files begin, by the ending of their names. Endings that are not here may hold anything. */
const beginnings: Readonly<Record<string, readonly (readonly number[])[]>> = {
  png: [[0x89, 0x50, 0x4e, 0x47]],
  jpg: [[0xff, 0xd8, 0xff]],
  jpeg: [[0xff, 0xd8, 0xff]],
  gif: [[0x47, 0x49, 0x46, 0x38]],
  webp: [riff],
  tif: tiffs,
  tiff: tiffs,
  docx: [zip],
  xlsx: [zip],
  pptx: [zip],
  odt: [zip],
  ods: [zip],
  odp: [zip],
  zip: [zip],
  doc: [ole],
  xls: [ole],
  ppt: [ole],
  rtf: [[0x7b, 0x5c, 0x72, 0x74, 0x66]],
}

/** So many bytes of a file are looked at. */
export const looked = 1024

/** Ending of a name in small letters, without the dot. */
export function endingOf(name: string): string {
  return name.includes('.') ? (name.toLowerCase().split('.').at(-1) ?? '') : ''
}

/** Whether a file that is named so may begin with these bytes: a picture named `.pdf` is none. */
export function isOfItsKind(name: string, head: Uint8Array): boolean {
  const ending = endingOf(name)
  // Readers find the mark of a PDF anywhere at its beginning.
  if (ending === 'pdf') return Buffer.from(head).includes('%PDF-')
  const known = beginnings[ending]
  return known === undefined || known.some((beginning) => beginning.every((byte, place) => head[place] === byte))
}
