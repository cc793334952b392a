import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createEngine, finish } from '../index'

const TRUE_LINKS = [
  'trajets_2025.id_client → clients.id_client',
  'trajets_2025.ligne → lignes.code_ligne',
  'enquete_export_2025_07.id_trajet → trajets_2025.id_trajet',
  'enquete_export_2025_07.id_client → clients.id_client',
  'enquete_export_2026_02.id_trajet → trajets_2025.id_trajet',
  'enquete_export_2026_02.id_client → clients.id_client',
  'contacts_service_client.N° client → clients.id_client',
  'contacts_service_client.N° trajet → trajets_2025.id_trajet',
  'incidents_exploitation.Ligne → lignes.code_ligne'
]

test('the bundled case: the true links are found, and no other', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-relations-case-'))
  const engine = createEngine({ folder, settings: folder })
  try {
    await finish(await engine.client.exercises.openCase({ slug: 'velmorane' }))
    const { keys, links } = await finish(await engine.client.relations.find({}))
    const written = links.map(
      ({ from, to, on }) =>
        `${from.name}.${on.map(({ left }) => left).join('+')} → ${to.name}.${on.map(({ right }) => right).join('+')}`
    )
    expect(written.sort()).toEqual([...TRUE_LINKS].sort())
    const best = new Map(keys.toReversed().map(({ table, columns }) => [table.name, columns.join('+')]))
    expect(Object.fromEntries(best)).toEqual({
      lignes: 'code_ligne',
      clients: 'id_client',
      trajets_2025: 'id_trajet',
      enquete_export_2025_07: 'id_reponse',
      enquete_export_2026_02: 'id_reponse',
      contacts_service_client: 'N° contact',
      incidents_exploitation: 'Réf'
    })
    for (const link of links) expect(link.matchedRows + link.orphanRows).toBe(link.present)
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
})
