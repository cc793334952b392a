import { expect, test } from 'vitest'
import { detectorBench, valuesSql } from '../testing'
import { personalData } from './personal-data'

const bench = detectorBench()

test('names of people in comments are told by what stands before them; words that only begin alike are not', async () => {
  const named = [
    'Madame Lefebvre m’a mal reçu',
    'merci à M. Le Goff !',
    'Vu avec Mme Ngô-Durand',
    'Bonjour, je m’appelle Awa',
    'The clerk, Mrs Smith, was kind',
    'Reçu par M.\u00a0Dupont',
    'Pr Martin absent'
  ]
  const others = [
    'Bonjour Madame, Monsieur,',
    'Monsieur le directeur est absent',
    'Marseille Paris en train',
    'Mon Compte est bloqué',
    'Délai Important',
    'la gare de Mmes',
    'Service au top'
  ]
  const rows = [...named, ...others].map((comment, at) => [at, comment])
  const found = await bench.detect(personalData, valuesSql(['id INTEGER', 'commentaire'], rows))
  expect(found.map(({ message, place, cells }) => [message.fr, place, cells])).toEqual([
    ['« commentaire » : 7 lignes avec le nom d’une personne', 'column', 0]
  ])
  expect(await bench.rowids(found[0])).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(found[0]?.explanation.fr).toContain('il peut y en avoir d’autres')
})
