import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { sql } from '@codemirror/lang-sql'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState, Prec } from '@codemirror/state'
import { EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import type { TableInfo } from '../../../contract'
import { duckdb } from './dialect'

export type SqlEditorProps = {
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
  onRun: () => void
  tables: readonly TableInfo[]
  /** A fault at its place in the text. */
  fault: { offset: number; message: string } | null
}

/** The query being written, with completion of tables and columns; Ctrl+Enter runs it, Tab leaves it. */
export function SqlEditor({ label, hint, value, onChange, onRun, tables, fault }: SqlEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const language = useRef(new Compartment())
  const latest = useRef({ onChange, onRun, value })
  useEffect(() => {
    latest.current = { onChange, onRun, value }
  })

  useEffect(() => {
    if (!host.current) return
    const run = (): boolean => {
      latest.current.onRun()
      return true
    }
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          EditorView.cspNonce.of(cspNonce()),
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
          lineNumbers(),
          history(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ icons: false }),
          language.current.of([]),
          syntaxHighlighting(highlight),
          theme,
          placeholder(hint),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-multiline': 'true' }),
          keymap.of([...defaultKeymap, ...historyKeymap, ...completionKeymap]),
          EditorView.domEventHandlers({ beforeinput: replaceSelection }),
          EditorView.updateListener.of(
            (update) => update.docChanged && latest.current.onChange(update.state.doc.toString())
          )
        ]
      })
    })
    view.current = editor
    editor.focus()
    return () => editor.destroy()
  }, [label, hint])

  useEffect(() => {
    const schema = Object.fromEntries(
      tables.map(({ ref, columns }) => [`${ref.schema}.${ref.name}`, columns.map(({ name }) => name)])
    )
    view.current?.dispatch({
      effects: language.current.reconfigure(sql({ dialect: duckdb, schema, upperCaseKeywords: true }))
    })
  }, [tables, label, hint])

  useEffect(() => {
    const editor = view.current
    if (editor && editor.state.doc.toString() !== value)
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [value])

  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const end = editor.state.doc.length
    const from = fault ? Math.min(fault.offset, Math.max(0, end - 1)) : 0
    const word = fault ? editor.state.wordAt(from) : null
    const diagnostics: Diagnostic[] = fault
      ? [
          {
            from: word?.from ?? from,
            to: word?.to ?? Math.min(from + 1, end),
            severity: 'error',
            message: fault.message
          }
        ]
      : []
    editor.dispatch(setDiagnostics(editor.state, diagnostics))
    if (fault) editor.dispatch({ selection: { anchor: from }, scrollIntoView: true })
  }, [fault])

  return <div ref={host} className="sql-editor" />
}

/**
 * Typing over a selection is done by us: Chromium would keep the look of what it replaces by an inline style, which
 * the content security policy refuses, and says so in the console.
 */
function replaceSelection(event: InputEvent, view: EditorView): boolean {
  if (event.inputType !== 'insertText' || event.data === null || view.state.selection.main.empty || event.isComposing)
    return false
  event.preventDefault()
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true })
  return true
}

const theme = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', backgroundColor: 'var(--surface)', color: 'var(--ink)' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--ink-3)', borderRight: '1px solid var(--line)' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': {
    backgroundColor: 'var(--accent-soft)'
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: '4px'
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--ink)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--critical)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--critical)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-soft)' }
})

const highlight = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '500' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warning)' },
  { tag: tags.comment, color: 'var(--ink-3)' },
  { tag: tags.typeName, color: 'var(--accent)' }
])

/** The nonce that the server put in the page, under which CodeMirror may add its styles. */
function cspNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"],meta[name="csp-nonce"]')
  return meta?.nonce || meta?.content || ''
}
