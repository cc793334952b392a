import { createRandom, type Random } from '../../src/engine/stats/random'

/** A made-up export of a French company, clean and with the faults that such files bear; no kind of table that the scales are fitted on. */
export interface Export {
  name: string
  head: string[]
  clean: string[][]
  dirty: string[][]
}

type Edit = readonly [column: string, share: number, edit: (cell: string, row: string[], random: Random) => string]

const TOWNS = ['Bourges;18000;18', 'Mâcon;71000;71', 'Annecy;74000;74', 'Privas;07000;07', 'Foix;09000;09', 'Saint-Brieuc;22000;22', 'Évreux;27000;27', 'La Roche-sur-Yon;85000;85', 'Bar-le-Duc;55000;55', 'Digne-les-Bains;04000;04', 'Aix-en-Provence;13100;13', 'Villeurbanne;69100;69'] // prettier-ignore
const NAMES = ['Lambert', 'Fontaine', 'Rousseau', 'Blanc', 'Guérin', 'Boyer', 'Chevalier', 'François', 'Mercier', 'Leroux', 'Marchand', 'Dufour', 'Le Bihan', 'Perrin', 'Meunier', 'Colin'] // prettier-ignore
const GIVEN = ['Sophie', 'Thomas', 'Camille', 'Julien', 'Élodie', 'Mehdi', 'Hélène', 'Bruno', 'Gaëlle', 'Antoine', 'Solène', 'Rachid'] // prettier-ignore
const two = (n: number): string => String(n).padStart(2, '0')
const euros = (n: number): string => n.toFixed(2).replace('.', ',')
const day = (n: number): string => {
  const at = new Date(Date.UTC(2022, 0, 3) + n * 86_400_000)
  return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`
}
const number = (cell: string): number => Number(cell.replace(',', '.'))

/** The four exports; always the same. */
export function companyExports(): Export[] {
  return [clients(), orders(), survey(), visits()]
}

function clients(): Export {
  const head = ['code_client', 'civilité', 'nom', 'prénom', 'code_postal', 'ville', 'dép', 'tél', 'mail', 'date_création', 'segment', 'CA_2024', 'commercial'] // prettier-ignore
  const segments = ['Particulier', 'Artisan', 'PME', 'Collectivité', 'Grand compte']
  return make('clients', head, 900, (random, row) => {
    const [town = '', code = '', department = ''] = random.pick(TOWNS).split(';')
    const [given, name] = [random.pick(GIVEN), random.pick(NAMES)]
    return [`C${10_000 + row}`, random.pick(['M.', 'Mme']), name.toUpperCase(), given, code, town, department, random.chance(0.12) ? '' : `0${1 + random.below(6)}.${[0, 0, 0, 0].map(() => two(random.below(100))).join('.')}`, random.chance(0.35) ? '' : `${given[0]}${name}@${random.pick(['orange.fr', 'free.fr', 'entreprise.com'])}`.toLowerCase().normalize('NFD').replace(/[^a-z@.]/g, ''), day(random.below(900)), segments[random.weighted([50, 20, 15, 10, 5])] ?? '', euros(300 * Math.exp(random.normal(0, 1.2))), `${random.pick(['Est', 'Ouest', 'Sud'])} ${1 + random.below(3)}`] // prettier-ignore
  }, [
    ['civilité', 0.01, (_, __, random) => random.pick(['Monsieur', 'M', 'mme'])],
    ['code_postal', 0.03, (cell) => cell.replace(/^0/, '')],
    ['ville', 0.012, (cell, _, random) => random.pick([`${cell} CEDEX`, cell.toUpperCase(), cell.replace('-', ' '), `${cell.slice(0, 3)}${cell.slice(4)}`])],
    ['dép', 0.008, (_, __, random) => random.pick(['33', '75', '59'])],
    ['tél', 0.015, (cell, _, random) => (cell ? random.pick([cell.slice(0, -3), `+33 ${cell.slice(1).replaceAll('.', ' ')}`, 'liste rouge']) : cell)],
    ['mail', 0.01, (cell) => cell.replace('@', ' (at) ')],
    ['date_création', 0.01, (_, __, random) => random.pick(['00/00/0000', '01/01/1900', '12-2023'])],
    ['segment', 0.01, (_, __, random) => random.pick(['Particuler', 'P.M.E.', 'artisan', '?'])],
    ['CA_2024', 0.012, (cell, _, random) => random.pick([`${euros(number(cell) / 1000)} k€`, String(Math.round(number(cell) * 10_000)), `-${cell}`])],
    ['prénom', 0.006, (cell) => Buffer.from(`${cell}é`, 'utf8').toString('latin1')]
  ]) // prettier-ignore
}

function orders(): Export {
  const head = ['n_commande', 'date_commande', 'date_livraison', 'code_article', 'libellé', 'qté', 'PU_HT', 'total_HT', 'TVA_%', 'statut', 'dépôt'] // prettier-ignore
  const items = [
    'Cheville nylon 8 mm',
    'Vis inox 4x40',
    'Mastic acrylique',
    'Mousse expansive',
    'Ruban adhésif',
    'Disque à tronçonner',
    'Gants taille 9',
    'Lunettes de protection',
    'Foret béton 10',
    'Colle néoprène'
  ]
  return make('commandes', head, 1500, (random, row) => {
    const [ordered, item, many] = [random.below(700), random.below(items.length), 1 + Math.floor(random.exponential(6))]
    const price = [4.9, 12.5, 6.35, 8.99, 2.75, 3.4, 7.15, 14.2, 9.8, 11.05][item] ?? 1
    return [String(240_000 + row), day(ordered), day(ordered + 1 + random.below(12)), `ART-${1001 + item}`, items[item] ?? '', String(many), euros(price), euros(price * many), random.pick(['20', '20', '20', '10']), random.pick(['Livrée', 'Livrée', 'Livrée', 'Expédiée', 'En préparation', 'Annulée']), random.pick(['Lyon', 'Rouen', 'Pau'])] // prettier-ignore
  }, [
    ['total_HT', 0.01, (cell, _, random) => random.pick([euros(number(cell) * 1.2), euros(number(cell) + 10), cell.replace(',', '')])],
    ['qté', 0.006, (cell, _, random) => random.pick([`-${cell}`, `${cell}000`, `${cell} pcs`])],
    ['PU_HT', 0.008, (cell, _, random) => random.pick([cell.replace(',', '.'), euros(number(cell) * 100), `${cell} €`])],
    ['date_livraison', 0.01, (_, row, random) => random.pick(['', day(-200), `${row[1]?.slice(6)}-${row[1]?.slice(3, 5)}-${row[1]?.slice(0, 2)}`])],
    ['libellé', 0.008, (cell, _, random) => random.pick([cell.toUpperCase(), 'Mastic acryliqe', 'Ruban adhésif', `${cell} *`])],
    ['code_article', 0.006, (cell, _, random) => random.pick([cell.replace('-', ''), cell.toLowerCase(), cell.slice(0, -1)])],
    ['statut', 0.008, (_, __, random) => random.pick(['livree', 'Livré', 'En preparation', 'N/C'])],
    ['TVA_%', 0.006, (_, __, random) => random.pick(['200', '2', '0,2'])],
    ['dépôt', 0.005, () => '']
  ]) // prettier-ignore
}

function survey(): Export {
  const head = ['id_répondant', 'date_réponse', 'agence', 'sexe', 'âge', 'CSP', 'accueil', 'délai', 'prix', 'recommandation', 'déjà_client', 'verbatim'] // prettier-ignore
  const jobs = ['Agriculteur', 'Artisan, commerçant', 'Cadre', 'Profession intermédiaire', 'Employé', 'Ouvrier', 'Retraité', 'Étudiant'] // prettier-ignore
  const said = ['Personnel agréable', 'trop d’attente', 'RAS', 'bon rapport qualité-prix', 'site internet compliqué', 'je recommande', 'à améliorer : les horaires'] // prettier-ignore
  return make('enquete', head, 700, (random, row) => {
    const mood = random.normal(0, 0.8)
    const mark = (): string => String(Math.max(1, Math.min(5, Math.round(3.6 + mood + random.normal(0, 0.6)))))
    return [String(1 + row), day(random.below(60)), random.pick(['Tours Centre', 'Tours Nord', 'Blois', 'Châteauroux', 'Orléans']), random.pick(['F', 'F', 'H']), String(Math.round(Math.max(18, Math.min(92, random.normal(47, 17))))), random.pick(jobs), mark(), mark(), mark(), String(Math.max(0, Math.min(10, Math.round(7 + 2 * mood + random.normal(0, 1))))), random.pick(['oui', 'oui', 'non']), random.chance(0.55) ? '' : random.pick(said)] // prettier-ignore
  }, [
    ['sexe', 0.012, (_, __, random) => random.pick(['Femme', 'f', 'homme', 'M'])],
    ['âge', 0.012, (cell, _, random) => random.pick(['999', '4', `${cell} ans`, '1975'])],
    ['CSP', 0.015, (cell, _, random) => random.pick([cell.normalize('NFD').replace(/\p{M}/gu, ''), cell.toLowerCase(), `${cell} `.replace('o', '0'), 'NSP'])],
    ['accueil', 0.012, (_, __, random) => random.pick(['6', '55', '0', 'NSP'])],
    ['délai', 0.01, (cell, _, random) => random.pick(['99', '', `${cell}/5`])],
    ['recommandation', 0.01, (_, __, random) => random.pick(['11', '100', '-1'])],
    ['déjà_client', 0.012, (_, __, random) => random.pick(['o', 'OUI', 'Non ', '1'])],
    ['date_réponse', 0.01, (cell, _, random) => random.pick([cell.slice(0, 6) + cell.slice(8), cell.replace('2022', '2202'), cell.split('/').reverse().join('-')])],
    ['agence', 0.012, (cell, _, random) => random.pick(['Tour Nord', 'Orleans', 'BLOIS', `${cell}?`])],
    ['verbatim', 0.008, (cell) => (cell ? Buffer.from(cell.replace('a', 'à'), 'utf8').toString('latin1') : cell)]
  ]) // prettier-ignore
}

function visits(): Export {
  const head = ['n_intervention', 'site', 'bâtiment', 'équipement', 'technicien', 'début', 'fin', 'durée_min', 'type', 'priorité', 'coût', 'km', 'compte_rendu'] // prettier-ignore
  const machines = [
    'Ascenseur A',
    'Ascenseur B',
    'Groupe froid',
    'Chaudière 1',
    'Chaudière 2',
    'VMC',
    'Portail',
    'Onduleur'
  ]
  const workers = ['K. Haddad', 'L. Perrot', 'M. Vasseur', 'S. Tanguy', 'J. Delmas', 'P. Ferreira']
  return make('interventions', head, 1100, (random, row) => {
    const machine = random.below(machines.length)
    const [at, hour, long] = [random.below(500), 7 + random.below(9), 15 + 5 * Math.floor(random.exponential(12))]
    const clock = (minutes: number): string => `${day(at + Math.floor(minutes / 1440))} ${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}` // prettier-ignore
    return [`INT${String(7000 + row)}`, ['Siège', 'Usine', 'Entrepôt'][machine % 3] ?? '', `Bât. ${'ABCDEFGH'[machine]}`, machines[machine] ?? '', random.pick(workers), clock(60 * hour), clock(60 * hour + long), String(long), random.pick(['Préventif', 'Correctif', 'Correctif', 'Astreinte']), `P${1 + random.weighted([1, 3, 6])}`, euros(45 + long * 0.9), String(5 + Math.floor(random.exponential(25))), random.chance(0.3) ? '' : random.pick(['RAS', 'pièce commandée', 'remis en service', 'devis à faire'])] // prettier-ignore
  }, [
    ['site', 0.01, (cell, _, random) => random.pick(['Usine', 'siege', 'Entrepot', cell.toUpperCase()])],
    ['bâtiment', 0.008, (_, __, random) => `Bât. ${random.pick(['A', 'C', 'F', 'Z'])}`],
    ['équipement', 0.008, (cell, _, random) => random.pick(['Chaudiere 1', 'Groupe froids', 'Ascensseur A', cell.replace(' ', '')])],
    ['technicien', 0.01, (_, __, random) => random.pick(['K Haddad', 'L. Perot', 'S.Tanguy', 'inconnu'])],
    ['fin', 0.01, (cell, _, random) => random.pick([cell.slice(0, 10), cell.replace('2022', '2021').replace('2023', '2022'), ''])],
    ['durée_min', 0.01, (cell, _, random) => random.pick([`${cell} min`, String(Number(cell) * 60), euros(Number(cell) / 60), '-15'])],
    ['type', 0.008, (_, __, random) => random.pick(['correctif', 'Préventf', 'Curatif?', ''])],
    ['priorité', 0.008, (cell, _, random) => random.pick([cell.slice(1), 'p2', 'haute', 'P9'])],
    ['coût', 0.01, (cell, _, random) => random.pick([`${cell} €`, cell.replace(',', '.'), euros(number(cell) * 100), '0'])],
    ['km', 0.006, (cell, _, random) => random.pick(['9999', `${cell} km`, '-1'])]
  ]) // prettier-ignore
}

function make(
  name: string,
  head: string[],
  rows: number,
  row: (random: Random, at: number) => string[],
  edits: readonly Edit[]
): Export {
  const random = createRandom(`export ${name}`)
  const clean = Array.from({ length: rows }, (_, at) => row(random, at))
  const dirty = clean.map((one) => [...one])
  for (const [column, share, edit] of edits) {
    const col = head.indexOf(column)
    for (let times = Math.max(3, Math.round(share * rows)); times > 0; times--) {
      const own = dirty[random.below(rows)]
      if (own) own[col] = edit(own[col] ?? '', own, random)
    }
  }
  return { name, head, clean, dirty }
}
