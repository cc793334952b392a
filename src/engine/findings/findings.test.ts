import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Evidence } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { ident, tableName, text } from '../sql'
import { listFindings } from './list'
import { pinFinding } from './pin'
import { refreshFinding } from './refresh'
import { removeFinding } from './remove'
import { updateFinding } from './update'

const NAME = `enquête "d'août"; -- 🐌`
const RAW = { schema: 'raw', name: NAME } as const
let folder: string
let project: Project

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-test-'))
  project = await openProject(join(folder, 'essai.chantier'), { create: true })
  await project.database.run(`CREATE TABLE ${tableName(RAW)} AS SELECT i AS note FROM range(0, 11) t(i)`)
})
afterEach(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

const sentence = (fr: string) => ({ fr, en: fr })
function evidence(sql: string, rowsSql: string | null = null): Evidence {
  return {
    title: sentence('t'),
    definition: sentence('d'),
    n: null,
    filter: sentence('f'),
    sql,
    rowsSql,
    table: RAW,
    columns: ['note']
  }
}
const nps = `SELECT 100.0 * (promoters - detractors) / n AS value, n, promoters, detractors FROM (
  SELECT count(*) AS n, count(*) FILTER (note >= 9) AS promoters, count(*) FILTER (note <= 6) AS detractors
  FROM ${tableName(RAW)} WHERE ${text(tableName(RAW))} <> '')`

async function recipe(select: string): Promise<void> {
  await project.database.run(`CREATE OR REPLACE TABLE clean.${ident(NAME)} AS ${select}`)
  await project.database.run(`DELETE FROM chantier.built`)
  await project.database.run(`INSERT INTO chantier.built VALUES (${text(NAME)}, ${text(select)})`)
}

describe('findings', () => {
  test('the figure is what the query answers, with the interval of its method', async () => {
    const found = await pinFinding(project, {
      title: 'NPS',
      kind: 'measure',
      unit: 'points',
      interval: 'nps',
      evidence: evidence(nps, `SELECT rowid, * FROM ${tableName(RAW)}`)
    })
    expect(found.figure.value).toBeCloseTo(-45.4545, 3)
    expect(found.figure.text.fr).toBe('−45,5\u00a0points')
    expect(found.figure.n).toBe(11)
    expect(found.evidence.n).toBe(11)
    expect(found.figure.low).toBeLessThan(-45.4545)
    expect(found.figure.high).toBeGreaterThan(-45.4545)
    expect(found.stale).toBe(false)
    expect(await listFindings(project)).toEqual([found])
  })

  test('a query is gated: no second statement, no writing, no file', async () => {
    for (const sql of [
      `SELECT 1 AS value; SELECT 2`,
      `DROP TABLE ${tableName(RAW)}`,
      `SELECT count(*) FROM read_text('/etc/passwd')`,
      `COPY (SELECT 1) TO 'x'`
    ]) {
      await expect(pinFinding(project, { title: 'x', kind: 'query', evidence: evidence(sql) })).rejects.toMatchObject({
        data: { kind: 'refused' }
      })
      await expect(
        pinFinding(project, { title: 'x', kind: 'query', evidence: evidence(nps, sql) })
      ).rejects.toMatchObject({ data: { kind: 'refused' } })
    }
    await expect(
      pinFinding(project, { title: 'x', kind: 'query', evidence: evidence('SELECT 42 AS value') })
    ).rejects.toMatchObject({ data: { kind: 'input' } })
    expect(await listFindings(project)).toEqual([])
  })

  test('stale when the analysed rows change, told why; refresh follows the recipe and back', async () => {
    const { id, fingerprint } = await pinFinding(project, {
      title: 'NPS',
      kind: 'measure',
      unit: 'points',
      evidence: evidence(nps)
    })
    await recipe(`SELECT * FROM ${tableName(RAW)} WHERE note >= 9`)
    const [stale] = await listFindings(project)
    expect(stale?.stale).toBe(true)
    expect(stale?.changes[0]?.fr).toContain('2 lignes, 11 auparavant')
    const fresh = await refreshFinding(project, id)
    expect(fresh).toMatchObject({
      stale: false,
      figure: { value: 100, n: 2 },
      evidence: { table: { schema: 'clean' } }
    })
    expect(fresh.evidence.sql).toContain(`FROM "clean".${ident(NAME)}`)
    // The name inside a text literal is data, not a table.
    expect(fresh.evidence.sql).toContain(text(tableName(RAW)))
    await project.database.run(`DELETE FROM chantier.built`)
    await project.database.run(`DROP TABLE clean.${ident(NAME)}`)
    const back = await refreshFinding(project, id)
    expect(back.evidence.sql).toBe(nps)
    expect(back.fingerprint).toBe(fingerprint)
  })

  test('words and figure changed at the same time are both kept', async () => {
    const { id } = await pinFinding(project, { title: 'NPS', kind: 'measure', evidence: evidence(nps) })
    await recipe(`SELECT * FROM ${tableName(RAW)} WHERE note >= 9`)
    await Promise.all([
      refreshFinding(project, id),
      updateFinding(project, { id, title: 'NPS de mai' }),
      updateFinding(project, { id, note: 'Vu' })
    ])
    expect(await listFindings(project)).toMatchObject([
      { title: 'NPS de mai', note: 'Vu', stale: false, figure: { value: 100 } }
    ])
  })

  test('a query of the user stays on the table it names', async () => {
    const { id } = await pinFinding(project, {
      title: 'q',
      kind: 'query',
      evidence: evidence(`SELECT count(*) AS n FROM ${tableName(RAW)}`)
    })
    await recipe(`SELECT * FROM ${tableName(RAW)} LIMIT 1`)
    expect(await listFindings(project)).toMatchObject([{ stale: false, figure: { value: 11, unit: 'count' } }])
    expect(await refreshFinding(project, id)).toMatchObject({ figure: { value: 11 } })
  })

  test('a table that is gone makes it stale, and the refresh says so without losing it', async () => {
    const { id } = await pinFinding(project, { title: 'NPS', kind: 'measure', evidence: evidence(nps) })
    await project.database.run(`DROP TABLE ${tableName(RAW)}`)
    expect((await listFindings(project))[0]?.changes[0]?.fr).toContain('n’est plus dans le projet')
    await expect(refreshFinding(project, id)).rejects.toThrow()
    expect(await listFindings(project)).toHaveLength(1)
  })

  test('a query of several rows runs three times: for a figure, for its first rows, for their number', async () => {
    const rows = vi.spyOn(project, 'rows')
    const sql = `SELECT note, note * 2 AS double FROM ${tableName(RAW)}`
    const { figure } = await pinFinding(project, { title: 'q', kind: 'query', evidence: evidence(sql) })
    const runs = rows.mock.calls.filter(([query]) => query.includes(sql) && !query.startsWith('DESCRIBE'))
    expect(runs.map(([query]) => query)).toHaveLength(3)
    expect(figure).toMatchObject({ text: { fr: 'résultat de 11 lignes' }, first: { total: 11 } })
  })

  test('keeps the first values of an answer that is more than one figure', async () => {
    const pinned = (sql: string) => pinFinding(project, { title: 'q', kind: 'query', evidence: evidence(sql) })
    const from = `FROM ${tableName(RAW)}`
    const { figure } = await pinned(
      `SELECT note / 4 AS part, note > 3 AS haute, DATE '2024-03-01' + note::INTEGER AS jour, 'n' || note AS "__proto__", note, CASE WHEN note > 0 THEN note END AS vide, 1 AS reste ${from} ORDER BY note`
    )
    expect(figure).toMatchObject({ value: null, n: null, first: { total: 11, moreColumns: 1 } })
    expect(figure.first?.columns).toEqual(['part', 'haute', 'jour', '__proto__', 'note', 'vide'])
    expect(figure.first?.numeric).toEqual([true, false, false, false, true, true])
    expect(figure.first?.rows).toHaveLength(5)
    expect(figure.first?.rows[0]?.map(({ fr }) => fr)).toEqual(['0', 'non', '01/03/2024', 'n0', '0', '(manquant)'])
    expect(figure.first?.rows[1]?.map(({ en }) => en)).toEqual(['0.25', 'no', '2024-03-02', 'n1', '1', '1'])
    const one = await pinned(`SELECT avg(note) AS moyenne, max(note) AS haut, count(*) AS n ${from}`)
    expect(one.figure).toMatchObject({
      n: 11,
      first: null,
      text: { fr: 'moyenne\u00a0: 5 · haut\u00a0: 10 · n\u00a0: 11' }
    })
    const beside = await pinned(`SELECT avg(note) AS value, max(note) AS haut ${from}`)
    expect(beside.figure).toMatchObject({ text: sentence('5'), first: { columns: ['value', 'haut'], total: 1 } })
    expect((await pinned(`SELECT avg(note) AS value, count(*) AS n ${from}`)).figure.first).toBe(null)
    expect((await refreshFinding(project, one.id)).figure).toEqual(one.figure)
  })

  test('a figure that is a day or a text is told as it is read, not by its n', async () => {
    const pinned = async (value: string) => {
      const sql = `SELECT ${value} AS value, count(*) AS n FROM ${tableName(RAW)}`
      return (await pinFinding(project, { title: 'q', kind: 'profile', evidence: evidence(sql) })).figure
    }
    expect(await pinned(`DATE '2024-03-01' + max(note)::INTEGER`)).toMatchObject({
      value: null,
      n: 11,
      text: { fr: '11/03/2024', en: '2024-03-11' }
    })
    expect(await pinned(`make_timestamp((avg(note) * 3600000000)::BIGINT)`)).toMatchObject({
      text: { fr: '01/01/1970 05:00:00', en: '1970-01-01 05:00:00' }
    })
    expect((await pinned(`bool_and(note >= 0)`)).text).toEqual({ fr: 'oui', en: 'yes' })
    expect((await pinned(`'n' || max(note)`)).text).toEqual(sentence('n10'))
  })

  test('a sum keeps its hundredths however large it is', async () => {
    const from = `FROM ${tableName(RAW)}`
    const { figure } = await pinFinding(project, {
      title: 'q',
      kind: 'query',
      evidence: evidence(
        `SELECT 1234567.89 AS juste, 1234567.891::DOUBLE AS flottant, -98765432.10::DECIMAL(18,2) AS retour, 12345678 AS entier, 0.00012345678::DOUBLE AS petit, 1.23456 AS fin ${from} LIMIT 2`
      )
    })
    expect(figure.first?.rows[0]?.map(({ en }) => en)).toEqual([
      '1,234,567.89',
      '1,234,567.89',
      '−98,765,432.1',
      '12,345,678',
      '0.000123457',
      '1.23456'
    ])
  })

  test('an answer of one column is the figure, in its unit, whatever its name; of several, none is', async () => {
    const from = `FROM ${tableName(RAW)}`
    const pinned = async (sql: string, unit: 'number' | 'share' = 'number') =>
      (await pinFinding(project, { title: 'q', kind: 'query', unit, evidence: evidence(sql) })).figure
    expect(await pinned(`SELECT count(*) ${from}`)).toMatchObject({ text: sentence('11'), value: 11, unit: 'count' })
    expect(await pinned(`SELECT avg(note) + 0.12345 ${from}`)).toMatchObject({
      text: { fr: '5,12', en: '5.12' },
      first: null
    })
    const share = await pinned(`SELECT avg((note > 4)::INTEGER) AS haute ${from}`, 'share')
    expect(share).toMatchObject({ text: { en: '54.5%' }, unit: 'share', first: null })
    expect(await pinned(`SELECT count(*) AS n, avg(note) AS moyenne ${from}`)).toMatchObject({ value: null, n: 11 })
  })

  test('words change, removal is undoable, a table of results is told as such', async () => {
    const { id, figure } = await pinFinding(project, {
      title: 'a',
      kind: 'query',
      evidence: evidence(`SELECT * FROM ${tableName(RAW)}`)
    })
    expect(figure).toMatchObject({ value: null, text: { fr: 'résultat de 11 lignes' } })
    expect(await updateFinding(project, { id, note: 'Vu en réunion' })).toMatchObject({
      title: 'a',
      note: 'Vu en réunion'
    })
    await removeFinding(project, id)
    expect(await listFindings(project)).toEqual([])
    await project.undo()
    expect(await listFindings(project)).toMatchObject([{ id, note: 'Vu en réunion' }])
    await expect(removeFinding(project, 'absent')).rejects.toMatchObject({ data: { kind: 'not_found' } })
  })
})
