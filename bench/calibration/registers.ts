import type { Random } from '../../src/engine/stats/random'
import type { Export } from './exports'

/**
 * Tables where one thing stands in many rows, as registers and comparisons have them, and lists that hold traps of real ones: rates all with
 * a decimal, answers such as NSP, gaps that are right, a name shared by two things, some values all in capitals, long tails.
 */
export function register(random: Random): Export {
  const make = random.pick([entities, entities, sources, listing, listing])
  return make(random)
}

const TOWNS = ['Brest;29200;Bretagne', 'Dole;39100;Bourgogne', 'Sedan;08200;Grand Est', 'Sète;34200;Occitanie', 'Le Mans;72000;Pays de la Loire', 'Thonon-les-Bains;74200;Savoie', 'Ussel;19200;Limousin', 'Calais;62100;Artois'] // prettier-ignore
const NAMES = ['Rivière', 'Lambert', 'Chevreuil', 'Olivier', 'Saint-Roch', 'Beaulieu', 'Montaigne', 'Pasteur', 'Duras', 'Vauban', 'Molière', 'Colette'] // prettier-ignore
const two = (n: number): string => String(n).padStart(2, '0')
const clock = (n: number, style: number): string => {
  const [hour, minute] = [Math.floor(n / 60) % 24, two(n % 60)]
  return style ? `${two(hour)}:${minute}` : `${((hour + 11) % 12) + 1}:${minute} ${hour < 12 ? 'a.m.' : 'p.m.'}`
}

/** Establishments, each in several rows; any character may have become another. */
function entities(random: Random): Export {
  const head = ['code', 'établissement', 'rue', 'commune', 'cp', 'région', 'téléphone', 'nature', 'directeur', 'indicateur', 'libellé', 'valeur', 'effectif'] // prettier-ignore
  const labels = ['Taux de réussite au premier tour', 'Délai moyen de réponse', 'Part des dossiers complets', 'Visites de contrôle', 'Nombre de places ouvertes', 'Suites données aux avis'] // prettier-ignore
  const things = Array.from({ length: 15 + random.below(40) }, (_, at) => {
    const [town = '', code = '', region = ''] = random.pick(TOWNS).split(';')
    return [`E${1000 + 17 * at}`, `${random.pick(['Maison', 'Centre', 'Institut'])} ${random.pick(NAMES)} ${at % 9}`, `${1 + random.below(200)} rue ${random.pick(NAMES)}`, town, code, region, `0${1 + random.below(5)} ${[0, 0, 0, 0].map(() => two(random.below(100))).join(' ')}`, random.pick(['Public', 'Privé', 'Associatif']), `${random.pick(NAMES)} ${random.pick(['A.', 'B.', 'C.', 'D.'])}`] // prettier-ignore
  })
  const clean = things.flatMap((thing) =>
    Array.from({ length: 6 + random.below(14) }, (_, at) => {
      const place = at % labels.length
      return [...thing, `I-${place + 1}`, labels[place] ?? '', random.chance(0.25) ? '' : `${random.below(101)}%`, String(10 + random.below(400))] // prettier-ignore
    })
  )
  const rate = random.pick([0.01, 0.03, 0.06])
  return damage('registre', head, clean, random, (cell) => {
    if (!cell || !random.chance(rate)) return cell
    const at = random.below(cell.length)
    return cell.slice(0, at) + String.fromCharCode(97 + random.below(26)) + cell.slice(at + 1)
  })
}

/** What several sources say of the same journeys: some are late, silent or wrong. */
function sources(random: Random): Export {
  const head = ['source', 'voyage', 'prévu', 'parti', 'arrivé', 'quai']
  const style = random.below(2)
  const [silent, wrong] = [random.pick([0.03, 0.1, 0.2]), random.pick([0.03, 0.1, 0.2])]
  const clean = Array.from({ length: 40 + random.below(50) }, (_, at) => {
    const [start, late, length] = [random.below(1440), random.pick([0, 0, 7, 31]), 40 + random.below(300)]
    const told = [clock(start, style), clock(start + late, style), clock(start + late + length, style), `${random.pick(['A', 'B', 'C'])}${1 + random.below(20)}`] // prettier-ignore
    return Array.from({ length: 8 + random.below(12) }, (__, from) => [`s${from}`, `${random.pick(['NX', 'KL'])}${at}-${100 + 7 * at}`.replace(/^../, at % 2 ? 'NX' : 'KL'), ...told]) // prettier-ignore
  }).flat()
  return damage('sources', head, clean, random, (cell, col) => {
    if (col < 2) return cell
    const chance = random.next()
    if (chance < silent) return ''
    if (chance > silent + wrong) return cell
    return col < 5 ? clock(random.below(1440), style) : `${random.pick(['A', 'B', 'C'])}${1 + random.below(20)}`
  })
}

/** A list of products or works, each in one row, with what is usual in such lists and no error. */
function listing(random: Random): Export {
  const head = ['réf', 'titre', 'auteur', 'note', 'avis', 'durée', 'tension', 'ventes', 'éditeur', 'ville', 'satisfait', 'résumé'] // prettier-ignore
  const houses = NAMES.slice(0, 8).map((name, at) => [`Éditions ${name}`, TOWNS[at % 5]?.split(';')[0] ?? ''])
  const clean = Array.from({ length: 300 + random.below(1200) }, (_, at) => {
    const [house = '', town = ''] = random.pick(houses)
    const author = `${random.pick(NAMES)}, ${random.pick(['Anne', 'Paul', 'Inès', 'Marc', 'Zoé'])} ${random.pick(['A', 'B', 'C', 'D', 'E', 'F'])}${at % 50}` // prettier-ignore
    return [`T-${5000 + at}`, `${random.pick(['Le', 'La', 'Un'])} ${random.pick(NAMES)} ${random.pick(NAMES)} ${random.below(300)}`, random.chance(0.015) ? author.toUpperCase() : author, random.pick(['3.0', '3.5', '4.0', '4.2', '4.5', '4.8']), Math.round(Math.exp(random.normal(8, 1.5))).toLocaleString('en-US'), `${60 + random.below(120)} min`, random.normal(230, 2).toFixed(1), Math.round(20 * Math.exp(random.normal(0, 1.6))).toString(), house, town, random.pick(['oui', 'non', 'plutôt', 'pas du tout', 'NSP']), random.chance(random.pick([0.03, 0.5])) ? '' : `${random.pick(NAMES)} et ${random.pick(NAMES)}`] // prettier-ignore
  })
  const damaged = random.chance(0.75)
  const rate = random.pick([0.01, 0.04, 0.1])
  return damage('liste', head, clean, random, (cell, col) => {
    if (!damaged || !cell || !random.chance(rate)) return cell
    switch (head[col]) {
      case 'auteur':
        return cell.split(', ').reverse().join(' ')
      case 'note':
        return random.pick([`${cell}/5`, '45', ''])
      case 'avis':
        return cell.replaceAll(',', '')
      case 'durée':
        return random.pick([`1 h ${cell}`, cell.replace(' min', "'"), ''])
      case 'tension':
        return random.chance(0.3) ? (Number(cell) * random.pick([0.1, 10, 0.001])).toFixed(2) : cell
      case 'éditeur':
        return random.pick([cell.toUpperCase(), cell.replace('É', 'E'), cell.slice(0, -1)])
      case 'ville':
        return random.pick(houses)[1] ?? cell
      default:
        return cell
    }
  })
}

function damage(
  name: string,
  head: string[],
  clean: string[][],
  random: Random,
  edit: (cell: string, col: number) => string
): Export {
  return { name, head, clean, dirty: clean.map((row) => row.map((cell, col) => edit(cell, col))) }
}
