import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RuleDraft, RuleResult, type RuleSpec, type Scalar } from '../../contract'
import { ChantierError } from '../errors'
import { closeProject, openProject, type Project } from '../project'
import { gateSelect } from '../tables'
import { tryRule } from './run'

let folder: string
let project: Project
let made = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

type Row = { n: number | null; m: number | null; t: string | null; d: string | null; e: string | null }

const days = fc.integer({ min: 0, max: 6 }).map((day) => `2024-03-0${day + 1}`)
const rowOf: fc.Arbitrary<Row> = fc.record({
  n: fc.option(fc.integer({ min: -3, max: 6 })),
  m: fc.option(fc.integer({ min: -3, max: 6 })),
  t: fc.option(fc.constantFrom('a', 'b', 'A1', 'A12', '', '  ', "l'é")),
  d: fc.option(days),
  e: fc.option(days)
})

async function create(rows: readonly Row[]): Promise<string> {
  const name = `t${made++}`
  const text = (value: string | null): string => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`)
  const values = rows.map(({ n, m, t, d, e }) => `(${n ?? 'NULL'}, ${m ?? 'NULL'}, ${text(t)}, ${text(d)}, ${text(e)})`)
  await project.database.run(
    `CREATE TABLE raw.${name} (n INTEGER, m INTEGER, t VARCHAR, d DATE, e TIMESTAMP)${values.length ? `; INSERT INTO raw.${name} VALUES ${values.join(', ')}` : ''}`
  )
  return name
}

function draftOf(name: string, spec: RuleSpec, more: Partial<RuleDraft> = {}): RuleDraft {
  return RuleDraft.parse({ table: { schema: 'raw', name }, spec, dimension: 'accuracy', ...more })
}

/** What each kind says of a row, in JavaScript: true, false, or null where a value is missing. */
type Judge = (row: Row, all: readonly Row[]) => boolean | null
const blank = (text: string | null): boolean => text === null || text.trim() === ''
const CASES: { spec: RuleSpec; judge: Judge; scope?: (row: Row) => boolean }[] = [
  {
    spec: { kind: 'range', column: 'n', min: 0, max: 4 },
    judge: ({ n }) => (n === null ? null : n >= 0 && n <= 4)
  },
  {
    spec: { kind: 'range', column: 'e', min: null, max: '2024-03-03' },
    judge: ({ e }) => (e === null ? null : e <= '2024-03-03')
  },
  {
    spec: { kind: 'set', column: 't', values: ['a', "l'é"] },
    judge: ({ t }) => (blank(t) ? null : t === 'a' || t === "l'é")
  },
  {
    spec: { kind: 'set', column: 'n', values: ['1', 'deux'] },
    judge: ({ n }) => (n === null ? null : n === 1)
  },
  {
    spec: { kind: 'regex', column: 't', pattern: '[A-Z]\\d{2}', whole: true },
    judge: ({ t }) => (t === null || blank(t) ? null : /^[A-Z]\d{2}$/.test(t))
  },
  {
    spec: { kind: 'regex', column: 't', pattern: '\\d', whole: false },
    judge: ({ t }) => (t === null || blank(t) ? null : /\d/.test(t))
  },
  { spec: { kind: 'not_null', column: 't' }, judge: ({ t }) => !blank(t) },
  {
    spec: { kind: 'unique', columns: ['n'] },
    judge: ({ n }, all) => (n === null ? null : all.filter((one) => one.n === n).length === 1)
  },
  {
    spec: { kind: 'unique', columns: ['n', 't'] },
    judge: ({ n, t }, all) =>
      n === null || blank(t) ? null : all.filter((one) => one.n === n && one.t === t).length === 1
  },
  {
    spec: { kind: 'compare', left: 'n', op: '<=', right: 'm' },
    judge: ({ n, m }) => (n === null || m === null ? null : n <= m)
  },
  {
    spec: { kind: 'compare', left: 'd', op: '<', right: 'e' },
    judge: ({ d, e }) => (d === null || e === null ? null : d < e)
  },
  {
    spec: { kind: 'total', total: 'n', parts: ['m', 'm'], sign: '+', tolerance: 1 },
    judge: ({ n, m }) => (n === null || m === null ? null : Math.abs(n - 2 * m) <= 1)
  },
  {
    spec: { kind: 'depends', determinant: ['n'], dependent: 't' },
    judge: ({ n, t }, all) => {
      if (n === null || t === null || blank(t)) return null
      const count = new Map<string, number>()
      for (const one of all) if (one.n === n && one.t && !blank(one.t)) count.set(one.t, (count.get(one.t) ?? 0) + 1)
      const [best] = [...count].sort((a, b) => b[1] - a[1] || Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0])))
      return best?.[0] === t
    }
  },
  {
    spec: {
      kind: 'implies',
      when: [{ column: 'n', op: '>', values: [2] }],
      then: [{ column: 't', op: 'in', values: ['a', 'b'] }]
    },
    scope: ({ n }) => n !== null && n > 2,
    judge: ({ t }) => (t === null ? null : t === 'a' || t === 'b')
  },
  {
    spec: { kind: 'sql', condition: " n + m > 0 -- pas 'négatif'\n AND t <> 'b' " },
    judge: ({ n, m, t }) => {
      const sum = n === null || m === null ? null : n + m > 0
      const other = t === null ? null : t !== 'b'
      return sum === false || other === false ? false : sum === null || other === null ? null : true
    }
  },
  {
    spec: { kind: 'sql', condition: 'n IN (SELECT max(x.m) FROM (VALUES (1), (2)) AS x(m))' },
    judge: ({ n }) => (n === null ? null : n === 2)
  }
]

test.each(CASES.map((one) => [JSON.stringify(one.spec).slice(0, 80), one] as const))(
  '%s counts as by hand, by segment too, and shows exactly its failing rows',
  async (_, { spec, judge, scope = () => true }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowOf, { maxLength: 25 }),
        fc.constantFrom('apart', 'fail'),
        fc.boolean(),
        async (rows, missing, filtered) => {
          const name = await create(rows)
          const filter = filtered ? { all: [{ column: 'm', op: '>=' as const, values: [0] }] } : undefined
          const kept = rows.filter((row) => scope(row) && (!filtered || (row.m !== null && row.m >= 0)))
          const verdicts = kept.map((row) => judge(row, kept))
          const fails = (verdict: boolean | null): boolean => verdict === false || (verdict === null && missing === 'fail') // prettier-ignore
          const result = RuleResult.parse(
            JSON.parse(JSON.stringify(await tryRule(project, draftOf(name, spec, { missing, filter, segment: 't' }))))
          )
          const judged = missing === 'fail' ? kept.length : verdicts.filter((one) => one !== null).length
          const failing = verdicts.filter(fails).length
          expect(result.counts).toMatchObject({
            rows: kept.length,
            judged,
            failing,
            missing: verdicts.filter((one) => one === null).length,
            share: judged ? failing / judged : null
          })
          const wrong = rows.flatMap((row, place) => {
            const at = kept.indexOf(row)
            return at >= 0 && fails(verdicts[at] ?? null) ? [place] : []
          })
          const { evidence, segments } = result
          if (!evidence?.rowsSql) throw new Error('no evidence')
          expect(await rowids(evidence.rowsSql)).toEqual(wrong)
          const [figure] = await project.rows(await gateSelect(project, evidence.sql))
          expect(figure).toEqual({ value: failing, n: judged })
          for (const segment of segments) {
            const own = wrong.filter((place) => {
              const text = rows[place]?.t ?? null
              return (blank(text) ? null : text) === segment.value
            })
            expect(segment.failing, segment.value ?? 'NULL').toBe(own.length)
            expect(await rowids(segment.rowsSql)).toEqual(own)
          }
          expect(segments.reduce((sum, one) => sum + one.judged, 0)).toBe(judged)
        }
      ),
      { numRuns: 6 }
    )
  }
)

async function rowids(sql: string): Promise<number[]> {
  const rows = await project.rows<{ rowid: number }>(await gateSelect(project, sql))
  return rows.map(({ rowid }) => rowid).sort((a, b) => a - b)
}

test('a relation finds the rows that point to nothing, in the same table too', async () => {
  const name = await create([
    { n: 1, m: 2, t: 'a', d: null, e: null },
    { n: 2, m: 9, t: 'b', d: null, e: null },
    { n: null, m: null, t: ' ', d: null, e: null },
    { n: 3, m: 1, t: 'A', d: null, e: null }
  ])
  // Tables of the project are those of its sources: this one is told by hand.
  const others = new Map([[name, { sql: `raw.${name}`, columns: [{ name: 'n', type: 'INTEGER' }, { name: 't', type: 'VARCHAR' }] }]]) // prettier-ignore
  const { judgeRules } = await import('./judge')
  const { asker, groundOf } = await import('./ground')
  const ground = { ...(await groundOf(project, { schema: 'raw', name })), others }
  const rules = [
    draftOf(name, { kind: 'relation', to: name, on: [{ left: 'm', right: 'n' }], normalise: false }),
    draftOf(name, { kind: 'relation', to: 'partie', on: [{ left: 'm', right: 'n' }], normalise: false }),
    draftOf(name, { kind: 'relation', to: name, on: [{ left: 't', right: 't' }, { left: 'm', right: 'n' }], normalise: true }) // prettier-ignore
  ]
  const [found, gone, both] = await judgeRules(asker(project), ground, rules)
  expect(found).toMatchObject({ counts: { rows: 4, judged: 3, failing: 1, missing: 1 } })
  expect(gone?.error).toMatchObject({ data: { kind: 'not_found', message: { fr: 'La table « partie » n’est pas dans le projet.' } } }) // prettier-ignore
  // Whatever its case, (A, 1) is there as (a, 1).
  expect(both).toMatchObject({ counts: { judged: 3, failing: 2 } })
})

describe('what does not fit is refused in words, at its place', () => {
  const refused = async (spec: RuleSpec, more: Partial<RuleDraft> = {}) => {
    const name = await create([{ n: 1, m: 1, t: 'a', d: '2024-03-01', e: null }])
    const error: unknown = await tryRule(project, draftOf(name, spec, more)).catch((caught: unknown) => caught)
    if (!(error instanceof ChantierError)) throw new Error(`not refused: ${JSON.stringify(error)}`)
    return error.data
  }
  const pattern = (pattern: string) => refused({ kind: 'regex', column: 't', pattern, whole: true })
  const condition = (condition: string) => refused({ kind: 'sql', condition })

  test.each([
    ['(a', 1],
    ['a(b)(c', 5],
    ['a)', 2],
    ['ab[c', 3],
    ['ab*c+*', 5],
    ['a\\q', 2],
    ['x(?=y)', 2],
    ['a{99999}', 2],
    ['[z-a]', 2],
    ['\\', 1],
    ['ab**', 3],
    ['(?P<n', 1],
    ['x\\p{Foo}', 2],
    ['x\0', 2]
  ])('the pattern %s, at character %i', async (text, column) => {
    const { kind, place, message } = await pattern(text)
    expect([kind, place]).toEqual(['input', { line: 1, column }])
    expect(message.fr).toContain(`au caractère ${column}`)
    // In French, not in the words of RE2.
    expect(message.fr).not.toMatch(/\b(invalid|bad|missing|no)\b/)
  })

  test.each([
    ['n > zz', 'zz', 5],
    ['n >\n  zz', 'zz', 3]
  ])('an unknown column in %j', async (text, name, column) => {
    const { message, place } = await condition(text)
    expect(message.fr).toContain(`« ${name} »`)
    expect(place?.column).toBe(column)
  })

  test.each([
    ['n + 1', /vrai ou faux/],
    ['n > 1; DROP TABLE raw.t0', /refusée/],
    ['n > 1) FROM raw.t0; DELETE FROM raw.t0 --', /./],
    ['n > 1) OR (n < 0', /./],
    ['n > 1), (n < 3', /./],
    ['n > 1, n < 3', /Ce n’est pas une condition/],
    ['n > 1 AS x', /Ce n’est pas une condition/],
    ['n > 1 FROM raw.t0', /Ce n’est pas une condition/],
    ['n > 1 WHERE true', /Ce n’est pas une condition/],
    ['n > 1 LIMIT 0', /Ce n’est pas une condition/],
    ['n > 1 UNION SELECT true', /Ce n’est pas une condition/],
    ['*', /Ce n’est pas une condition/],
    ['n > 1;', /Ce n’est pas une condition/],
    ['n > 1 /*', /./],
    ['n > random()', /une autre valeur à chaque fois/],
    ['sum(n) > 1', /agrégat/],
    ['row_number() OVER () > 1', /fenêtre/],
    ["n IN (SELECT 1 FROM read_csv('/etc/passwd'))", /refusée/],
    ["n IN (SELECT x FROM '/etc/passwd')", /./],
    ["getenv('HOME') = ''", /refusée/],
    ['n IN (DELETE FROM raw.t0 RETURNING n)', /./],
    ['n > ', /./]
  ])('the condition %j', async (text, words) => {
    const { kind, message } = await condition(text)
    expect(['input', 'refused']).toContain(kind)
    expect(message.fr).toMatch(words)
  })

  test('columns, types, bounds and segments', async () => {
    expect((await refused({ kind: 'not_null', column: 'zz' })).message.fr).toContain('« zz »')
    expect((await refused({ kind: 'range', column: 't', min: 1, max: null })).message.fr).toContain('ni un nombre')
    expect((await refused({ kind: 'range', column: 'n', min: null, max: null })).message.fr).toContain('une borne')
    expect((await refused({ kind: 'range', column: 'n', min: 3, max: 1 })).message.fr).toContain('au-dessus')
    expect((await refused({ kind: 'range', column: 'n', min: 'NaN', max: null })).message.fr).toContain('« NaN »')
    expect((await refused({ kind: 'set', column: 'd', values: ['01/03/2024'] })).message.fr).toContain('« 01/03/2024 »')
    expect((await refused({ kind: 'range', column: 'd', min: 'hier', max: null })).message.fr).toContain('« hier »')
    expect((await refused({ kind: 'compare', left: 'n', op: '<', right: 't' })).message.fr).toContain('ne se comparent')
    expect((await refused({ kind: 'compare', left: 't', op: '<', right: 't' })).message.fr).toContain('pas d’ordre')
    expect((await refused({ kind: 'total', total: 'n', parts: ['m', 't'], sign: '+', tolerance: 0 })).message.fr).toContain('pas un nombre') // prettier-ignore
    expect((await refused({ kind: 'not_null', column: 'n' }, { segment: 'zz' })).message.fr).toContain('« zz »')
  })

  test('a cell that breaks a condition of SQL is told of that rule alone', async () => {
    const { message } = await condition('CAST(t AS INTEGER) > 1')
    expect(message.fr).toContain('« a »')
  })
})

test('numbers that are none fail a range, and a column called rowid is no trouble', async () => {
  await project.database.run(
    `CREATE TABLE raw.odd AS SELECT unnest(['NaN'::DOUBLE, 1.5, 'Infinity'::DOUBLE, NULL]) AS x, 7 AS rowid`
  )
  const { counts, evidence } = await tryRule(project, draftOf('odd', { kind: 'range', column: 'x', min: 0, max: null }))
  expect(counts).toMatchObject({ judged: 3, failing: 1, missing: 1 })
  const rows = await project.rows(await gateSelect(project, evidence?.rowsSql ?? ''))
  expect(rows).toEqual([{ x: NaN, rowid: 7 }])
})

test('what is no number keeps no comparison and no total', async () => {
  await project.database.run(
    `CREATE TABLE raw.none (a DOUBLE, b DOUBLE, c DOUBLE);
     INSERT INTO raw.none VALUES (1, 2, 3), (1, 2, 'NaN'), ('NaN', 'NaN', 'NaN'), (1, 2, 'Infinity'), ('Infinity', 2, 'Infinity'), (NULL, 2, 'NaN')`
  )
  const counts = async (spec: RuleSpec) => (await tryRule(project, draftOf('none', spec))).counts
  expect(await counts({ kind: 'compare', left: 'a', op: '<', right: 'c' })).toMatchObject({ judged: 5, failing: 3, missing: 1 }) // prettier-ignore
  expect(await counts({ kind: 'compare', left: 'c', op: '>=', right: 'c' })).toMatchObject({ judged: 6, failing: 3 })
  expect(await counts({ kind: 'total', total: 'c', parts: ['a', 'b'], sign: '+', tolerance: 0.01 })).toMatchObject({ judged: 5, failing: 4, missing: 1 }) // prettier-ignore
})

test('a segment of white space is that of missing values, and opens their rows', async () => {
  await project.database.run(
    `CREATE TABLE raw.parts AS SELECT unnest(['x', '', ' ', NULL]) AS t, unnest([1, -1, -2, -3]) AS n`
  )
  const spec: RuleSpec = { kind: 'range', column: 'n', min: 0, max: null }
  const { segments } = await tryRule(project, draftOf('parts', spec, { segment: 't' }))
  expect(segments.map(({ value, failing }) => [value, failing])).toEqual([[null, 3], ['x', 0]]) // prettier-ignore
  expect(await project.rows(`SELECT n FROM (${segments[0]?.rowsSql}) ORDER BY n`)).toEqual([{ n: -3 }, { n: -2 }, { n: -1 }]) // prettier-ignore
})

test('failing rows come in the order of the table; those that fail together stand together', async () => {
  await project.database.run(
    `CREATE TABLE raw.ordered AS SELECT range::INTEGER AS n, CASE WHEN range % 7 = 3 THEN 'x' WHEN range % 11 = 5 THEN 'y' ELSE 'ok' END AS t FROM range(5000)`
  )
  const places = async (spec: RuleSpec): Promise<number[]> => {
    const { evidence } = await tryRule(project, draftOf('ordered', spec))
    return (await project.rows<{ n: number }>(evidence?.rowsSql ?? '')).map(({ n }) => n)
  }
  for (const spec of [
    { kind: 'set', column: 't', values: ['ok'] },
    { kind: 'range', column: 'n', min: 4000, max: null },
    { kind: 'relation', to: 'ordered', on: [{ left: 't', right: 't' }], normalise: false }
  ] as RuleSpec[]) {
    const told = await places(spec).catch(() => [])
    expect(told).toEqual(told.toSorted((a, b) => a - b))
  }
  const repeated = await project.rows<{ t: string; n: number }>((await tryRule(project, draftOf('ordered', { kind: 'unique', columns: ['t'] }))).evidence?.rowsSql ?? '') // prettier-ignore
  expect(repeated).toEqual(repeated.toSorted((a, b) => (a.t < b.t ? -1 : a.t > b.t ? 1 : a.n - b.n)))
})

test('bounds are told as they are read', async () => {
  const words = async (min: Scalar, max: Scalar) => {
    const name = await create([])
    const { rule } = await tryRule(project, draftOf(name, { kind: 'range', column: typeof (min ?? max) === 'number' ? 'n' : 'd', min, max })) // prettier-ignore
    return [rule.words.fr, rule.words.en]
  }
  expect(await words(0, 4000.5)).toEqual(['« n » est entre 0 et 4\u202f000,5', '“n” is between 0 and 4,000.5'])
  expect(await words('2024-02-01', null)).toEqual([
    '« d » n’est pas avant le 01/02/2024',
    '“d” is not before 2024-02-01'
  ])
  expect(await words('2024-02-01', '2024-03-01')).toEqual(['« d » est entre le 01/02/2024 et le 01/03/2024', '“d” is between 2024-02-01 and 2024-03-01']) // prettier-ignore
})

test('a part of a score that is below the threshold by itself says so', async () => {
  const name = await create([{ n: 1, m: 1, t: 'a', d: null, e: null }])
  const { groundOf } = await import('./ground')
  const { measured } = await import('./measured')
  const { finding } = await import('../anomalies/finding')
  const { table } = await groundOf(project, { schema: 'raw', name })
  const told = finding(table, {
    kind: 'outlier',
    detector: 'outlier',
    columns: ['n'],
    where: 'n = 1',
    rows: 1,
    severity: 'info',
    confidence: 0.3,
    dimension: 'accuracy',
    message: { fr: 'x', en: 'x' },
    explanation: { fr: '', en: '' }
  })
  const doubtful = await measured(project, table, 'accuracy', [told])
  expect(doubtful).toMatchObject({ n: 5, faults: 0, value: 1, parts: [{ label: { en: 'x (chance of 30%: counts only along with others)' } }] }) // prettier-ignore
  const sure = await measured(project, table, 'accuracy', [{ ...told, confidence: 0.6 }])
  expect(sure).toMatchObject({ n: 5, faults: 1, value: 0.8, parts: [{ label: { en: 'x' }, faults: 1 }] })
})
