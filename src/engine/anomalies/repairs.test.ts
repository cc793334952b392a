import { expect, test } from 'vitest'
import type { Anomaly } from '../../contract'
import { deliveryBench } from '../deliveries/testing'
import { createRandom } from '../stats/random'

const bench = deliveryBench()

async function found(name: string, lines: readonly string[]): Promise<Anomaly[]> {
  await bench.load(await bench.file(`${name}.csv`, lines.join('\n') + '\n'))
  for await (const event of await bench.client().anomalies.detect({}))
    if (event.type === 'done') return event.result.findings
  throw new Error('no result')
}

test('the repair of impossible values makes them missing, and no other cell', async () => {
  const age = (i: number): number => ({ 5: -3, 6: 214, 7: 214 })[i] ?? 18 + ((i * 7) % 60)
  const findings = await found('clients', [
    'id;age;note',
    ...Array.from({ length: 300 }, (_, i) => `${i};${age(i)};${i === 9 ? 12 : 1 + ((i * 3) % 5)}`)
  ])
  const impossible = findings.filter(({ kind }) => kind === 'impossible_value')
  expect(impossible.map(({ columns, proposal }) => [columns, proposal?.repair])).toEqual([
    [['age'], { kind: 'set_missing', column: 'age', values: ['-3', '214'] }],
    [['note'], { kind: 'set_missing', column: 'note', values: ['12'] }]
  ])
  for (const { proposal } of impossible)
    if (proposal?.repair.kind === 'set_missing') {
      const { column, values } = proposal.repair
      await bench.client().recipe.add({ table: 'clients', spec: { kind: 'missing', column, values } })
    }
  const changed = await bench.rows(
    `SELECT c.id FROM clean.clients AS c JOIN raw.clients AS r ON r.id = c.id WHERE c.age IS DISTINCT FROM r.age::VARCHAR OR c.note IS DISTINCT FROM r.note::VARCHAR ORDER BY c.id`
  )
  const gone = await bench.rows(
    `SELECT list(id ORDER BY id) FILTER (age IS NULL) AS ages, list(id ORDER BY id) FILTER (note IS NULL) AS notes FROM clean.clients`
  )
  expect(changed).toHaveLength(4)
  expect(gone).toEqual([{ ages: [5, 6, 7], notes: [9] }])
})

test('the repair of answers given twice removes the later ones, no others', async () => {
  const random = createRandom(5)
  const answers = Array.from({ length: 300 }, () => Array.from({ length: 10 }, () => 1 + random.below(7)).join(';'))
  answers[150] = answers[20] ?? ''
  const head = `numero;${Array.from({ length: 10 }, (_, q) => `q${q}`).join(';')}`
  const findings = await found('reponses', [head, ...answers.map((line, i) => `${1000 + i};${line}`)])
  const copy = findings.find(({ detector }) => detector === 'survey_copies')
  expect(copy?.message.fr).toBe('1 ligne répète toutes les réponses d’une autre, sous un autre numéro')
  const repair = copy?.proposal?.repair
  if (repair?.kind !== 'keep_one') throw new Error(`no repair but ${JSON.stringify(repair)}`)
  for (const by of repair.by)
    await bench.client().recipe.add({ table: 'reponses', spec: { kind: 'deduplicate', by, keep: 'fullest' } })
  expect(
    await bench.rows(
      'SELECT numero FROM raw.reponses WHERE numero::VARCHAR NOT IN (SELECT numero::VARCHAR FROM clean.reponses)'
    )
  ).toEqual([{ numero: 1150 }])
})

test('numbers that were not read for their unit are read once the repair took it off; those of another order are left', async () => {
  const price = (i: number): string => {
    const plain = `${20 + ((i * 7) % 80)},${10 + ((i * 3) % 90)}`
    if (i === 40) return '1,2 €'
    return i % 100 === 3 ? `${plain} €` : i % 100 === 4 ? `${plain}€ ` : plain
  }
  const findings = await found('ventes', ['id;prix', ...Array.from({ length: 400 }, (_, i) => `${i};${price(i)}`)])
  const mixed = findings.find(({ detector }) => detector === 'mixed_units')
  if (!mixed?.proposal || mixed.proposal.repair.kind !== 'replace') throw new Error('no repair')
  expect(mixed.rows).toBe(9)
  expect(mixed.proposal.repair.map).toHaveLength(8)
  expect(mixed.proposal.text.fr).toContain('les autres valeurs restent à juger')
  const [preview] = await bench.client().recipe.previewRepair({ table: 'ventes', repair: mixed.proposal.repair })
  expect([preview?.problem, preview?.changedCells, preview?.lostCells, preview?.breaks]).toEqual([null, 8, 0, []])
  const before = await bench.rows('SELECT id, prix FROM clean.ventes WHERE prix IS NOT NULL ORDER BY id')
  await bench.client().register.repair({ ids: [mixed.id] })
  const after = await bench.rows('SELECT id, prix FROM clean.ventes WHERE prix IS NOT NULL ORDER BY id')
  expect([before.length, after.length]).toEqual([391, 399])
  expect(after.filter(({ id }) => before.some((row) => row.id === id))).toEqual(before)
  expect(after.find(({ id }) => id === 103)?.prix).toBe(20 + ((103 * 7) % 80) + (10 + ((103 * 3) % 90)) / 100)
})

test.each([
  ['two units', (i: number) => (i % 100 === 3 ? ' €' : i % 100 === 4 ? ' $' : '')],
  ['a unit of another order', (i: number) => (i % 100 === 3 ? ' k€' : '')]
])('what bears %s has no such repair', async (_, unit) => {
  const price = (i: number): string => (unit(i).includes('k') ? `1,2${unit(i)}` : `${20 + ((i * 7) % 80)},${10 + ((i * 3) % 90)}${unit(i)}`) // prettier-ignore
  const findings = await found('ventes', ['id;prix', ...Array.from({ length: 400 }, (_, i) => `${i};${price(i)}`)])
  const repairs = findings.flatMap(({ columns, proposal }) => (columns[0] === 'prix' ? [proposal?.repair.kind] : []))
  expect(repairs).not.toContain('replace')
})

test('names in other capitals are written as the column writes them elsewhere; what stands nowhere so is not guessed', async () => {
  const names = Array.from(
    { length: 40 },
    (_, at) => `Dupon${'abcdefghij'[at % 10] ?? ''}${'klmn'[at % 4] ?? ''}x${'opqrs'[at % 5] ?? ''}`
  )
  const name = (i: number): string =>
    ({ 7: (names[3] ?? '').toUpperCase(), 9: 'DE LA FERTÉ' })[i] ?? names[(i * 7) % 40] ?? ''
  const findings = await found('gens', ['id;nom', ...Array.from({ length: 400 }, (_, i) => `${i};${name(i)}`)])
  const odd = findings.find(({ detector }) => detector === 'case_minority')
  expect(odd?.rows).toBe(2)
  expect(odd?.proposal?.repair).toEqual({ kind: 'replace', column: 'nom', map: [{ from: names[3]?.toUpperCase(), to: names[3] }] }) // prettier-ignore
  expect(odd?.proposal?.text.en).toContain('left for you to judge')
  await bench.client().register.repair({ ids: [odd?.id ?? ''] })
  const changed = await bench.rows('SELECT c.id, c.nom FROM clean.gens AS c JOIN raw.gens AS r USING (id) WHERE c.nom <> r.nom') // prettier-ignore
  expect(changed).toEqual([{ id: 7, nom: names[3] }])
})
