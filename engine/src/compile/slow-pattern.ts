/**
 * Why a regular expression may take time that grows faster than the text: a repeated group with a repetition or a choice
 * inside, or a back reference. Patterns run on the server over what anybody sends. Null: it is fine.
 */
export function slowPattern(source: string): string | null {
  if (/\\[1-9]|\\k</u.test(source)) return 'уберите обратную ссылку'
  const plain = source.replace(/\\./gu, '.').replace(/\[(?:[^\]])*\]/gu, '.')
  const open: { repeats: boolean }[] = []
  for (let at = 0; at < plain.length; at += 1) {
    const character = plain[at]
    if (character === '(') open.push({ repeats: false })
    else if (character === '|') {
      const group = open.at(-1)
      if (group) group.repeats = true
    } else if (character === ')') {
      const group = open.pop()
      const repeated = isRepetition(plain, at + 1)
      if (group?.repeats && repeated) return 'повторение внутри повторения: перепишите образец без вложенных *, + и {…}'
      const outer = open.at(-1)
      if (outer && (group?.repeats || repeated)) outer.repeats = true
    } else if (isRepetition(plain, at)) {
      const group = open.at(-1)
      if (group) group.repeats = true
    }
  }
  return null
}

/** Whether `*`, `+` or an open `{n,}` stands here. */
function isRepetition(plain: string, at: number): boolean {
  return plain[at] === '*' || plain[at] === '+' || /^\{\d*,\d*\}/u.test(plain.slice(at))
}
