/** Latin letters that look like Cyrillic ones in at least one case, in lower case. */
const twins: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
  ë: 'ё',
}

/**
 * Two texts are the same when their keys are: choices, codes, unique, exists, comparison in formulas and import all ask here.
 * Case, the kind and number of spaces, composed or decomposed й and ё, and Latin letters that look Cyrillic make no difference;
 * й and и, ё and е are different letters. The key is for comparing only, never shown or stored.
 */
export function canonicalKey(text: string): string {
  // Numbers and codes of digits are most of what is compared, and are their own key.
  if (/^[0-9]*$/u.test(text)) return text
  const folded = text.normalize('NFC').toLowerCase().normalize('NFC').replace(/\s+/gu, ' ').trim()
  return folded.replace(/[abcehkmoptxyë]/gu, (letter) => twins[letter] ?? letter)
}
