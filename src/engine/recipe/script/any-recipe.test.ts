import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { StepSpec, type TextReading } from '../../../contract'
import { createEngine, finish, type Engine } from '../../index'

let folder: string
let engine: Engine
let made = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-any-recipe-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'any' })
  await load('lieux.csv', 'Nom;pays;rang\nLyon;FR;1\nLyon;ZZ;\nÉvry;;3\n1;x;4\n')
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const NAMES = [
  'a"b',
  "l'été",
  'Nom',
  'A;B',
  'select',
  'step_1',
  '~parts',
  'é è',
  'x -- y',
  '{n} %s',
  '$1',
  'two\nlines'
]

/** Cells of one kind each, so that columns are read as types; the last ones are what breaks a type. */
const CELLS = {
  text: ['Lyon', 'Évry', " l'Isle ", '"né"', '', 'a|b|c', 'LYON', '\\1', "''", 'ß', 'N/A', '🐌'],
  count: ['0', '1', '-7', '42', '', '12'],
  huge: ['9007199254740993', '-9223372036854775808', '18446744073709551616', '1', ''],
  wide: ['123456789012345678901234567890123456789', '-1', '340282366920938463463374607431768211456', '7'],
  decimal: ['0.1', '-2.50', '1e300', 'inf', '-Infinity', '3', ''],
  comma: ['0,10', '12,50', '-3,25', '1 234,00', ''],
  day: ['1789-07-14', '0001-01-01', '9999-12-31', '2024-02-29', '1899-12-31', ''],
  french: ['14/07/1789', '31/12/1899', '29/02/2024', '01/01/1900', ''],
  moment: ['1850-01-01 00:00:00', '2024-03-31 02:30:00.123456', '1969-12-31 23:59:59', ''],
  yes: ['oui', 'non', ''],
  code: ['007', '00012', '1', ''],
  measure: ['9 g', '1,5 kg', '12 k€', '90 min', '-3 g', '1 250 g', ''],
  tel: ['01 23 45 67 89', '+33 6.12.34.56.78', '03/25/2024', '25-03-24', '5', '']
} as const
type Kind = keyof typeof CELLS
const KINDS = Object.keys(CELLS) as Kind[]

interface AnyTable {
  columns: { name: string; kind: Kind }[]
  rows: number[][]
}
const anyTable: fc.Arbitrary<AnyTable> = fc
  .uniqueArray(fc.constantFrom(...NAMES), { minLength: 2, maxLength: 5, selector: (name) => name.toLowerCase() })
  .chain((names) =>
    fc.record({
      columns: fc.tuple(
        ...names.map((name) => fc.record({ name: fc.constant(name), kind: fc.constantFrom(...KINDS) }))
      ),
      rows: fc.array(fc.tuple(...names.map(() => fc.nat(11))), { minLength: 1, maxLength: 12 })
    })
  )

/** What a step is made of, once the columns that come to it are known. */
interface Draw {
  kind: StepSpec['kind']
  n: number[]
  text: string
}
const STEP_KINDS = StepSpec.options.map(({ shape }) => shape.kind.value)
const anyDraw: fc.Arbitrary<Draw> = fc.record({
  kind: fc.constantFrom(...STEP_KINDS),
  n: fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }),
  text: fc.constantFrom('', ' ', '|', "'", '"', 'é', 'Lyon', '1', '\\', "d''é\"", '-- x', '1850-01-01', '🐌')
})

type Column = { name: string; type: string }

function specOf({ kind, n, text }: Draw, columns: readonly Column[], values: readonly string[]): StepSpec {
  const at = <T>(list: readonly T[], place: number): T => list[(n[place] ?? 0) % list.length] as T
  const [one, two] = [at(columns, 0), at(columns, 1)]
  const column = one.name
  const value = (place: number): string => at([...values, text], place)
  const as = `new ${at(NAMES, 2)} ${made}`
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
  const some = columns.map(({ name }) => name).filter((_, place) => (n[3] ?? 0) & (1 << place))
  const number = (place: number): number => at([0, 1, -2.5, 100, 1e300, 1789], place)
  const specs: { [K in StepSpec['kind']]: () => Extract<StepSpec, { kind: K }> } = {
    cast: () => ({
      kind: 'cast',
      column,
      reading: at<TextReading>(
        [
          { kind: 'text' },
          { kind: 'integer', grouping: at(['', ' ', '.'] as const, 4) },
          { kind: 'number', decimal: at(['.', ','] as const, 4), grouping: '', unit: at([null, '%', '€'], 5) },
          { kind: 'number', decimal: ',', grouping: ' ', unit: null, decimals: 2, width: at([18, 38], 5) },
          { kind: 'date', shapes: ['%Y-%m-%d', '%d/%m/%Y'] },
          { kind: 'timestamp', shapes: ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d'] },
          { kind: 'boolean', yes: 'oui', no: at(['non', ''], 4) },
          { kind: 'duration', pair: 'h:m' }
        ],
        6
      )
    }),
    convert: () => ({ kind: 'convert', column, unit: at(['kg', '€', 'h', 'Lyon'], 4), from: [{ unit: at(['g', 'k€', 'min', "d'é"], 5), times: at([1, 1000, 0.3], 6), per: at([1, 60, 1000, 7], 7) }], decimal: at(['.', ','], 3), as: at(['text', 'bare', 'number'], 2) }), // prettier-ignore
    dates: () => ({ kind: 'dates', column, first: at(['day', 'month'], 4), mark: at(['/', '.', '-'], 5) }),
    phone: () => ({ kind: 'phone', column, shape: at(['99 99 99 99 99', '+33 9 99 99 99 99', '(999) 999-9999', '9', '99-'], 4), country: at([null, { code: '33', home: '0' }, { code: '1', home: '' }], 5) }), // prettier-ignore
    follow: () => ({ kind: 'follow', column, by: two.name, pairs: [{ of: value(4), from: value(5), to: text }] }),
    missing: () => ({ kind: 'missing', column, values: [value(4), at([0, 1, '', text], 5)] }),
    label: () => ({ kind: 'label', column, labels: [{ code: value(4), label: text }] }),
    merge: () => ({ kind: 'merge', column, variants: [value(4), value(5)], into: text }),
    trim: () => ({ kind: 'trim', column, spaces: at(['keep', 'ends', 'all'], 4), letters: at(['keep', 'lower', 'upper', 'first'], 5) }), // prettier-ignore
    replace: () => ({ kind: 'replace', column, how: at(['cell', 'part', 'pattern'], 4), find: at([value(5) || 'x', "[é']+", '(.)$'], 6), with: at([text, '\\1', '$1'], 7), ignoreCase: (n[3] ?? 0) % 2 > 0 }), // prettier-ignore
    recode: () => ({ kind: 'recode', column, map: [{ from: value(4), to: at([text, null, '5'], 5) }], others: at(['keep', 'missing'], 6) }), // prettier-ignore
    rescale: () => ({ kind: 'rescale', column, from: [number(4), number(5)], to: [number(6), number(7)] }),
    fill: () => ({ kind: 'fill', column, how: at(['value', 'down', 'up', 'mean', 'median', 'mode'], 4), value: at([value(5), 0, text], 6), by: at([[], [two.name]], 7) }), // prettier-ignore
    split: () => ({ kind: 'split', column, by: text || '|', into: [`${as} 1`, `${as} 2`] }),
    unfold: () => ({ kind: 'unfold', column, by: text || '|' }),
    derive: () => ({ kind: 'derive', as, expression: at([`${quoted(column)}`, `CAST(${quoted(column)} AS VARCHAR) || ' ''é"'`, `coalesce(${quoted(column)}, NULL)`, `length(CAST(${quoted(two.name)} AS VARCHAR)) / 0`], 4) }), // prettier-ignore
    filter: () => ({ kind: 'filter', filter: { all: [{ column, op: at(['=', '<>', '<', '>=', 'in', 'missing', 'present'], 4), values: at(['missing', 'present'], 4) && (n[4] ?? 0) % 7 > 4 ? [] : [value(5)] }] }, expression: at([null, `${quoted(two.name)} IS NOT NULL`], 6) }), // prettier-ignore
    deduplicate: () => ({ kind: 'deduplicate', by: at([undefined, [column], [column, two.name]], 4), keep: at(['first', 'last', 'fullest', 'latest'], 5), latest: two.name }), // prettier-ignore
    bin: () => ({ kind: 'bin', column, as, edges: [-10, 0.5, 12, 2e300], labels: at([null, ['bas', text, "l'haut"]], 4) }), // prettier-ignore
    append: () => ({ kind: 'append', with: 'lieux' }),
    pivot: () => ({ kind: 'pivot', rows: at([[], [two.name]], 4), column, values: [{ value: value(5), as }], measure: at(['count', 'sum', 'mean', 'min', 'max', 'first'], 6), value: at([null, two.name], 7) }), // prettier-ignore
    unpivot: () => ({ kind: 'unpivot', columns: some.length ? some : [column], name: as, value: `${as} v` }),
    pseudonymise: () => ({ kind: 'pseudonymise', columns: [column] }),
    drop: () => ({ kind: 'drop', columns: some.length && some.length < columns.length ? some : [column] }),
    join: () => ({ kind: 'join', with: 'lieux', on: [{ left: column, right: at(['Nom', 'rang'], 4) }], how: at(['left', 'inner'], 5), columns: [{ name: 'pays', as }], normalise: (n[6] ?? 0) % 2 > 0 }) // prettier-ignore
  }
  return specs[kind]()
}

async function load(name: string, content: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, content)
  const { failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] })
  )
  expect(failed).toEqual([])
}

async function key(): Promise<string> {
  const [row] = await engine.session.project.rows<{ inner: string }>(
    'SELECT hex(inner_pad) AS inner FROM chantier.pseudonym_key'
  )
  const bytes = Buffer.from(row?.inner ?? '', 'hex').map((byte) => byte ^ 0x36)
  return Buffer.from(bytes.subarray(0, 32)).toString('hex')
}

/** What the script of a table makes of the files in a database of its own: names, types and rows. */
async function byScript(table: string): Promise<unknown> {
  const { text, notes } = await engine.client.recipe.script({ table, language: 'sql' })
  // Raw rows that no reader of DuckDB reads as they are come from the project, which another process may not open.
  if (/^ATTACH /m.test(text)) return null
  const keyed = notes.some(({ en }) => en.includes('key is not in the script'))
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await connection.run(`SET file_search_path = '${folder.replaceAll("'", "''")}'`)
    const found = await connection.run(keyed ? text.replace("chantier_key = ''", `chantier_key = '${await key()}'`) : text) // prettier-ignore
    return [found.columnNames(), found.columnTypes().map(String), await found.getRowsJson()]
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

test('any recipe over any table: its SQL in a database of its own makes the very table', async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, fc.array(anyDraw, { minLength: 1, maxLength: 6 }), async ({ columns, rows }, draws) => {
      const table = `t${made++}`
      const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
      const cells = rows.map((row) => row.map((place, at) => CELLS[columns[at]!.kind][place % CELLS[columns[at]!.kind].length] ?? '')) // prettier-ignore
      const line = (texts: readonly string[]): string => texts.map(quote).join(';')
      await load(`${table}.csv`, [line(columns.map(({ name }) => name)), ...cells.map(line), ''].join('\n'))
      for (const draw of draws) {
        const present = (await engine.client.recipe.columns({ table })).columns
        if (!present.length) break
        const spec = specOf(draw, present, [...new Set(cells.flat())])
        // One that does not fit is refused, and is not part of the recipe.
        await engine.client.recipe.add({ table, spec: StepSpec.parse(spec) }).catch(() => undefined)
      }
      const { project } = engine.session
      const found = await project.database.run(`FROM clean.${table}`)
      const wanted = [found.columnNames(), found.columnTypes().map(String), await found.getRowsJson()]
      const scripted = await byScript(table)
      if (scripted) expect(scripted).toEqual(wanted)
    }),
    { numRuns: 2 }
  )
}, 30_000)
