import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { loadBundledSpec } from '../bundled'
import { generateCase } from './generate-case'
import type { CaseFile } from './model'
import { readCsv, readDay, type Sheet } from './read-back'

const spec = loadBundledSpec('velmorane')
const made = generateCase(spec)
const bytesOf = (name: string): Uint8Array => made.files.find((file) => file.name === name)!.bytes
const sheets = new Map<string, Sheet>(
  spec.exports.flatMap((exported) => exported.parts.map((part) => [part.name, readCsv(bytesOf(part.name), part)]))
)
const sheet = (name: string): Sheet => sheets.get(name)!

/** The surveys of both exports, once each, with their trip; the two files tell the same of the rows they share. */
const answers = joinAnswers()

describe('generateCase', () => {
  it('gives the same bytes and the same key twice, and others for another seed', () => {
    const small = { scale: 0.02 }
    expect(digest(generateCase(spec, small).files)).toBe(digest(generateCase(spec, small).files))
    expect(generateCase(spec, small).truth).toEqual(generateCase(spec, small).truth)
    expect(digest(generateCase(spec, { ...small, seed: 1 }).files)).not.toBe(digest(generateCase(spec, small).files))
    expect(digest(generateCase(spec).files)).toBe(digest(made.files))
  })

  it('has the promised sizes, and follows the scale', () => {
    expect(sheet('clients.csv').rows.length).toBeGreaterThan(12_000)
    expect(sheet('trajets_2025.csv').rows.length).toBeGreaterThan(48_000)
    expect(sheet('lignes.csv').rows).toHaveLength(24)
    expect(answers.length).toBeGreaterThan(18_500)
    expect(answers.length).toBeLessThan(21_500)
    expect(sheet('contacts_service_client.csv').rows.length).toBeGreaterThan(7_000)
    expect(sheet('contacts_service_client.csv').rows.length).toBeLessThan(9_000)
    expect(sheet('incidents_exploitation.csv').rows.length).toBeGreaterThan(1_490)
    const tenth = generateCase(spec, { scale: 0.1 }).files.reduce((sum, file) => sum + file.bytes.length, 0)
    const whole = made.files.reduce((sum, file) => sum + file.bytes.length, 0)
    expect(tenth / whole).toBeGreaterThan(0.09)
    expect(tenth / whole).toBeLessThan(0.12)
  })

  it('refuses a scale or a seed out of bounds', () => {
    for (const scale of [0, -1, Number.NaN, 101]) expect(() => generateCase(spec, { scale })).toThrow(RangeError)
    for (const seed of [-1, 0.5, 2 ** 32]) expect(() => generateCase(spec, { seed })).toThrow(RangeError)
  })
})

describe('the files', () => {
  it('are encoded as said', () => {
    const strict = new TextDecoder('utf-8', { fatal: true })
    expect([...bytesOf('enquete_export_2025-07.csv').slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(bytesOf('trajets_2025.csv')[0]).toBe('i'.charCodeAt(0))
    for (const name of ['enquete_export_2025-07.csv', 'trajets_2025.csv', 'lignes.csv'])
      expect(() => strict.decode(bytesOf(name))).not.toThrow()
    for (const name of ['clients.csv', 'enquete_export_2026-02.csv', 'contacts_service_client.csv'])
      expect(() => strict.decode(bytesOf(name))).toThrow()
    expect(bytesOf('contacts_service_client.csv')).toContain(0x80)
    expect(bytesOf('clients.csv')).toContain(0x9c)
    expect(bytesOf('clients.csv')).toContain(0x8c)
    expect(bytesOf('incidents_exploitation.csv').some((byte) => byte >= 0xa0)).toBe(true)
    expect(bytesOf('incidents_exploitation.csv').some((byte) => byte >= 0x80 && byte < 0xa0)).toBe(false)
  })

  it('hold rows of one width', () => {
    for (const [name, { header, rows }] of sheets)
      expect([name, ...new Set(rows.map((row) => row.length))]).toEqual([name, header.length])
  })

  it('have several hundred distinct comments that agree with the score', () => {
    const written = answers.filter((answer) => answer.comment.length > 12)
    expect(new Set(written.map((answer) => answer.comment)).size).toBeGreaterThan(5_000)
    const angry = written.filter((answer) => /inadmissible|ras le bol|catastrophique|lamentable/i.test(answer.comment))
    expect(angry.length).toBeGreaterThan(100)
    expect(mean(angry.map((answer) => answer.score))).toBeLessThan(mean(answers.map((answer) => answer.score)) - 2)
    expect(written.filter((answer) => /@[\w.]+\.(example|com|org|net)/i.test(answer.comment)).length).toBeGreaterThan(
      20
    )
  })
})

describe('the key', () => {
  it('points at cells that exist and that differ from what they were', () => {
    expect(made.truth.faults.length).toBeGreaterThan(20_000)
    for (const fault of made.truth.faults) {
      if (fault.row === null) continue
      const row = sheet(fault.file).rows[fault.row]
      if (!row) throw new Error(`no such row: ${JSON.stringify(fault)}`)
      if (fault.column === null) continue
      const cell = row[fault.column]
      if (cell === undefined) throw new Error(`no such cell: ${JSON.stringify(fault)}`)
      if (fault.original !== null && cell === fault.original)
        throw new Error(`unchanged cell: ${JSON.stringify(fault)}`)
      if (fault.kind === 'missing' && cell !== '') throw new Error(`not missing: ${JSON.stringify(fault)}`)
    }
  })

  it('holds every impossible score and every impossible age', () => {
    expect(
      cellsOf('enquete_export_2025-07.csv', 'note_recommandation', (text) => Number(text) > 10 || Number(text) < 0)
    ).toEqual(keyOf('enquete_export_2025-07.csv', 'note_recommandation', ['impossible', 'disguised_missing']))
    expect(cellsOf('clients.csv', 'âge', (text) => Number(text) > 110 || Number(text) < 1)).toEqual(
      keyOf('clients.csv', 'âge', ['impossible'])
    )
    expect(cellsOf('clients.csv', 'code_postal', (text) => text.length === 4)).toEqual(
      keyOf('clients.csv', 'code_postal', ['lost_zero'])
    )
  })

  it('names duplicate rows that repeat a row, and the overlap of the two survey exports', () => {
    for (const [file, { rows }] of sheets) {
      const copies = new Set<string>()
      const repeats = rows.flatMap((row, index) => {
        const text = row.join('\u0000')
        if (copies.has(text)) return [index]
        copies.add(text)
        return []
      })
      const named = made.truth.faults.filter((fault) => fault.file === file && fault.kind === 'duplicate_row')
      expect(repeats).toEqual(named.map((fault) => fault.row))
    }
    const earlier = new Set(sheet('enquete_export_2025-07.csv').rows.map((row) => row[0]))
    const later = sheet('enquete_export_2026-02.csv').rows
    const shared = later.flatMap((row, index) => (earlier.has(row[0]) ? [index] : []))
    expect(shared.length).toBeGreaterThan(1_000)
    expect(made.truth.faults.flatMap((fault) => (fault.kind === 'overlap' ? [fault.row] : []))).toEqual(shared)
  })
})

describe('the planted effects, measured in the files', () => {
  it('drop the score of line T07 after the timetable of 7 April, and of no other train line', () => {
    const change = readDay('07/04/2025')
    const fall = (line: string): number =>
      score(answers, (answer) => answer.line === line && answer.day < change) -
      score(answers, (answer) => answer.line === line && answer.day >= change)
    const others = spec.lines
      .filter((line) => line.mode === 'Train' && line.code !== 'T07')
      .map((line) => fall(line.code))
    expect(fall('T07')).toBeGreaterThan(0.9)
    expect(fall('T07')).toBeGreaterThan(Math.max(...others) + 0.3)
  })

  it('show in the incidents of T07', () => {
    const { header, rows } = sheet('incidents_exploitation.csv')
    const count = (line: string): number =>
      rows.filter((row) => row[header.indexOf('Ligne')] === line && /rotation/i.test(row[header.indexOf('Catégorie')]!))
        .length
    expect(count('T07')).toBeGreaterThan(
      5 * Math.max(...spec.lines.map((line) => (line.code === 'T07' ? 0 : count(line.code))))
    )
  })

  it('sink Android with version 5.2.0, not iOS', () => {
    const gap = (os: string): number =>
      score(answers, (answer) => answer.os === os && answer.version !== '5.2.0' && answer.version !== '') -
      score(answers, (answer) => answer.os === os && answer.version === '5.2.0')
    expect(gap('Android')).toBeGreaterThan(1.3)
    expect(Math.abs(gap('iOS'))).toBeLessThan(0.5)
  })

  it('sink the Série C2 coaches in summer', () => {
    const summer = (vehicle: string): number =>
      score(answers, (answer) => answer.vehicle === vehicle && answer.month >= 6 && answer.month <= 8)
    expect(summer('Car Lynx 12') - summer('Car Série C2')).toBeGreaterThan(1)
  })

  it('delay the refunds of Plateau Atlantique only, and cost it customers', () => {
    const { header, rows } = sheet('contacts_service_client.csv')
    const at = (row: string[], name: string): string => row[header.indexOf(name)]!
    const days = (centre: string, reason: string): number =>
      mean(
        rows
          .filter(
            (row) =>
              at(row, 'Centre') === centre && at(row, 'Motif') === reason && / j$/.test(at(row, 'Délai de traitement'))
          )
          .map((row) => Number(at(row, 'Délai de traitement').replace(' j', '').replace(',', '.')))
      )
    expect(days('Plateau Atlantique', 'Remboursement')).toBeGreaterThan(4 * days('Plateau Nord', 'Remboursement'))
    expect(days('Plateau Atlantique', 'Abonnement')).toBeLessThan(1.4 * days('Plateau Nord', 'Abonnement'))
    const asked = (centre: string): Set<string> =>
      new Set(
        rows
          .filter((row) => at(row, 'Centre') === centre && at(row, 'Motif') === 'Remboursement')
          .map((row) => at(row, 'N° client'))
      )
    const [slow, quick] = [asked('Plateau Atlantique'), asked('Plateau Nord')]
    expect(score(answers, (answer) => quick.has(answer.customer))).toBeGreaterThan(
      score(answers, (answer) => slow.has(answer.customer)) + 0.2
    )
  })

  it('turn round between train and coach once the kind of ticket is held (Simpson)', () => {
    const of = (mode: string, ticket?: string): number =>
      nps(answers.filter((answer) => answer.mode === mode && (ticket === undefined || answer.ticket === ticket)))
    expect(of('Train')).toBeGreaterThan(of('Car') + 3)
    expect(of('Car', 'Abonnement')).toBeGreaterThan(of('Train', 'Abonnement') + 10)
    expect(of('Car', 'Billet')).toBeGreaterThan(of('Train', 'Billet') + 10)
  })

  it('leave the red herring without effect: wifi scores lowest and does not move with the score', () => {
    const wifi = answers.filter((answer) => answer.wifi >= 1 && answer.wifi <= 5)
    expect(mean(wifi.map((answer) => answer.wifi))).toBeLessThan(2.6)
    expect(
      Math.abs(
        correlation(
          wifi.map((answer) => answer.wifi),
          wifi.map((answer) => answer.score)
        )
      )
    ).toBeLessThan(0.03)
  })
})

type Answer = {
  customer: string; score: number; wifi: number; comment: string; day: number; month: number
  line: string; mode: string; ticket: string; os: string; version: string; vehicle: string
} // prettier-ignore

function joinAnswers(): Answer[] {
  const trips = sheet('trajets_2025.csv')
  const tripAt = (row: string[], name: string): string => row[trips.header.indexOf(name)]!
  const byTrip = new Map(trips.rows.map((row) => [tripAt(row, 'id_trajet'), row]))
  const seen = new Map<string, Answer>()
  for (const name of ['enquete_export_2025-07.csv', 'enquete_export_2026-02.csv']) {
    const { header, rows } = sheet(name)
    for (const row of rows) {
      const at = (column: string): string => row[header.indexOf(column)]!
      const trip = byTrip.get(at('id_trajet'))!
      const score = Number(at('note_recommandation'))
      if (!(score >= 0 && score <= 10)) continue
      const day = readDay(tripAt(trip, 'depart_prevu'))
      seen.set(at('id_reponse'), {
        customer: at('id_client'), score, wifi: Number(at('wifi') || 'NaN'), comment: at('commentaire'),
        day, month: new Date(day * 86_400_000).getUTCMonth() + 1,
        line: tripAt(trip, 'ligne'), mode: tripAt(trip, 'mode'),
        ticket: /^abo/i.test(tripAt(trip, 'type_billet')) ? 'Abonnement' : 'Billet',
        os: tripAt(trip, 'systeme'), version: tripAt(trip, 'version_app'), vehicle: tripAt(trip, 'materiel')
      }) // prettier-ignore
    }
  }
  return [...seen.values()]
}

function cellsOf(file: string, column: string, test: (text: string) => boolean): string[] {
  const { header, rows } = sheet(file)
  const at = header.indexOf(column)
  return rows.flatMap((row, index) => (test(row[at]!) ? [`${index},${at}`] : [])).sort()
}

function keyOf(file: string, column: string, kinds: string[]): string[] {
  const at = sheet(file).header.indexOf(column)
  return made.truth.faults
    .filter((fault) => fault.file === file && fault.column === at && kinds.includes(fault.kind))
    .map((fault) => `${fault.row},${fault.column}`)
    .sort()
}

function digest(files: CaseFile[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.name).update(file.bytes)
  return hash.digest('hex')
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function score(rows: Answer[], where: (answer: Answer) => boolean): number {
  return mean(rows.filter(where).map((answer) => answer.score))
}

function nps(rows: Answer[]): number {
  const promoters = rows.filter((answer) => answer.score >= 9).length
  const detractors = rows.filter((answer) => answer.score <= 6).length
  return (100 * (promoters - detractors)) / rows.length
}

function correlation(x: number[], y: number[]): number {
  const [mx, my] = [mean(x), mean(y)]
  const cross = mean(x.map((value, i) => (value - mx) * (y[i]! - my)))
  return cross / Math.sqrt(mean(x.map((value) => (value - mx) ** 2)) * mean(y.map((value) => (value - my) ** 2)))
}
