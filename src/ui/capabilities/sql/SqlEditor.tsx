import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeCompletion,
  type CompletionContext,
  completionKeymap
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { sql } from '@codemirror/lang-sql'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState, Prec } from '@codemirror/state'
import { EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { completeSql, type Vocabulary } from './completion'
import { duckdb } from './dialect'
import { faultRange } from './error-place'

/** What a screen may do to the text but set it whole. */
export type SqlEditorHandle = {
  /** Writes at the caret, in place of what is selected, and goes there; undone by the editor's own undo. */
  insert: (text: string) => void
}

export type SqlEditorProps = {
  ref?: Ref<SqlEditorHandle>
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
  /** What is selected, or all: its text, and where it begins. */
  onRun: () => void
  onSelect: (selection: { text: string; offset: number } | null) => void
  /** Goes back (1) or forth (-1) in the history; answers false where there is nothing there. */
  onRecall: (by: 1 | -1) => boolean
  /** Escape was pressed where it closes nothing: the keyboard leaves the editor. */
  onLeave: () => void
  vocabulary: Vocabulary
  /** Id of the text that tells the keys. */
  describedBy: string
  /** A fault at its place in the text. */
  fault: { offset: number; message: string } | null
}

/** The query being written, with completion; Ctrl+Enter runs it, Escape and Tab leave it. */
export function SqlEditor(props: SqlEditorProps) {
  const { ref, label, hint, value, describedBy, fault } = props
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })

  useImperativeHandle(ref, () => ({
    insert: (written) => {
      const editor = view.current
      if (!editor) return
      editor.dispatch(editor.state.replaceSelection(written), { userEvent: 'input', scrollIntoView: true })
      editor.focus()
    }
  }))

  useEffect(() => {
    if (!host.current) return
    const run = (editor: EditorView): boolean => {
      closeCompletion(editor)
      latest.current.onRun()
      return true
    }
    const leave = (): boolean => {
      latest.current.onLeave()
      return true
    }
    const recall = (by: 1 | -1): boolean => latest.current.onRecall(by) || true
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          EditorView.cspNonce.of(cspNonce()),
          Prec.highest(
            keymap.of([
              { key: 'Mod-Enter', run },
              { key: 'Alt-ArrowUp', run: () => recall(1) },
              { key: 'Alt-ArrowDown', run: () => recall(-1) },
              // Tab takes what is proposed, and otherwise leaves the editor as it leaves any field.
              { key: 'Tab', run: acceptCompletion }
            ])
          ),
          lineNumbers(),
          history(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ icons: false, maxRenderedOptions: 60 }),
          language,
          language.language.data.of({
            autocomplete: (context: CompletionContext) => completeSql(context, latest.current.vocabulary)
          }),
          syntaxHighlighting(highlight),
          theme,
          placeholder(hint),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': label,
            'aria-multiline': 'true',
            'aria-describedby': describedBy
          }),
          keymap.of([
            ...completionKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            ...lintKeymap,
            { key: 'Escape', run: leave }
          ]),
          EditorView.domEventHandlers({ beforeinput: replaceSelection }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString())
            if (update.docChanged || update.selectionSet) latest.current.onSelect(selectionOf(update.state))
          })
        ]
      })
    })
    view.current = editor
    editor.focus()
    return () => editor.destroy()
  }, [label, hint, describedBy])

  useEffect(() => {
    const editor = view.current
    if (editor && editor.state.doc.toString() !== value)
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [value])

  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const range = faultRange(editor.state.doc.toString(), fault?.offset ?? 0)
    const diagnostics: Diagnostic[] = fault ? [{ ...range, severity: 'error', message: fault.message }] : []
    editor.dispatch(setDiagnostics(editor.state, diagnostics))
    // The caret stays: whoever wrote on while the answer was awaited is not interrupted.
    if (fault) editor.dispatch({ effects: EditorView.scrollIntoView(range.from) })
  }, [fault])

  return <div ref={host} className="sql-editor" />
}

const language = sql({ dialect: duckdb, upperCaseKeywords: true })

function selectionOf(state: EditorState): { text: string; offset: number } | null {
  const { from, to, empty } = state.selection.main
  const text = state.sliceDoc(from, to)
  return empty || !text.trim() ? null : { text, offset: from }
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
  '.cm-completionInfo': { maxWidth: '420px', padding: '8px', fontFamily: 'var(--font)' },
  '.cm-completionInfo p': { margin: '0 0 4px' },
  '.cm-completionDetail': { color: 'var(--ink-3)', fontStyle: 'normal', marginLeft: '12px' },
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
