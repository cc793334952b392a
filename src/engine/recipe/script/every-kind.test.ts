import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { StepSpec } from '../../../contract'
import { createEngine, finish, type Engine } from '../../index'

let folder: string
let engine: Engine
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chantier-kinds l'été "))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'kinds' })
  await load('t.csv', FILE)
  await load('lieux.csv', 'nom;pays\r\nLyon;FR\r\nLyon;ZZ\r\nÉvry;\r\n')
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

/** Line ends of Windows, quotes and accents in names and cells, empty texts beside nothing, decimal commas, days. */
const TOWN = 'l\'été "né"'
const MARKS = 'a;b|c'
const FILE = [
  `"id";"${TOWN.replaceAll('"', '""')}";"${MARKS}";"Montant €";"Le";"Poids";"Reçu";"Tél"`,
  ...Array.from({ length: 24 }, (_, at) => {
    const town = ['Lyon', ' LYON', 'Évry', '""', '', '"x ""y"" z"', "d'Or", 'NC'][at % 8] ?? ''
    const marks = ['u|v', '', 'w', '"|"', 'ß|é|u'][at % 5] ?? ''
    const weight = [`${at},5 kg`, `1 ${at + 100}g`, '0,25 t', 'lourd', '', '1.5 g'][at % 6] ?? ''
    const day = ['03/25/2024', '25-03-24', '1.13.2024 08:00', '03/04/2024', 'hier', ''][at % 6] ?? ''
    const phone = ['01 23 45 67 89', '+33 (0)6.12.34.56.78', '0033123456789', '12', '', 'néant'][at % 6] ?? ''
    return `${at};${town};${marks};${at % 7 ? `${at},5${at % 10}` : ''};0${1 + (at % 9)}/02/2024;${weight};${day};${phone}`
  }),
  ''
].join('\r\n')

const STEPS: { [K in StepSpec['kind']]: Extract<StepSpec, { kind: K }> } = {
  cast: { kind: 'cast', column: 'id', reading: { kind: 'text' } },
  missing: { kind: 'missing', column: TOWN, values: ['NC', "d'Or"] },
  convert: { kind: 'convert', column: 'Poids', unit: 'kg', decimal: ',', as: 'text', from: [{ unit: 'g', times: 1, per: 1000 }, { unit: 't', times: 1000, per: 1 }] }, // prettier-ignore
  dates: { kind: 'dates', column: 'Reçu', first: 'day', mark: '/' },
  phone: { kind: 'phone', column: 'Tél', shape: '99 99 99 99 99', country: { code: '33', home: '0' } },
  follow: { kind: 'follow', column: TOWN, by: 'id', pairs: [{ of: '3', from: '', to: "L'Évry" }, { of: '6', from: "d'Or", to: 'Lyon' }] }, // prettier-ignore
  label: { kind: 'label', column: TOWN, labels: [{ code: 'Lyon', label: '“69” \'"' }] },
  merge: { kind: 'merge', column: TOWN, variants: [' LYON'], into: 'Lyon', more: [{ variants: ['x "y" z', ''], into: "l'\\n" }] }, // prettier-ignore
  trim: { kind: 'trim', column: TOWN, spaces: 'all', letters: 'first' },
  replace: { kind: 'replace', column: MARKS, how: 'pattern', find: "(u|é)\\|?'*", with: '-\\1"', ignoreCase: true },
  recode: { kind: 'recode', column: MARKS, map: [{ from: 'w', to: "1'" }, { from: '', to: null }], others: 'keep' }, // prettier-ignore
  rescale: { kind: 'rescale', column: 'Montant €', from: [0, 24], to: [100, 0] },
  fill: { kind: 'fill', column: TOWN, how: 'mode', value: null, by: ['Le'] },
  split: { kind: 'split', column: MARKS, by: '|', into: ['p"1', 'É2'] },
  unfold: { kind: 'unfold', column: MARKS, by: '|' },
  derive: { kind: 'derive', as: 'dé"rivé', expression: `upper("${TOWN.replaceAll('"', '""')}") || ' -- ''é' || "a;b|c"` }, // prettier-ignore
  filter: { kind: 'filter', filter: { all: [{ column: TOWN, op: '<>', values: ["d'Or"] }] }, expression: null },
  deduplicate: { kind: 'deduplicate', by: [TOWN], keep: 'fullest' },
  bin: { kind: 'bin', column: 'Montant €', as: 'classe', edges: [0, 10.5, 30], labels: ['"bas"', "l'haut"] },
  append: { kind: 'append', with: 'lieux' },
  pivot: { kind: 'pivot', rows: ['Le'], column: TOWN, values: [{ value: 'Lyon', as: 'n "Lyon"' }, { value: "d'Or", as: 'or' }], measure: 'count', value: null }, // prettier-ignore
  unpivot: { kind: 'unpivot', columns: [TOWN, MARKS], name: 'quoi', value: 'dit' },
  pseudonymise: { kind: 'pseudonymise', columns: [TOWN] },
  drop: { kind: 'drop', columns: [MARKS] },
  join: { kind: 'join', with: 'lieux', on: [{ left: TOWN, right: 'nom' }], how: 'left', columns: [{ name: 'pays', as: 'pays' }], normalise: true } // prettier-ignore
}
const KINDS = Object.keys(STEPS) as StepSpec['kind'][]

async function load(name: string, content: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, content)
  const { failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] })
  )
  expect(failed).toEqual([])
}

afterEach(without)

/** The prepared table, and what the script makes of the original files in a database of its own. */
async function bothWays(): Promise<[unknown, unknown]> {
  const { project } = engine.session
  const found = await project.database.run('FROM clean.t')
  const wanted = [found.columnNames(), found.columnTypes().map(String), await found.getRowsJson()]
  const { text, notes } = await engine.client.recipe.script({ table: 't', language: 'sql' })
  expect(text).not.toMatch(/^ATTACH /m)
  const keyed = notes.some(({ en }) => en.includes('key is not in the script'))
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  try {
    await connection.run(`SET file_search_path = '${folder.replaceAll("'", "''")}'`)
    const made = await connection.run(keyed ? text.replace("chantier_key = ''", `chantier_key = '${await key()}'`) : text) // prettier-ignore
    return [[made.columnNames(), made.columnTypes().map(String), await made.getRowsJson()], wanted]
  } finally {
    connection.closeSync()
  }
}

async function key(): Promise<string> {
  const [row] = await engine.session.project.rows<{ inner: string }>(
    'SELECT hex(inner_pad) AS inner FROM chantier.pseudonym_key'
  )
  const bytes = Buffer.from(row?.inner ?? '', 'hex').map((byte) => byte ^ 0x36)
  return Buffer.from(bytes.subarray(0, 32)).toString('hex')
}

async function without(): Promise<void> {
  for (const { step } of (await engine.client.recipe.show({ table: 't' })).steps)
    if (step.origin === 'user') await engine.client.recipe.remove({ id: step.id })
}

test.each(KINDS)('the script of a step %s makes the prepared table from the files as they are', async (kind) => {
  await engine.client.recipe.add({ table: 't', spec: StepSpec.parse(STEPS[kind]) })
  const [made, wanted] = await bothWays()
  expect(made).toEqual(wanted)
})

test('whatever steps stand behind one another', async () => {
  const some = fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 3, maxLength: 7 })
  await fc.assert(
    fc.asyncProperty(some, async (kinds) => {
      // One that no longer fits what comes to it is refused, and is not part of the recipe.
      for (const kind of kinds) await engine.client.recipe.add({ table: 't', spec: STEPS[kind] }).catch(() => undefined)
      const [made, wanted] = await bothWays()
      await without()
      expect(made).toEqual(wanted)
    }),
    { numRuns: 5 }
  )
}, 20_000)
