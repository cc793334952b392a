import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Source } from '../../../../contract'
import { useJobs } from '../../../app/jobs'
import { addFiles, choose, type FoundTable, tick, withFile, withLook, withSniff } from './draft'
import { exampleDraft, examplePart, exampleSniff } from './example-draft'
import { forgetLoad, loadDraft, stillOpen, useLoad } from './load'
import { abandonImport } from './begin'
import { recogniseTables } from './recognising'
import { lookAtTables } from './sniffing'
import { forgetRefused, useRefused } from './refused-files'
import { endImport, useImport } from './store'

const engine = vi.hoisted(() => ({
  import: vi.fn(),
  list: vi.fn(),
  discard: vi.fn(async () => ({})),
  recognise: vi.fn(async () => []),
  sniff: vi.fn()
}))

vi.mock('../../../client', async (original) => ({ ...(await original<object>()), api: { sources: engine } }))
vi.mock('../../../app/project', () => ({ refreshProject: async () => {} }))
// waits a moment for the screen, of which there is none here
vi.mock('../../../app/focus', () => ({ focusCancel: () => {}, focusWhenLost: () => {} }))

const reason = { fr: 'Le fichier est coupé.', en: 'The file is cut.' }

const table = (key: string): FoundTable => {
  const found = useImport.getState().draft?.tables.find((one) => one.key === JSON.stringify([key]))
  if (!found) throw new Error(`no table ${key}`)
  return found
}

const source = (name: string, loadedAt = new Date(Date.now() + 1_000).toISOString()) => ({
  id: name,
  table: { schema: 'raw', name },
  loadedAt,
  deliveries: [{ files: [{ name, part: [] }] }]
})

beforeEach(() => {
  useJobs.setState({ jobs: [] })
  engine.list.mockResolvedValue([])
  const draft = exampleDraft('a.csv', 'b.csv', 'c.csv')
  const complete = { ...draft, files: draft.files.map((file) => ({ ...file, complete: true })) }
  useImport.setState({ draft: choose(complete, '["b.csv"]', { delimiter: '|' }) })
})

afterEach(() => {
  endImport()
  forgetLoad()
  forgetRefused()
  vi.clearAllMocks()
})

it('asks no more which tables are in the project already: while they are loaded, all of them come to be', async () => {
  vi.useFakeTimers()
  try {
    engine.recognise.mockResolvedValue([])
    engine.import.mockImplementation(async function* () {
      await vi.advanceTimersByTimeAsync(10_000)
      yield { type: 'done', result: { sources: [source('a.csv'), source('b.csv'), source('c.csv')], failed: [] } }
    })
    recogniseTables()
    await loadDraft()
    expect(engine.recognise).not.toHaveBeenCalled()
  } finally {
    vi.useRealTimers()
  }
})

it('looks at no table while the engine loads them and takes their files away, and looks again at what stays', async () => {
  const signals: AbortSignal[] = []
  engine.sniff.mockImplementation((_: unknown, { signal }: { signal: AbortSignal }) => {
    signals.push(signal)
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
  })
  const draft = exampleDraft('a.csv', 'b.csv')
  useImport.setState({ draft: { ...draft, files: draft.files.map((file) => ({ ...file, complete: true })) } })
  lookAtTables()
  expect(signals).toHaveLength(2)
  engine.import.mockImplementation(async function* () {
    lookAtTables()
    await Promise.resolve()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
    const failed = [{ file: 'b.csv', message: reason, hint: null, place: 1 }]
    yield { type: 'done', result: { sources: [source('a.csv')], failed } }
  })
  await loadDraft()
  expect(signals.slice(2).map(({ aborted }) => aborted)).toEqual([false])
})

describe('a load that fails in part', () => {
  beforeEach(async () => {
    engine.import.mockImplementation(async function* () {
      const failed = [{ file: 'b.csv', message: reason, hint: null, place: 1 }]
      yield { type: 'done', result: { sources: [source('a.csv'), source('c.csv')], failed } }
    })
    await loadDraft()
  })

  it('keeps what was refused to be read, whatever is loaded next, until that file is loaded or it is put away', async () => {
    const told = (): string[] => useRefused.getState().refused.map(({ file }) => file)
    expect(told()).toEqual(['b.csv'])
    abandonImport()
    const next = async (name: string): Promise<void> => {
      engine.import.mockImplementation(async function* () {
        yield { type: 'done', result: { sources: [source(name)], failed: [] } }
      })
      const draft = exampleDraft(name)
      useImport.setState({ draft: { ...draft, files: draft.files.map((file) => ({ ...file, complete: true })) } })
      await loadDraft()
    }
    await next('d.csv')
    expect(useLoad.getState().failures).toEqual([])
    expect(told()).toEqual(['b.csv'])
    await next('b.csv')
    expect(told()).toEqual([])
  })

  it('leaves what failed in the import, with its choices and the reason', () => {
    expect(useImport.getState().draft?.files.map(({ name }) => name)).toEqual(['b.csv'])
    expect(table('b.csv')).toMatchObject({ choices: { delimiter: '|' }, ticked: true, failure: { message: reason } })
    expect(useImport.getState().loading).toBeNull()
    expect(useLoad.getState().outcome).toMatchObject({ failed: 1, cancelled: false })
    expect(engine.discard).toHaveBeenCalledWith({ uploads: ['a.csv', 'c.csv'], deliveries: [] })
  })

  it('is told so on the shelf of jobs', () => {
    expect(useJobs.getState().jobs[0]).toMatchObject({
      state: 'done',
      shortfall: { summary: '2 tables chargées, 1 non chargée', reasons: [{ file: 'b.csv', message: reason }] }
    })
  })

  it('the reason goes with the next choice', () => {
    useImport.setState(({ draft }) => ({ draft: draft && choose(draft, '["b.csv"]', { delimiter: ';' }) }))
    expect(table('b.csv').failure).toBeNull()
  })
})

describe('members of an archive that were refused', () => {
  const locked = { fr: 'Protégé par un mot de passe.', en: 'Locked by a password.' }
  const look = {
    format: 'zip' as const,
    parts: [
      examplePart(['mai.csv']),
      { ...examplePart(['juin.csv'], true), format: 'zip' as const, rows: 0, note: locked }
    ],
    waits: false,
    notes: []
  }
  const refused = { file: 'trimestre.zip › juin.csv', message: locked, hint: null }

  beforeEach(() => {
    const { draft } = useImport.getState()
    const zip = { id: 'z', name: 'trimestre.zip', size: 9, origin: { kind: 'upload' as const, id: 'z' } }
    const grown = draft && withFile(addFiles(draft, [zip]), 'z', { complete: true })
    useImport.setState({ draft: grown && withLook(grown, 'z', look) })
  })

  it('are told again after the load, with the reason', async () => {
    engine.import.mockImplementation(async function* () {
      yield { type: 'done', result: { sources: [source('a.csv'), source('mai.csv')], failed: [] } }
    })
    await loadDraft()
    expect(useLoad.getState().failures).toEqual([refused])
    expect(useJobs.getState().jobs[0]?.shortfall?.reasons).toEqual([refused])
  })

  it('are told too where another file stays in the import', async () => {
    engine.import.mockImplementation(async function* () {
      const failed = [{ file: 'b.csv', message: reason, hint: null, place: 1 }]
      yield { type: 'done', result: { sources: [source('a.csv'), source('mai.csv')], failed } }
    })
    await loadDraft()
    expect(useImport.getState().draft?.files.map(({ name }) => name)).toEqual(['b.csv'])
    expect(useLoad.getState().failures).toEqual([refused])
  })
})

describe('a load that is stopped', () => {
  it('brings the import back with every choice, but for what was loaded by then', async () => {
    engine.import.mockImplementation(async (_request: unknown, { signal }: { signal: AbortSignal }) => {
      await new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')))
      )
    })
    engine.list.mockResolvedValue([source('a.csv'), source('vieux.csv', '2020-01-01T00:00:00Z')])
    const done = loadDraft()
    await vi.waitFor(() => expect(engine.import).toHaveBeenCalled(), { timeout: 10_000 })
    useJobs.getState().jobs[0]?.cancel()
    await done
    expect(useImport.getState().draft?.files.map(({ name }) => name)).toEqual(['b.csv', 'c.csv'])
    expect(table('b.csv').choices).toEqual({ delimiter: '|' })
    expect(useImport.getState().loading).toBeNull()
    expect(useLoad.getState().outcome).toMatchObject({ cancelled: true, failed: 0, loaded: [{ id: 'a.csv' }] })
    expect(engine.discard).toHaveBeenCalledWith({ uploads: ['a.csv'], deliveries: [] })
  })
})

describe('some of the tables as one', () => {
  it('are loaded together, the others each on its own', async () => {
    const seen = (names: string[], key: string) =>
      useImport.setState(({ draft }) => ({
        draft:
          draft && withSniff(draft, key, draft.tables.find((one) => one.key === key)?.stamp ?? 0, exampleSniff(names))
      }))
    seen(['id', 'note'], '["a.csv"]')
    seen(['id', 'ville'], '["b.csv"]')
    seen(['id', 'note'], '["c.csv"]')
    useImport.setState(({ draft }) => ({ draft: draft && { ...draft, together: true, togetherName: ' notes ' } }))
    engine.import.mockImplementation(async function* () {
      yield { type: 'done', result: { sources: [], failed: [] } }
    })
    await loadDraft()
    const asked = engine.import.mock.calls.map(([{ files, together }]) => [
      files.map(({ name }: { name: string }) => name),
      together
    ])
    expect(asked).toEqual([
      [['a.csv', 'c.csv'], { name: 'notes', fileColumn: true }],
      [['b.csv'], undefined]
    ])
    expect(useImport.getState().draft).toBeNull()
  })

  it('nothing is asked where nothing is ticked', async () => {
    useImport.setState(({ draft }) => ({
      draft: draft && tick(draft, draft.tables.map(({ key }) => key), false) // prettier-ignore
    }))
    await loadDraft()
    expect(engine.import).not.toHaveBeenCalled()
  })
})

describe('a file that is still being looked into', () => {
  it('is waited for, and loaded with the others', async () => {
    const { draft } = useImport.getState()
    const late = { id: 'd.csv', name: 'd.csv', size: 9, origin: { kind: 'upload' as const, id: 'd.csv' } }
    const grown = draft && addFiles(draft, [late])
    useImport.setState({ draft: grown && withFile(grown, 'd.csv', { complete: true }) })
    engine.import.mockImplementation(async function* () {
      yield { type: 'done', result: { sources: [], failed: [] } }
    })
    const done = loadDraft()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(engine.import).not.toHaveBeenCalled()
    const look = { format: 'delimited' as const, parts: [examplePart([])], waits: false, notes: [] }
    useImport.setState((state) => ({ draft: state.draft && withLook(state.draft, 'd.csv', look) }))
    await done
    const names = engine.import.mock.calls[0]?.[0].files.map(({ name }: { name: string }) => name)
    expect(names).toEqual(['a.csv', 'b.csv', 'c.csv', 'd.csv'])
  })
})

describe('files of one name', () => {
  it('stopped after the first, the others stay', () => {
    const draft = exampleDraft('a.csv', 'b.csv', 'c.csv')
    const files = draft.files.map((file) => ({ ...file, name: 'ventes.csv' }))
    const loaded = [source('ventes.csv')] as unknown as Source[]
    expect(stillOpen({ ...draft, files }, loaded)).toMatchObject([{ key: '["b.csv"]' }, { key: '["c.csv"]' }])
  })
})
