import { describe, expect, test } from 'vitest'
import { QualityScores, RuleDraft, RuleHistory, RuleReport, Suggestions, type RuleSpec } from '../../contract'
import { finish } from '../call'
import { deliveryBench } from '../deliveries/testing'

const { file, client, project, load, prepare, deliver } = deliveryBench()

const VILLES = ['Lyon', 'Nice', 'Brest', 'Metz']
/** Orders: a good hundred rows with a few faults that a person would see. */
function orders(count: number, faults: Partial<Record<number, string>> = {}): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const any = (salt: number, most: number): number => (Math.imul(i * 7 + salt, 2_654_435_761) >>> 8) % most
    const [unit, pieces] = [5 + any(1, 90), 3 + any(2, 40)]
    const day = 1 + any(3, 20)
    const later = day + any(4, 8)
    const two = (n: number): string => String(n).padStart(2, '0')
    return [`C${String(i + 1).padStart(5, '0')}`, VILLES[any(5, 4)], unit, pieces, unit * pieces, `2024-03-${two(day)}`, `2024-03-${two(later)}`] // prettier-ignore
  })
  return [
    'code;ville;prix;pieces;total;commande;livraison',
    ...lines.map((line, i) => faults[i] ?? line.join(';'))
  ].join('\n')
}

const draft = (name: string, spec: RuleSpec, more: Partial<RuleDraft> = {}): RuleDraft =>
  RuleDraft.parse({ table: { schema: 'clean', name }, spec, dimension: 'accuracy', ...more })
const run = async () => RuleReport.parse(await finish(await client().rules.run({})))

describe('suggestions', () => {
  test('every family of rule is suggested with the rows that fail today, and kept in bulk as one change', async () => {
    await load(
      await file(
        'commandes.csv',
        orders(300, {
          7: 'C00008;Lyonn;19;1;19;2024-03-08;2024-03-15',
          11: 'C00012;Metz;52;5;999;2024-03-12;2024-03-15',
          15: 'C00016;Metz;20;2;40;2024-03-16;2024-03-02',
          16: 'X;Lyon;57;3;171;2024-03-17;2024-03-17'
        })
      )
    )
    const table = { schema: 'clean' as const, name: 'commandes' }
    const found = Suggestions.parse(await finish(await client().rules.suggest({ table })))
    const told = new Map(found.suggestions.map((one) => [one.words.fr, one.counts.failing]))
    expect([...told].filter(([, failing]) => failing > 0)).toEqual(
      expect.arrayContaining([
        [expect.stringMatching(/^« ville » est parmi (« (Lyon|Nice|Brest|Metz) »(, )?){4}$/), 1],
        ['« code » suit le motif \\p{Lu}\\d{5}', 1],
        ['« commande » ≤ « livraison »', 1],
        ['« total » = « prix » × « pieces », à 0,01 près', 1]
      ])
    )
    expect(told.get('« code » ne se répète pas')).toBe(0)
    expect(told.get('« prix » est renseigné')).toBe(0)
    expect([...told.keys()].some((words) => words.startsWith('« prix » est entre 0 et'))).toBe(true)
    const some = found.suggestions.slice(0, 5).map(({ draft: one }) => one)
    await client().rules.add({ rules: some, origin: 'suggested' })
    expect(await client().rules.list({})).toHaveLength(5)
    const again = await finish(await client().rules.suggest({ table }))
    expect(again.suggestions).toHaveLength(found.suggestions.length - 5)
    await client().project.undo({})
    expect(await client().rules.list({})).toEqual([])
  })

  test('what speaks for a rule is told of the same rows as those that fail it, and is never all while one fails', async () => {
    // Faults that fall between the rows on which totals are tried.
    const line = (i: number): string => {
      const [unit, pieces] = [5 + ((i * 7) % 89), 3 + ((i * 11) % 41)]
      return `${i};${unit};${pieces};${i % 400 === 201 ? 7 : unit * pieces}`
    }
    await load(
      await file('lots.csv', ['n;prix;pieces;total', ...Array.from({ length: 4000 }, (_, i) => line(i))].join('\n'))
    )
    const { suggestions } = await finish(await client().rules.suggest({ table: { schema: 'clean', name: 'lots' } }))
    const total = suggestions.find(({ draft: { spec } }) => spec.kind === 'total')
    expect(total).toMatchObject({ counts: { failing: 10, judged: 4000 } })
    expect(total?.reason).toEqual({
      fr: 'Vrai sur 99,8\u00a0% des lignes jugées.',
      en: 'True on 99.8% of the rows judged.'
    })
    for (const { counts, reason } of suggestions) if (counts.failing) expect(reason.fr).not.toMatch(/100\s%/)
  })

  test('relations to other tables are suggested, and their orphans counted', async () => {
    const clients = Array.from({ length: 60 }, (_, i) => `K${1000 + i};client ${i}`)
    await load(await file('clients.csv', ['id_client;nom', ...clients].join('\n')))
    const sales = Array.from({ length: 200 }, (_, i) => `${i};K${1000 + (i === 9 ? 999 : (i * 7) % 60)};${i % 13}`)
    await load(await file('ventes.csv', ['vente;id_client;montant', ...sales].join('\n')))
    const { suggestions } = await finish(await client().rules.suggest({ table: { schema: 'clean', name: 'ventes' } }))
    const link = suggestions.find(({ draft: { spec } }) => spec.kind === 'relation')
    expect(link).toMatchObject({
      words: { fr: '« id_client » se trouve dans « id_client » de la table « clients »' },
      counts: { judged: 200, failing: 1 }
    })
  })
})

describe('running', () => {
  test('worst first, by thresholds; a rule that does not fit says why and hides no other', async () => {
    await load(
      await file('t.csv', `a;b\n${Array.from({ length: 40 }, (_, i) => `${i};${i < 4 ? '' : 'x'}`).join('\n')}\n`)
    )
    const some: RuleDraft[] = [
      draft('t', { kind: 'range', column: 'a', min: 0, max: null }),
      draft('t', { kind: 'range', column: 'a', min: 1, max: null }),
      draft('t', { kind: 'not_null', column: 'b' }),
      draft('t', { kind: 'set', column: 'b', values: ['x'] }, { missing: 'fail', thresholds: { warning: 0, error: 0.1, critical: null } }), // prettier-ignore
      draft('t', { kind: 'range', column: 'a', min: null, max: 30 }, { thresholds: { warning: 0.5, error: 0.6, critical: 0.7 } }) // prettier-ignore
    ]
    await client().rules.add({ rules: some })
    const { results } = await run()
    expect(results.map(({ counts, problem }) => [counts?.state ?? problem?.fr, counts?.failing])).toEqual([
      ['critical', 4],
      ['error', 1],
      ['warning', 4],
      ['passed', 9],
      ['passed', 0]
    ])
  })

  test('a column that goes with a delivery is named; rules on other columns still run', async () => {
    const source = await load(await file('t.csv', 'a;b\n1;x\n2;y\n'))
    await client().rules.add({
      rules: [draft('t', { kind: 'not_null', column: 'b' }), draft('t', { kind: 'not_null', column: 'a' })]
    })
    const { delivery } = await prepare(source, 'refresh', await file('u.csv', 'a\n1\n'))
    await deliver(delivery)
    const { results } = await run()
    expect(results.map(({ problem, counts }) => problem?.fr ?? counts?.judged)).toEqual([
      expect.stringContaining('« b »'),
      1
    ])
    expect((await client().rules.list({})).map(({ problem }) => problem !== null)).toEqual([true, false])
    await expect(client().rules.add({ rules: [draft('t', { kind: 'not_null', column: 'c' })] })).rejects.toThrow('“c”')
  })

  test('a column of segments that goes leaves its rule judged as a whole, and says so; no new rule may name it', async () => {
    const source = await load(await file('t.csv', 'a;zone\n1;x\n;y\n'))
    const rule = draft('t', { kind: 'not_null', column: 'a' }, { segment: 'zone' })
    await client().rules.add({ rules: [rule] })
    const { delivery } = await prepare(source, 'refresh', await file('u.csv', 'a;b\n1;x\n;y\n2;z\n'))
    await deliver(delivery)
    const [result] = (await run()).results
    expect(result).toMatchObject({ problem: null, segments: [], counts: { rows: 3, failing: 1 } })
    expect(result?.note?.fr).toContain('« zone » n’est plus dans la table')
    expect((await client().rules.list({}))[0]?.problem).toBeNull()
    await expect(client().rules.add({ rules: [rule] })).rejects.toThrow('“zone”')
  })

  test('segments are worst first, small ones told and behind', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => `${i};${i < 60 ? 'nord' : i < 118 ? 'sud' : 'est'}`)
    await load(await file('t.csv', ['a;zone', ...rows].join('\n')))
    await client().rules.add({
      rules: [draft('t', { kind: 'range', column: 'a', min: null, max: 99 }, { segment: 'zone' })]
    })
    const [result] = (await run()).results
    expect(
      result?.segments.map(({ value, judged, failing, few, state }) => [value, judged, failing, few, state])
    ).toEqual([
      ['sud', 58, 18, false, 'critical'],
      ['nord', 60, 0, false, 'passed'],
      ['est', 2, 2, true, 'critical']
    ])
    expect(result?.others).toBeNull()
    const looks = (await project().looks.list()).filter(({ kind }) => kind === 'measure')
    expect(looks.map(({ segment, comparisons }) => [segment?.column, segment?.groups, comparisons])).toEqual([
      ['zone', 3, 3]
    ])
  })

  test('a table that is not there is refused by name; the rules of a source that is removed wait for it', async () => {
    const source = await load(await file('t.csv', 'a\n1\n2\n'))
    await client().rules.add({ rules: [draft('t', { kind: 'not_null', column: 'a' })] })
    await expect(finish(await client().rules.run({ table: { schema: 'clean', name: 'absente' } }))).rejects.toThrow(
      '“absente”'
    )
    await client().sources.remove({ id: source.id })
    expect((await run()).results.map(({ problem }) => problem?.fr)).toEqual([
      'La table « t » n’est pas dans le projet.'
    ])
    await client().project.undo({})
    expect((await run()).results.map(({ counts }) => counts?.judged)).toEqual([2])
  })

  test('more segments than are told are counted together', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${i};z${i}`)
    await load(await file('t.csv', ['a;zone', ...rows].join('\n')))
    await client().rules.add({
      rules: [draft('t', { kind: 'range', column: 'a', min: 10, max: null }, { segment: 'zone' })]
    })
    const [result] = (await run()).results
    expect(result?.segments).toHaveLength(60)
    const failing = result?.segments.filter((one) => one.failing).length ?? 0
    expect(result?.others).toEqual({ segments: 40, judged: 40, failing: 10 - failing })
  })
})

test('of many segments the worst are told of each rule, however small beside the others', async () => {
  // 80 zones of 40 rows without a fault, then two of 30 rows with some.
  const sound = Array.from({ length: 3200 }, (_, i) => `1;1;z${i % 80}`)
  const bad = Array.from({ length: 60 }, (_, i) => (i % 2 ? `${i < 9 ? -5 : 1};1;x` : `1;${i < 9 ? -5 : 1};y`))
  await load(await file('t.csv', ['a;b;zone', ...sound, ...bad].join('\n')))
  const rules = ['a', 'b'].map((column) =>
    draft('t', { kind: 'range', column, min: 0, max: null }, { segment: 'zone' })
  )
  await client().rules.add({ rules })
  const { results } = await run()
  const worst = Object.fromEntries(
    results.map(({ rule, segments }) => [rule.columns[0], segments.map(({ value }) => value).slice(0, 1)])
  )
  expect(worst).toEqual({ a: ['x'], b: ['y'] })
  for (const { segments, others } of results) {
    expect(segments).toHaveLength(60)
    expect(others).toEqual({ segments: 22, judged: expect.any(Number), failing: 0 })
  }
})

describe('a finding pinned of a rule', () => {
  const pin = async () => {
    const [result] = (await run()).results
    if (!result?.evidence) throw new Error('no evidence')
    return client().findings.pin({ title: 'Trop petits', kind: 'rule', unit: 'count', evidence: result.evidence })
  }
  const only = async () => (await client().findings.list({}))[0]

  test('goes stale when the rule changes, and is computed again by the rule as it is', async () => {
    await load(await file('t.csv', 'a\n1\n2\n3\n4\n'))
    const [rule] = await client().rules.add({ rules: [draft('t', { kind: 'range', column: 'a', min: 2, max: null })] })
    const finding = await pin()
    expect([finding.figure.value, finding.figure.n, finding.stale]).toEqual([1, 4, false])
    await client().rules.change({ id: rule?.id ?? '', rule: draft('t', { kind: 'range', column: 'a', min: 3, max: null }) }) // prettier-ignore
    expect(await only()).toMatchObject({
      stale: true,
      changes: [{ fr: 'La règle a changé : « a » est au moins 3.' }]
    })
    expect(await client().findings.refresh({ id: finding.id })).toMatchObject({
      stale: false,
      figure: { value: 2 },
      evidence: { filter: { fr: 'Toutes les lignes' } }
    })
    await client().rules.change({ id: rule?.id ?? '', rule: draft('t', { kind: 'range', column: 'a', min: 3, max: null }, { name: 'Assez grand' }) }) // prettier-ignore
    expect((await only())?.stale, 'a name changes no figure').toBe(false)
    await client().rules.remove({ ids: [rule?.id ?? ''] })
    expect((await only())?.changes[0]?.fr).toContain('n’est plus dans le projet')
  })

  test('goes stale when a recipe comes, and then follows it; a rule on the raw rows does not', async () => {
    await load(await file('t.csv', 'a\n1\n2\n3\n4\n'))
    await client().rules.add({ rules: [draft('t', { kind: 'range', column: 'a', min: 2, max: null })] })
    const finding = await pin()
    await client().recipe.add({
      table: 't',
      spec: { kind: 'filter', filter: { all: [{ column: 'a', op: '>', values: [1] }] }, expression: null }
    })
    const [before] = await client().findings.list({})
    expect(before?.stale).toBe(true)
    const after = await client().findings.refresh({ id: finding.id })
    expect([after.figure.value, after.figure.n, after.stale]).toEqual([0, 3, false])
    await client().rules.add({
      rules: [draft('t', { kind: 'range', column: 'a', min: 2, max: null }, { table: { schema: 'raw', name: 't' } })]
    })
    expect((await run()).results.map(({ counts }) => counts?.failing)).toEqual([1, 0])
  })
})

test('history tells each rule on the rows after each delivery, by the recipe of today; rows that are gone are told', async () => {
  const source = await load(await file('mars.csv', 'a;b\n1;x\n2;x\n3;y\n'))
  await client().rules.add({
    rules: [
      draft('t', { kind: 'range', column: 'a', min: 2, max: null }, { table: { schema: 'clean', name: 'mars' } }),
      draft('t', { kind: 'unique', columns: ['b'] }, { table: { schema: 'raw', name: 'mars' } })
    ]
  })
  const second = await prepare(source, 'append', await file('avril.csv', 'a;b\n0;z\n5;x\n'))
  const grown = await deliver(second.delivery)
  const third = await prepare(grown, 'refresh', await file('mai.csv', 'a;b\n7;w\n'))
  await deliver(third.delivery)
  const table = { schema: 'clean' as const, name: 'mars' }
  const history = async () => RuleHistory.parse(await finish(await client().rules.history({ table })))
  const told = ({ rules }: RuleHistory) =>
    rules.map(({ past }) => past.map(({ counts, problem }) => (counts ? [counts.failing, counts.judged] : problem?.fr)))
  const first = await history()
  expect(first.deliveries.map(({ label, rows }) => [label, rows])).toEqual([
    ['mars.csv', 3],
    ['avril.csv', 5],
    ['mai.csv', 1]
  ])
  expect(told(first)).toEqual([
    [[1, 3], [2, 5], [0, 1]],
    [[2, 3], [3, 5], [0, 1]]
  ]) // prettier-ignore
  // Each says which rows it was given.
  expect(
    first.rules.map(({ method }) => [/recette d’aujourd’hui/.test(method.fr), /as loaded/.test(method.en)])
  ).toEqual([
    [true, false],
    [false, true]
  ])
  await client().recipe.add({ table: 'mars', spec: { kind: 'filter', filter: { all: [{ column: 'b', op: '<>', values: ['z'] }] }, expression: null } }) // prettier-ignore
  expect(told(await history())[0]).toEqual([[1, 3], [1, 4], [0, 1]]) // prettier-ignore
  const [kept] = await project().rows<{ version: string }>(
    `SELECT version FROM chantier.stored WHERE NOT shown LIMIT 1`
  )
  await project().database.run(`DELETE FROM chantier.stored WHERE version = '${kept?.version ?? ''}'`)
  const gone = await history()
  expect(gone.deliveries.filter(({ rows, problem }) => rows === null && problem?.fr.includes('ne sont plus'))).toHaveLength(1) // prettier-ignore
})

test('scores tell measured from declared, each with its n, method and parts, worst first', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => `${i + 1};${i % 10 ? 'mot' : ''};${i}`)
  await load(await file('t.csv', ['id;b;c', ...rows].join('\n')))
  await client().rules.add({
    rules: [
      draft('t', { kind: 'range', column: 'c', min: 100, max: null }, { dimension: 'accuracy' }),
      draft('t', { kind: 'not_null', column: 'b' }, { dimension: 'completeness' })
    ]
  })
  const scores = QualityScores.parse(
    await finish(await client().rules.scores({ table: { schema: 'clean', name: 't' } }))
  )
  const of = (name: string) => scores.dimensions.find(({ dimension }) => dimension === name)
  expect(scores.dimensions[0]?.dimension).toBe('accuracy')
  expect(of('accuracy')?.declared).toMatchObject({ value: 0.5, n: 200, faults: 100, parts: [{ n: 200, faults: 100 }] })
  expect(of('completeness')).toMatchObject({
    measured: { n: 600, faults: 20, value: 1 - 20 / 600, parts: [{ label: { fr: '« b » sans valeur' }, faults: 20 }] },
    declared: { n: 200, faults: 20 }
  })
  expect(of('uniqueness')).toMatchObject({ measured: { value: 1, n: 200 }, declared: null })
  expect(of('currentness')).toBeUndefined()
  // Personal data are told of a column: no share of cells could say that they are kept.
  await client().rules.add({ rules: [draft('t', { kind: 'not_null', column: 'c' }, { dimension: 'confidentiality' })] })
  const { dimensions } = await finish(await client().rules.scores({ table: { schema: 'clean', name: 't' } }))
  expect(dimensions.find(({ dimension }) => dimension === 'confidentiality')).toMatchObject({
    measured: null,
    declared: { n: 200 }
  })
})

test('runs and suggestions stop on request', async () => {
  await load(await file('t.csv', 'a\n1\n'))
  await client().rules.add({ rules: [draft('t', { kind: 'not_null', column: 'a' })] })
  const stop = AbortSignal.abort()
  await expect(finish(await client().rules.run({}, { signal: stop }))).rejects.toThrow()
  await expect(
    finish(await client().rules.suggest({ table: { schema: 'clean', name: 't' } }, { signal: stop }))
  ).rejects.toThrow()
  expect((await run()).results).toHaveLength(1)
})

test('a value that an anomaly calls misspelt is left out of a suggested list, however often it stands', async () => {
  const rows = Array.from({ length: 400 }, (_, i) => `${i};${i % 130 ? VILLES[i % 4] : 'Bresst'}`)
  await load(await file('t.csv', ['a;ville', ...rows].join('\n')))
  const table = { schema: 'clean' as const, name: 't' }
  const listed = async (): Promise<string[]> => {
    const { suggestions } = await finish(await client().rules.suggest({ table }))
    return suggestions.flatMap(({ draft: { spec } }) => (spec.kind === 'set' ? spec.values : []))
  }
  expect(await listed()).toContain('Bresst')
  for await (const event of await client().anomalies.detect({})) if (event.type === 'done') break
  expect((await listed()).sort()).toEqual([...VILLES].sort())
})

test('variants in spelling are left out of a suggested list; codes told apart by case stay', async () => {
  const rows = Array.from({ length: 400 }, (_, i) => `${i};${i % 30 ? 'Abonné' : 'ABONNE'};${i % 2 ? 'm' : 'M'}`)
  const others = Array.from({ length: 100 }, (_, i) => `${i + 400};Occasionnel;m`)
  await load(await file('t.csv', ['a;type;code', ...rows, ...others].join('\n')))
  const { suggestions } = await finish(await client().rules.suggest({ table: { schema: 'clean', name: 't' } }))
  const sets = suggestions.flatMap(({ draft: { spec }, counts }) =>
    spec.kind === 'set' ? [[spec.column, [...spec.values].sort(), counts.failing]] : []
  )
  expect(sets).toEqual([
    ['type', ['Abonné', 'Occasionnel'], 14],
    ['code', ['M', 'm'], 0]
  ])
})

test('what suggestions say of values, shapes and bounds is true of a column with wrong cells', async () => {
  const levels = ['Faible', 'Moyenne', 'Élevée']
  const rows = Array.from({ length: 1_000 }, (_, i) => {
    const level = i % 40 === 7 ? 'Ã‰levÃ©e' : levels[i % 3]
    const code = i % 250 === 9 ? `${7_000 + i}` : `${10_000 + ((i * 37) % 80_000)}`
    const price = (150 + ((i * 7) % 1270)) / 100
    return `${i};${level};C${code};${(i % 50 === 3 ? 100 * price : price).toFixed(2).replace('.', ',')}`
  })
  await load(await file('t.csv', ['id;gravite;code;tarif', ...rows].join('\n')))
  for await (const event of await client().anomalies.detect({})) if (event.type === 'done') break
  const { suggestions } = await finish(await client().rules.suggest({ table: { schema: 'clean', name: 't' } }))
  const of = (kind: string) => suggestions.filter(({ draft: { spec } }) => spec.kind === kind)
  const [set] = of('set').map(({ draft: { spec } }) => (spec.kind === 'set' ? spec.values : []))
  expect(set?.sort()).toEqual([...levels].sort())
  const [pattern] = of('regex')
  expect(pattern?.counts.failing).toBe(4)
  expect(pattern?.reason.fr).toContain('99,6\u00a0%')
  const [bound] = of('range').flatMap(({ draft: { spec } }) => (spec.kind === 'range' ? [spec] : []))
  expect(bound?.column).toBe('tarif')
  expect(Number(bound?.max)).toBeLessThan(150)
})
