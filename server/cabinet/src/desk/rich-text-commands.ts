import type { Editor } from '@tiptap/core'

/** A button over the text. */
interface Command {
  /** What it does, for those who point at it or hear it. */
  readonly name: string
  readonly sign: string
  /** Whether the caret stands in such a thing. */
  readonly active: (editor: Editor) => boolean
  readonly run: (editor: Editor) => void
}

const marked = (name: string, sign: string, mark: string, run: (editor: Editor) => void): Command => ({
  name,
  sign,
  active: (editor) => editor.isActive(mark),
  run,
})

const heading = (level: 3 | 4, sign: string, name: string): Command => ({
  name,
  sign,
  active: (editor) => editor.isActive('heading', { level }),
  run: (editor) => void editor.chain().focus().toggleHeading({ level }).run(),
})

const done = (name: string, sign: string, run: (editor: Editor) => void): Command => ({ name, sign, active: () => false, run })

/** The buttons, in their order. */
export const commands: readonly Command[] = [
  heading(3, 'Заголовок', 'Заголовок'),
  heading(4, 'Подзаголовок', 'Подзаголовок'),
  marked('Полужирный (Ctrl+B)', 'Ж', 'bold', (editor) => editor.chain().focus().toggleBold().run()),
  marked('Курсив (Ctrl+I)', 'К', 'italic', (editor) => editor.chain().focus().toggleItalic().run()),
  marked('Список', 'Список', 'bulletList', (editor) => editor.chain().focus().toggleBulletList().run()),
  marked('Нумерация списка', 'Нумерация', 'orderedList', (editor) => editor.chain().focus().toggleOrderedList().run()),
  marked('Цитата', 'Цитата', 'blockquote', (editor) => editor.chain().focus().toggleBlockquote().run()),
  done('Таблица', 'Таблица', (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3 }).run()),
  done('Отменить (Ctrl+Z)', '↶', (editor) => editor.chain().focus().undo().run()),
  done('Вернуть (Ctrl+Y)', '↷', (editor) => editor.chain().focus().redo().run()),
]
