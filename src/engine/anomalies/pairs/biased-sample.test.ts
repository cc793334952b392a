import { expect, test } from 'vitest'
import type { Anomaly } from '../../../contract'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { biasedSample } from './biased-sample'
import { meetingsOf, sharedKeys } from './shared-key'

const bench = detectorBench()

/** A base of 1,500 clients, 40 in 100 of them business, who answer at the given rates; a column of the base says who did. */
async function surveyed(
  seed: number,
  business: number,
  private_: number
): Promise<{ found: Anomaly[]; answers: string }> {
  const random = createRandom(seed)
  const clients = Array.from({ length: 1500 }, (_, at) => [
    `C${String(at).padStart(5, '0')}`,
    random.chance(0.4) ? 'Entreprise' : 'Particulier',
    random.pick(['Nord', 'Sud', 'Est', 'Ouest'])
  ])
  const rate = (kind: string | undefined): number => (kind === 'Entreprise' ? business : private_)
  const based = clients.map((client) => [...client, random.chance(rate(client[1])) ? 'Oui' : 'Non'])
  const answers = based.filter(([, , , answered]) => answered === 'Oui').map(([id]) => [id ?? '', 1 + random.below(5)])
  const names = [
    await bench.table(valuesSql(['id_client', 'type', 'zone', 'a_repondu'], based)),
    await bench.table(valuesSql(['id_client', 'satisfaction INTEGER'], answers))
  ]
  const contexts = await Promise.all(names.map(bench.contextOf))
  const found: Anomaly[] = []
  for (const shared of await sharedKeys(meetingsOf(contexts)))
    for await (const one of biasedSample(shared)) found.push(one)
  await bench.proved(found)
  return { found, answers: `${names[1]} JOIN raw.${names[0]} USING (id_client)` }
}

test.each([1, 2, 3])(
  'respondents unlike their base are told by the column, with the rows of the segment; seed %i',
  async (seed) => {
    expect((await surveyed(seed, 0.3, 0.3)).found).toEqual([])
    const { found, answers } = await surveyed(seed, 0.5, 0.2)
    expect(found.map(({ detector, place }) => [detector, place])).toEqual([['biased_sample', 'tables']])
    const said = found[0]?.message.en.includes('Entreprise') ? 'Entreprise' : 'Particulier'
    const [counted] = await bench
      .project()
      .rows<{ n: number }>(`SELECT count(*) AS n FROM raw.${answers} WHERE type = '${said}'`)
    expect(found[0]?.rows).toBe(counted?.n)
  }
)
