import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FileChoice, FileLook, Sniff } from '../../../../contract'
import { beginWithFiles } from './begin'
import { choose } from './draft'
import { examplePart, exampleSniff } from './example-draft'
import { ImportView } from './ImportView'
import type * as PreviewModuleOf from './PreviewPane'
import { lookAtTables } from './sniffing'
import { changeDraft, endImport, useImport } from './store'

type PreviewModule = typeof PreviewModuleOf
type SniffRequest = FileChoice & { recall: boolean }

const engine = vi.hoisted(() => ({
  look: vi.fn<(request: { name: string; complete: boolean }, options?: { signal: AbortSignal }) => Promise<FileLook>>(),
  sniff: vi.fn<(request: SniffRequest, options: { signal: AbortSignal }) => Promise<Sniff>>(),
  import: vi.fn(),
  list: vi.fn(async () => []),
  discard: vi.fn(async () => ({})),
  upload: vi.fn()
}))

vi.mock('../../../client', async (original) => ({
  ...(await original<object>()),
  api: {
    sources: {
      look: engine.look,
      sniff: engine.sniff,
      import: engine.import,
      list: engine.list,
      discard: engine.discard
    }
  },
  uploadFile: engine.upload
}))

const previews = vi.hoisted(() => ({ rendered: 0 }))

vi.mock('./PreviewPane', async (original) => {
  const { PreviewPane } = await original<PreviewModule>()
  return {
    PreviewPane: (props: Parameters<typeof PreviewPane>[0]) => {
      previews.rendered++
      return <PreviewPane {...props} />
    }
  }
})

vi.mock('../../../app/project', () => ({ refreshProject: async () => {} }))

/** Sends a file in two slices; the second one when the test says so. */
let sendRest: () => void

beforeEach(() => {
  engine.look.mockImplementation(async () => ({
    format: 'delimited',
    parts: [examplePart([])],
    waits: false,
    notes: []
  }))
  engine.sniff.mockImplementation(async ({ choices }) =>
    exampleSniff(choices?.delimiter === ',' ? ['id;note'] : ['id', 'note'], { rows: [['1', '9']] })
  )
  engine.upload.mockImplementation(async (file: File, { id, onProgress }) => {
    onProgress(1, file.size)
    await new Promise<void>((resolve) => (sendRest = resolve))
    onProgress(file.size, file.size)
    return { kind: 'upload', id }
  })
  engine.import.mockImplementation(async function* () {
    yield { type: 'done', result: { sources: [], failed: [] } }
  })
})

afterEach(() => {
  endImport()
  cleanup()
  vi.clearAllMocks()
})

it('shows the first rows while the file is still on its way, and gives the main button the focus', async () => {
  show()
  expect(await screen.findByRole('cell', { name: '9' })).toBeTruthy()
  expect(engine.look.mock.calls[0]?.[0]).toMatchObject({ complete: false })
  expect(document.activeElement?.textContent).toBe('Charger 1 table')
  expect(engine.sniff.mock.calls[0]?.[0]).not.toHaveProperty('choices')
})

it('says that it looks for the tables of a large file, and stops where the file is no longer wanted', async () => {
  const signals: (AbortSignal | undefined)[] = []
  engine.look.mockImplementation((_request, options) => {
    signals.push(options?.signal)
    return new Promise(() => {})
  })
  engine.upload.mockImplementation(async (file: File, { id, onProgress }) => {
    onProgress(file.size, file.size)
    return { kind: 'upload', id }
  })
  const large = Object.defineProperty(new File(['PK'], 'grand.zip'), 'size', { value: 900_000_000 })
  beginWithFiles([large])
  render(<Shown />)
  expect(await screen.findByText('Recherche des tables du fichier…')).toBeTruthy()
  act(() => endImport())
  expect(signals.length).toBeGreaterThan(0)
  expect(signals.every((signal) => signal?.aborted)).toBe(true)
})

it('asks anew for every choice, drops the answer that it no longer wants, and keeps the old rows meanwhile', async () => {
  show()
  await screen.findByRole('cell', { name: '9' })
  let answer: (sniff: Sniff) => void = () => {}
  engine.sniff.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
  act(() => {
    decide({ delimiter: '|' })
  })
  const signal = engine.sniff.mock.lastCall?.[1].signal
  expect(screen.getByRole('cell', { name: '9' })).toBeTruthy()
  act(() => {
    decide({ delimiter: ',' })
  })
  expect(signal?.aborted).toBe(true)
  await act(async () => answer(exampleSniff(['stale'])))
  expect(await screen.findByText('id;note')).toBeTruthy()
  expect(screen.queryByText('stale')).toBeNull()
  expect(engine.sniff.mock.lastCall?.[0]).toMatchObject({ choices: { delimiter: ',' }, recall: false })
})

it('says neither that there is no row nor that all is well where the first row is too long for a look', async () => {
  const note = { fr: 'Une ligne est plus longue que cet aperçu.', en: 'A row is longer than this look.' }
  engine.sniff.mockImplementation(async () => exampleSniff(['id'], { notes: [note], cut: true }))
  show()
  expect(await screen.findByText(/La première ligne est trop longue/)).toBeTruthy()
  expect(screen.getByText(note.fr)).toBeTruthy()
  expect(screen.queryByText(/Aucune ligne sous l’en-tête/)).toBeNull()
  expect(screen.queryByText(/Rien à signaler/)).toBeNull()
})

it('loads once everything is sent, as it was chosen', async () => {
  show()
  await screen.findByRole('cell', { name: '9' })
  act(() => {
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Enter', ctrlKey: true })
  })
  expect(engine.import).not.toHaveBeenCalled()
  await act(async () => sendRest())
  await waitFor(() => expect(engine.import).toHaveBeenCalledOnce())
  expect(engine.import.mock.calls[0]?.[0]).toMatchObject({ files: [{ name: 'a.csv', part: [], choices: {} }] })
  await waitFor(() => expect(useImport.getState().draft).toBeNull())
})

it('given up, nothing stays of what was sent', async () => {
  show()
  await screen.findByRole('cell', { name: '9' })
  act(() => screen.getByRole('button', { name: 'Annuler l’import' }).click())
  expect(useImport.getState().draft).toBeNull()
  expect(engine.discard).toHaveBeenCalledWith({ uploads: [expect.any(String)], deliveries: [] })
})

it('marks each file of the list whose choices come from an earlier one, and goes back to what is detected, of one or of all', async () => {
  const remembered = { choices: { delimiter: ',' }, file: 'mars.csv', at: '2026-03-03T10:00:00Z' }
  engine.sniff.mockImplementation(async ({ recall }) => exampleSniff(['id'], recall ? { remembered } : {}))
  engine.upload.mockImplementation(async (file: File, { id, onProgress }) => {
    onProgress(file.size, file.size)
    return { kind: 'upload', id }
  })
  beginWithFiles(['a.csv', 'b.csv', 'c.csv'].map((name) => new File(['id\n1\n'], name)))
  render(<Shown />)
  const marks = () => screen.queryAllByText('repris : séparateur « , »')
  await waitFor(() => expect(marks().length).toBe(3))
  fireEvent.click(screen.getByRole('button', { name: 'b.csv\u00a0: revenir à la détection' }))
  await waitFor(() => expect(marks().length).toBe(2))
  expect(document.activeElement?.textContent).toMatch(/^b\.csv/)
  expect(engine.sniff.mock.lastCall?.[0]).toMatchObject({ name: 'b.csv', choices: {}, recall: false })
  fireEvent.click(screen.getByRole('button', { name: 'Revenir à la détection pour les 2 tables' }))
  await waitFor(() => expect(marks()).toEqual([]))
})

it('has one cancel while it loads, and says where the sending goes on once it is stopped', async () => {
  show()
  await screen.findByRole('cell', { name: '9' })
  fireEvent.click(screen.getByRole('button', { name: 'Charger 1 table' }))
  const stop = await screen.findByRole('button', { name: 'Annuler – Chargement de a.csv' })
  expect(screen.getAllByRole('button', { name: /^Annuler/ })).toEqual([stop])
  fireEvent.click(stop)
  expect(await screen.findByText(/L’envoi des fichiers continue/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Annuler l’import' })).toBeTruthy()
  await act(async () => sendRest())
  await waitFor(() => expect(screen.queryByText(/L’envoi des fichiers continue/)).toBeNull())
})

it('gives the focus back to the main button where a load is stopped by its cancel', async () => {
  engine.import.mockImplementation(async function* (_request, { signal }: { signal: AbortSignal }) {
    yield { type: 'progress', progress: { step: { fr: 'Lecture', en: 'Reading' }, done: 0, total: null } }
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))
  })
  show()
  await screen.findByRole('cell', { name: '9' })
  sendRest()
  fireEvent.click(screen.getByRole('button', { name: 'Charger 1 table' }))
  const stop = await screen.findByRole('button', { name: 'Annuler – Chargement de a.csv' })
  act(() => stop.focus())
  fireEvent.click(stop)
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Charger 1 table'))
})

it('renders the progress of a load alone while it comes: neither the choices nor the first rows', async () => {
  let tell: (done: number) => void = () => {}
  let next = new Promise<number>((resolve) => (tell = resolve))
  engine.import.mockImplementation(async function* () {
    for (;;) {
      const done = await next
      next = new Promise<number>((resolve) => (tell = resolve))
      yield { type: 'progress', progress: { step: { fr: 'Lecture', en: 'Reading' }, done, total: 4 } }
    }
  })
  show()
  await screen.findByRole('cell', { name: '9' })
  await act(async () => sendRest())
  fireEvent.click(screen.getByRole('button', { name: 'Charger 1 table' }))
  await waitFor(() => expect(engine.import).toHaveBeenCalledOnce())
  await act(async () => tell(1))
  await arrived(25)
  const before = previews.rendered
  expect(before).toBeGreaterThan(0)
  for (const done of [2, 3]) {
    await act(async () => tell(done))
    await arrived(done * 25)
  }
  expect(previews.rendered).toBe(before)
})

it('waits for the whole file where its tables stand at its end', async () => {
  engine.look.mockImplementation(async ({ complete }) => ({
    format: 'workbook',
    parts: complete ? [examplePart(['Janvier']), examplePart(['Notes'], true)] : [],
    waits: !complete,
    notes: []
  }))
  show()
  expect(await screen.findByText(/quand tout le fichier est là/)).toBeTruthy()
  await act(async () => sendRest())
  expect(await screen.findByRole('button', { name: /Janvier/ })).toBeTruthy()
  expect(screen.getByRole('checkbox', { name: 'Charger Notes' })).toHaveProperty('checked', false)
})

async function arrived(percent: number): Promise<void> {
  await waitFor(() => expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe(String(percent)))
}

function show(): void {
  beginWithFiles([new File(['id;note\n1;9\n'], 'a.csv')])
  render(<Shown />)
}

function Shown() {
  const draft = useImport((state) => state.draft)
  return draft && <ImportView draft={draft} />
}

function decide(change: Parameters<typeof choose>[2]): void {
  changeDraft((draft) => choose(draft, draft.shown ?? '', change))
  lookAtTables()
}
