import { describe, expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { categoryTypo } from './category-typo'
import { isDamaged, soundLike, undamaged } from './damaged-text'
import { encodingDamage } from './encoding-damage'

const bench = detectorBench()

describe('a damaged text as it was', () => {
  test.each([
    ['CafÃ©', 'Café'],
    ['OrlÃ©ans â€“ dÃ©pÃ´t', 'Orléans – dépôt'],
    ['lâ€™accueil', 'l’accueil'],
    ['12 â‚¬', '12 €'],
    ['Déjà payÃ©', 'Déjà payé'],
    ['CafÃƒÂ©', 'Café'],
    ['Durand &amp; fils', 'Durand & fils'],
    ['caf&eacute; cr&egrave;me', 'café crème'],
    ['na&#239;f', 'naïf'],
    ['Â« oui Â»', '« oui »']
  ])('%s', (damaged, sound) => {
    expect([isDamaged(damaged), undamaged(damaged), isDamaged(sound)]).toEqual([true, sound, false])
  })

  test('what cannot be told stays; a replacement character is told by the one sound text that fits', () => {
    expect(undamaged('Caf\uFFFD')).toBeNull()
    expect(soundLike('Orl\uFFFDans', ['Orléans', 'Orlians', 'Lyon'])).toBe('Orléans')
    expect(soundLike('M\uFFFDte', ['Môte', 'Mâte'])).toBeNull()
  })
})

test('mojibake is told once, not as typing errors again, with a step that writes the texts as they were', async () => {
  const towns = `SELECT i AS n, CASE i WHEN 3 THEN 'BesanÃ§on' WHEN 9 THEN 'Besan\uFFFDon' WHEN 12 THEN 'Nim\uFFFDs' WHEN 15 THEN 'Besançom' ELSE ['Besançon', 'Orléans', 'Limoges', 'Bordeaux'][1 + i % 4] END AS ville FROM range(400) r(i)`
  const [typos, ...others] = await bench.detect(categoryTypo, towns)
  expect([others, await bench.rowids(typos)]).toEqual([[], [15]])
  const [found] = await bench.detect(encodingDamage, towns)
  expect(await bench.rowids(found)).toEqual([3, 9, 12])
  expect(found?.proposal?.repair).toEqual({
    kind: 'replace',
    column: 'ville',
    map: [
      { from: 'BesanÃ§on', to: 'Besançon' },
      { from: 'Besan\uFFFDon', to: 'Besançon' }
    ]
  })
  expect(found?.proposal?.text.fr).toContain('1 texte différent ne se retrouve pas ainsi')
})
