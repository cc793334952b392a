import { beforeEach, describe, expect, test } from 'vitest'
import type { AnomalyReport, RegisterEntry, Source } from '../../contract'
import { deliveryBench } from '../deliveries/testing'
import { noteSightings } from './sightings'

const bench = deliveryBench()
const engine = {
  get client() {
    return bench.client()
  }
}

interface Row {
  id: number
  ville: string
  age: number | null
}
const ROWS = Array.from({ length: 400 }, (_, id): Row => ({
  id,
  ville: id === 7 ? 'N/A' : id % 3 ? 'Paris' : 'Lyon',
  age: id % 50 === 3 ? null : 20 + (id % 9)
}))
const csv = (rows: readonly Row[]) =>
  ['id;ville;age', ...rows.map(({ id, ville, age }) => `${id};${ville};${age ?? ''}`)].join('\n') + '\n'
let source: Source
beforeEach(async () => {
  source = await bench.load(await bench.file('t.csv', csv(ROWS)))
})
/** The same table in the next delivery, with some rows as they are then. */
async function deliver(change: (row: Row) => Partial<Row>, order = (rows: Row[]) => rows): Promise<void> {
  const rows = order(ROWS.map((row) => ({ ...row, ...change(row) })))
  const { delivery } = await bench.prepare(source, 'refresh', await bench.file('t2.csv', csv(rows)))
  await bench.deliver(delivery)
}
async function search(): Promise<AnomalyReport> {
  for await (const event of await engine.client.anomalies.detect({})) if (event.type === 'done') return event.result
  throw new Error('no result')
}
const list = async () => (await engine.client.register.list({})).entries
const of = (entries: readonly RegisterEntry[], kind: string): RegisterEntry => {
  const found = entries.find(({ anomaly }) => anomaly.kind === kind)
  if (!found) throw new Error(`no ${kind} in ${entries.map(({ anomaly }) => anomaly.kind).join()}`)
  return found
}
const labels = async () => (await engine.client.project.history({})).map(({ label }) => label.fr)

describe('the register', () => {
  test('knows an anomaly again, whatever its rows and whichever schema it is read from', async () => {
    await search()
    const before = await list()
    const missing = of(before, 'missing')
    expect(missing).toMatchObject({ found: true, verdict: { state: 'to_see', decided: null }, changes: [] })
    // Another order of rows, and a recipe that makes a clean table.
    await deliver(
      () => ({}),
      (rows) => rows.reverse()
    )
    await engine.client.recipe.add({ table: 't', spec: { kind: 'derive', as: 'double', expression: 'id * 2' } })
    await search()
    const after = await list()
    const ids = (entries: readonly RegisterEntry[]) =>
      entries.flatMap(({ anomaly, found }) => (found && !anomaly.columns.includes('double') ? [anomaly.id] : [])).sort()
    expect(ids(after)).toEqual(ids(before))
    expect(of(after, 'missing').anomaly.table.schema).toBe('clean')
    expect(of(after, 'missing').firstAt).toBe(missing.firstAt)
    expect(new Set(after.map(({ anomaly }) => anomaly.id)).size).toBe(after.length)
  })

  test('keeps a verdict while what was found stays, and says what changed since', async () => {
    await search()
    const { id } = of(await list(), 'missing').anomaly
    await engine.client.register.decide({ ids: [id], state: 'accepted', owner: 'Zoé', by: 'Ali' })
    await search()
    expect(of(await list(), 'missing')).toMatchObject({
      changes: [],
      verdict: { state: 'accepted', owner: 'Zoé', decided: { by: 'Ali', seen: { rows: 8 } } }
    })
    await deliver(({ id, age }) => ({ age: id < 3 ? null : age }))
    await search()
    const changed = of(await list(), 'missing')
    expect(changed.verdict.state).toBe('accepted')
    expect(changed.changes[0]?.en).toBe('11 rows now, 8 when it was decided.')
    // Decided anew, on what is found now.
    await engine.client.register.decide({ ids: [id], state: 'accepted' })
    expect(of(await list(), 'missing').changes).toEqual([])
  })

  test('tells other values in as many rows', async () => {
    await search()
    const { id } = of(await list(), 'disguised_missing').anomaly
    await engine.client.register.decide({ ids: [id], state: 'dismissed', reason: 'sans objet' })
    await search()
    expect(of(await list(), 'disguised_missing').changes).toEqual([])
    await deliver(({ id, ville }) => ({ ville: id === 7 ? 'n/a' : ville }))
    await search()
    const entry = (await list()).find(({ anomaly }) => anomaly.id === id)
    expect(entry).toMatchObject({ found: true, anomaly: { rows: 1 } })
    expect(entry?.changes.map(({ en }) => en)).toEqual(['As many rows, but other values.'])
  })

  test('keeps what is no longer found, and says when it comes back after its repair', async () => {
    await search()
    const { id } = of(await list(), 'missing').anomaly
    const never = of(await list(), 'disguised_missing').anomaly.id
    await engine.client.register.decide({ ids: [id], state: 'in_repair' })
    await deliver(({ id, ville, age }) => ({ age: age ?? 20, ville: id === 7 ? 'Lyon' : ville }))
    await search()
    const gone = await list()
    expect(gone.find(({ anomaly }) => anomaly.id === id)).toMatchObject({
      found: false,
      verdict: { state: 'in_repair' }
    })
    expect(gone.find(({ anomaly }) => anomaly.id === never)).toMatchObject({ found: false })
    await engine.client.register.decide({ ids: [id], state: 'repaired' })
    await deliver(() => ({}))
    await search()
    const back = of(await list(), 'missing')
    expect(back).toMatchObject({ found: true, verdict: { state: 'repaired' } })
    expect(back.changes[0]?.en).toContain('Marked as repaired')
  })

  test('a table that is removed leaves its anomalies in the register', async () => {
    await search()
    const { id } = of(await list(), 'missing').anomaly
    await engine.client.register.decide({ ids: [id], state: 'accepted' })
    await engine.client.sources.remove({ id: source.id })
    expect(of(await list(), 'missing')).toMatchObject({ found: false, verdict: { state: 'accepted' } })
  })

  test('a search says nothing of what it did not look for', async () => {
    await bench.load(
      await bench.file('u.csv', 'n;m\n' + Array.from({ length: 90 }, (_, i) => `${i % 9 ? i : ''};${i}\n`).join(''))
    )
    const report = await search()
    const project = bench.project()
    const t = report.tables.filter(({ table }) => table.name === 't')
    const found = async () => (await list()).map(({ found: still }) => still)
    const link = { ...of(await list(), 'missing').anomaly, id: 'link', place: 'tables' as const }
    await noteSightings(project, { ...report, findings: [...report.findings, link] }, new Date())
    // Another table; a detector that failed; links, where one table only was searched; raw rows behind a recipe.
    const other = report.findings.filter(({ table }) => table.name === 'u')
    await noteSightings(project, { ...report, tables: report.tables.filter(({ table }) => table.name === 'u'), findings: other }, new Date()) // prettier-ignore
    const skipped = [...new Set(report.findings.map(({ detector }) => detector))].map((detector) => ({
      detector,
      table: { schema: 'raw' as const, name: 't' },
      reason: { fr: '', en: '' }
    }))
    await noteSightings(project, { ...report, tables: t, findings: [], skipped }, new Date())
    expect((await found()).every(Boolean)).toBe(true)
    await noteSightings(project, { ...report, tables: t, findings: [] }, new Date())
    const now = await list()
    expect(now.find(({ anomaly }) => anomaly.id === 'link')?.found).toBe(true)
    expect(now.filter(({ anomaly }) => anomaly.table.name === 't' && anomaly.id !== 'link').some((one) => one.found)).toBe(false) // prettier-ignore
    await engine.client.recipe.add({ table: 't', spec: { kind: 'derive', as: 'double', expression: 'id * 2' } })
    await search()
    await noteSightings(project, { ...report, tables: t, findings: [] }, new Date())
    expect(of(await list(), 'missing').found).toBe(true)
  })

  test('a search that failed says nothing of what it finds under other names', async () => {
    const report = await search()
    const { anomaly } = of(await list(), 'missing')
    const names = [
      ['stale_part', 'stale_record'],
      ['source_gap', 'source_conflict'],
      ['dependency_rules', 'dependency_violation'],
      ['survey_speed', 'survey_fault'],
      ['nothing_newer', 'drift'],
      ['drift', 'drift']
    ]
    const findings = names.map(([detector = '', search = '']) => ({ ...anomaly, id: detector, detector, search }))
    await noteSightings(bench.project(), { ...report, findings }, new Date())
    // What compares deliveries is named under the first table, whichever it is about.
    const skipped = names.map(([, detector = '']) => ({
      detector,
      table: { ...anomaly.table, name: detector === 'drift' ? 'first' : 't' },
      reason: { fr: '', en: '' }
    }))
    await noteSightings(bench.project(), { ...report, findings: [], skipped }, new Date())
    const lost = (await list()).flatMap((entry) => (entry.found ? [] : [entry.anomaly.detector]))
    expect(lost.filter((detector) => names.some(([name]) => name === detector))).toEqual([])
    expect(lost).toContain('missing')
  })

  test('nor does it of what an earlier version noted, which bears no search', async () => {
    const report = await search()
    const { anomaly } = of(await list(), 'missing')
    const names = [
      ['stale_part', 'stale_record', 'cells'],
      ['source_gap', 'source_conflict', 'cells'],
      ['dependency_id', 'dependency_violation', 'cells'],
      ['nothing_newer', 'drift', 'table'],
      ['leaking_column', 'between_tables', 'tables']
    ] as const
    const findings = names.map(([detector, search, place]) => ({ ...anomaly, id: detector, detector, search, place }))
    await noteSightings(bench.project(), { ...report, findings }, new Date())
    await bench.project().beside(async (connection) => {
      await connection.run(`UPDATE chantier.sighting SET body = json_merge_patch(body, '{"search": null}')`)
    })
    const skipped = names.map(([, detector]) => ({ detector, table: anomaly.table, reason: { fr: '', en: '' } }))
    await noteSightings(bench.project(), { ...report, findings: [], skipped }, new Date())
    const lost = (await list()).flatMap((entry) => (entry.found ? [] : [entry.anomaly.detector]))
    expect(lost.filter((detector) => names.some(([name]) => name === detector))).toEqual([])
    expect(lost).toContain('missing')
  })

  test('what was decided on rules to a column one by one is carried over to what tells them together', async () => {
    const report = await search()
    const { anomaly } = of(await list(), 'missing')
    const rule = (id: string, detector: string, column: string) => ({
      ...anomaly,
      id,
      detector,
      columns: [column],
      kind: 'dependency_violation' as const
    })
    const early = [
      rule('a', 'dependency_id', 'ville'),
      rule('b', 'dependency_age', 'ville'),
      rule('c', 'dependency_ville', 'age'),
      rule('d', 'dependency_id', 'age'),
      rule('e', 'dependency_ville', 'id')
    ]
    const note = (findings: typeof early) => noteSightings(bench.project(), { ...report, findings }, new Date())
    await note(early)
    await engine.client.register.decide({ ids: ['a'], state: 'accepted', owner: 'Zoé', by: 'Ali' })
    await engine.client.register.decide({ ids: ['b', 'c', 'e'], state: 'dismissed', reason: 'voulu' })
    await engine.client.register.decide({ ids: ['c'], comment: 'à voir', by: 'Ali' })
    const count = (await labels()).length
    const late = ['ville', 'age', 'id'].map((column) => rule(`rules ${column}`, 'dependency_rules', column))
    await note(late)
    const verdict = async (column: string) =>
      (await list()).find(({ anomaly: { id } }) => id === `rules ${column}`)?.verdict
    expect(await verdict('ville')).toMatchObject({ state: 'accepted', owner: 'Zoé', decided: { by: 'Ali' } })
    // One of its two rules only was dismissed.
    expect(await verdict('age')).toMatchObject({ state: 'to_see', decided: null, comments: [{ text: 'à voir' }] })
    expect(await verdict('id')).toMatchObject({ state: 'dismissed', reason: 'voulu' })
    expect((await labels()).slice(count)).toEqual([
      'Reprendre 3 décisions du registre sous le nouveau nom des anomalies'
    ])
    await note(late)
    expect(await labels()).toHaveLength(count + 1)
  })

  test('what was dismissed is told where it weighs more now', async () => {
    const report = await search()
    const { anomaly } = of(await list(), 'missing')
    const note = (severity: 'info' | 'critical') =>
      noteSightings(bench.project(), { ...report, findings: [{ ...anomaly, severity }] }, new Date())
    await note('info')
    await engine.client.register.decide({ ids: [anomaly.id], state: 'dismissed', reason: 'prévu' })
    await note('critical')
    const told = of(await list(), 'missing').changes.map(({ en }) => en)
    expect(told).toEqual([expect.stringMatching(/^Severity: /)])
    await engine.client.register.decide({ ids: [anomaly.id], state: 'dismissed' })
    await note('info')
    expect(of(await list(), 'missing').changes).toEqual([])
  })

  test('what was dismissed stays so when rows of it went or moved, by one’s own recipe; not when it holds another value', async () => {
    // Two rows of the same code, and rows that repeat.
    await deliver(({ id, ville }) => ({ ville: id === 11 ? 'N/A' : ville }))
    await search()
    const { id } = of(await list(), 'disguised_missing').anomaly
    await engine.client.register.decide({ ids: [id], state: 'dismissed', reason: 'sans objet' })
    const entry = async () => {
      await search()
      return (await list()).find(({ anomaly }) => anomaly.id === id)
    }
    const only = (expression: string) =>
      engine.client.recipe.add({ table: 't', spec: { kind: 'filter', filter: { all: [] }, expression } })
    const step = await only('id > 7')
    expect(await entry()).toMatchObject({ found: true, anomaly: { rows: 1 }, changes: [] })
    await engine.client.recipe.remove({ id: step.id })
    await deliver(({ id: row, ville }) => ({ ville: row === 7 ? 'n/a' : ville }))
    expect((await entry())?.changes).toHaveLength(1)
  })

  test('decides on many at once: one change, one line that counts them, one undo', async () => {
    await search()
    const ids = (await list()).map(({ anomaly }) => anomaly.id)
    expect(ids.length).toBeGreaterThan(1)
    await expect(engine.client.register.decide({ ids, state: 'dismissed' })).rejects.toMatchObject({
      data: { kind: 'input' }
    })
    const before = (await labels()).length
    const decision = {
      ids,
      state: 'dismissed',
      reason: 'bac à sable',
      comment: 'vu en séance',
      owner: 'Zoé',
      by: 'Éva'
    } as const
    expect(await engine.client.register.decide(decision)).toEqual({ changed: ids.length })
    const [line = '', ...others] = (await labels()).slice(before)
    expect(others).toEqual([])
    // Every one by name, its own quotation marks within those of the line.
    const bare = (words: string) => words.replace(/[«»“”\s]/g, '')
    expect(line).toMatch(new RegExp(`^Écarter \\(par Éva\\) : ${ids.length} anomalies, « `))
    for (const { anomaly } of await list()) expect(bare(line)).toContain(bare(anomaly.message.fr).slice(0, 80))
    expect(line).not.toMatch(/«[^»]*«/)
    expect(line).toMatch(/ \(« bac à sable » ; confiées à « Zoé » ; commentaire « vu en séance »\)$/)
    expect((await engine.client.register.list({})).owners).toEqual(['Zoé'])
    expect((await list()).every(({ verdict }) => verdict.state === 'dismissed' && verdict.comments.length === 1)).toBe(true) // prettier-ignore
    await engine.client.project.undo({})
    expect((await list()).every(({ verdict }) => verdict.state === 'to_see' && !verdict.comments.length)).toBe(true)
    await engine.client.project.redo({})
    // The same state again, without a word more, is a decision that changes nothing.
    expect(await engine.client.register.decide({ ids, state: 'dismissed', by: 'Éva', reason: 'bac à sable' })).toEqual({ changed: 0 }) // prettier-ignore
    // Dismissed again without a word, each keeps its own reason.
    await engine.client.register.decide({ ids: ids.slice(0, 1), state: 'dismissed', reason: 'doublon' })
    await engine.client.register.decide({ ids, state: 'dismissed', by: 'Ali' })
    expect((await list()).map(({ verdict }) => verdict.reason).slice(0, 2)).toEqual(['doublon', 'bac à sable'])
    await expect(engine.client.register.decide({ ids: ['nowhere'], state: 'accepted' })).rejects.toMatchObject({
      data: { kind: 'not_found' }
    })
  })

  test('marks what is undecided and accepted, not what was dismissed', async () => {
    await search()
    const entries = await list()
    const marks = () =>
      engine.client.anomalies.marks({
        source: { kind: 'table', table: { schema: 'raw', name: 't' } },
        offset: 0,
        limit: 100
      })
    const [missing, disguised] = [of(entries, 'missing').anomaly.id, of(entries, 'disguised_missing').anomaly.id]
    await engine.client.register.decide({ ids: [missing], state: 'accepted' })
    await engine.client.register.decide({ ids: [disguised], state: 'dismissed', reason: 'non' })
    const { findings, cells } = await marks()
    expect(findings.find(({ id }) => id === missing)?.accepted).toBe(true)
    expect(findings.some(({ id }) => id === disguised)).toBe(false)
    expect(cells.some(({ row }) => row === 3)).toBe(true)
    expect(cells.some(({ row, column }) => row === 7 && column === 1)).toBe(false)
  })

  test('makes a finding of an accepted anomaly, with its evidence, and names it', async () => {
    await search()
    const { anomaly } = of(await list(), 'missing')
    const request = { title: 'Âges manquants', kind: 'anomaly', unit: 'count', evidence: anomaly.evidence } as const
    await expect(engine.client.register.pin({ id: anomaly.id, request })).rejects.toMatchObject({
      data: { kind: 'conflict' }
    })
    await engine.client.register.decide({ ids: [anomaly.id], state: 'accepted' })
    const finding = await engine.client.register.pin({ id: anomaly.id, request })
    expect(finding).toMatchObject({ kind: 'anomaly', figure: { value: 8 }, evidence: { sql: anomaly.evidence.sql } })
    expect(of(await list(), 'missing').finding).toEqual({ id: finding.id, title: 'Âges manquants', gone: false })
    await engine.client.findings.remove({ id: finding.id })
    expect(of(await list(), 'missing').finding?.gone).toBe(true)
    await engine.client.project.undo({})
    await engine.client.project.undo({})
    expect(await engine.client.findings.list({})).toEqual([])
    expect(of(await list(), 'missing').finding).toBeNull()
  })

  test('tells where the first of its cells stands, for the grid to go there', async () => {
    await search()
    const place = async (kind: string) => engine.client.register.place({ id: of(await list(), kind).anomaly.id })
    expect(await place('missing')).toEqual({ table: { schema: 'raw', name: 't' }, row: 3, column: 2 })
    expect(await place('disguised_missing')).toMatchObject({ row: 7, column: 1 })
  })

  test('is exported as a table that no spreadsheet runs', async () => {
    await search()
    const entries = await list()
    const [first, second] = entries.map(({ anomaly }) => anomaly.id)
    await engine.client.register.decide({ ids: [second ?? ''], state: 'dismissed', reason: '=1+1', owner: 'a;b' })
    const { name, text } = await engine.client.register.export({ language: 'fr', ids: [second ?? '', first ?? ''] })
    expect(name).toBe('essai-anomalies-registre.csv')
    const lines = text.split('\r\n')
    expect(lines[0]).toMatch(/^\ufeffétat;trouvée;/)
    expect(lines[1]).toMatch(/^écartée;oui;/)
    expect(text).toContain(`;"a;b";'=1+1;`)
    const place = lines[0]?.split(';').indexOf('confiance') ?? -1
    const { confidence } = of(entries, 'missing').anomaly
    expect(confidence % 1).not.toBe(0)
    const one = await engine.client.register.export({ language: 'fr', ids: [of(entries, 'missing').anomaly.id] })
    expect(one.text.split('\r\n')[1]?.split(';')[place]).toBe(String(confidence).replace('.', ','))
    const whole = await engine.client.register.export({ language: 'en' })
    expect(whole.text.split('\r\n').filter((line) => /^(to see|dismissed),/.test(line))).toHaveLength(entries.length)
  })

  test('is there when the project is opened again', async () => {
    await search()
    const before = await list()
    const { id } = of(before, 'missing').anomaly
    await engine.client.register.decide({ ids: [id], comment: 'à revoir', by: 'Ali' })
    const { path } = bench.project()
    await engine.client.project.close({})
    await engine.client.project.open({ path })
    const after = await list()
    expect(after.map(({ anomaly }) => anomaly)).toEqual(before.map(({ anomaly }) => anomaly))
    expect(of(after, 'missing').verdict.comments).toMatchObject([{ by: 'Ali', text: 'à revoir' }])
  })
})
