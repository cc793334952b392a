import { expect, test } from 'vitest'
import { deliveryBench } from './testing'

const { file, load, prepare, deliver, rows, client } = deliveryBench()

const MARCH = 'id;CP;ville\n1;44000;Nantes\n2;75011;Paris\n3;69001;Lyon\n'
const APRIL = MARCH.replace('CP', 'Code postal')
/** Columns elsewhere, other values: nothing but what was accepted before says that they are one. */
const MAY = 'Segment;Code postal;id;ville\na;13001;7;Aix\nb;33000;8;Pau\n'

async function refreshed(renames: { from: string; to: string }[]) {
  const source = await load(await file('clients.csv', MARCH))
  const { delivery } = await prepare(source, 'refresh', await file('avril.csv', APRIL))
  return deliver(delivery, renames)
}

test.each(['append', 'refresh'] as const)('a rename accepted once counts for the next delivery (%s)', async (mode) => {
  const source = await refreshed([{ from: 'Code postal', to: 'CP' }])
  expect(source.report.notes.map(({ fr }) => fr).join()).toContain('«\u202fCode postal\u202f» est «\u202fCP\u202f»')
  const { delivery, diff } = await prepare(source, mode, await file('mai.csv', MAY))
  expect(diff.columns).toMatchObject({
    renamed: [{ from: 'CP', to: 'Code postal', likeness: null, known: true }],
    gone: [],
    added: ['Segment']
  })
  expect(diff.notes.map(({ fr }) => fr).join()).toContain('comme accepté pour une livraison d’avant')
  const next = await deliver(delivery, [{ from: 'Code postal', to: 'CP' }])
  expect(await rows('SELECT id, CAST(CP AS VARCHAR) AS cp FROM raw.clients WHERE id > 6 ORDER BY id')).toEqual([
    { id: 7, cp: '13001' },
    { id: 8, cp: '33000' }
  ])
  // It counts on, in another case too.
  const again = await prepare(next, 'append', await file('juin.csv', MAY.replace('Code postal', 'CODE POSTAL')))
  expect(again.diff.columns.renamed).toMatchObject([{ from: 'CP', to: 'CODE POSTAL', known: true }])
})

test('one that was not accepted, or undone, does not', async () => {
  const plain = await refreshed([])
  expect((await prepare(plain, 'append', await file('mai.csv', MAY))).diff.columns.renamed).toEqual([])
  await client().project.undo({})
  const [source] = await client().sources.list({})
  if (!source) throw new Error('the source is gone')
  const { diff } = await prepare(source, 'append', await file('juin.csv', MAY))
  expect(diff.columns.renamed.filter(({ known }) => known)).toEqual([])
})
