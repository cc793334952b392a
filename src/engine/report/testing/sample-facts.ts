import {
  ChartData,
  ChartIntent,
  Evidence,
  Finding,
  Guess,
  Plan,
  Ranking,
  RegisterEntry,
  Source,
  Workstream
} from '../../../contract'
import type { ReportFacts } from '../context'
import { defaultOutline } from '../outline'

const both = (fr: string, en = fr) => ({ fr, en })
const TABLE = { schema: 'raw' as const, name: 'avis' }

/** Facts with something in every place that a report shows. */
export function sampleFacts(madeAt: Date): ReportFacts {
  const at = madeAt.toISOString()
  const evidence = Evidence.parse({
    title: both('NPS'),
    definition: both('promoteurs moins détracteurs', 'promoters minus detractors'),
    n: 400,
    filter: both('Toutes les lignes', 'All rows'),
    sql: 'SELECT 1 AS value',
    rowsSql: null,
    table: TABLE,
    columns: ['note']
  })
  const entry = (state: RegisterEntry['verdict']['state'], owner: string, reason: string): RegisterEntry =>
    RegisterEntry.parse({
      anomaly: {
        id: state,
        kind: 'missing',
        detector: 'missing',
        search: 'missing',
        place: 'cells',
        table: TABLE,
        columns: ['note'],
        rows: 12,
        cells: 12,
        severity: 'warning',
        confidence: 0.9,
        dimension: 'completeness',
        sql: 'SELECT 1',
        cellsSql: 'SELECT 1',
        message: both(`« note » : 12 lignes sans valeur (${state})`),
        explanation: both('x'),
        evidence,
        proposal: null
      },
      found: state !== 'dismissed',
      firstAt: at,
      lastAt: at,
      verdict: {
        state,
        reason,
        owner,
        comments: [],
        decided:
          state === 'to_see'
            ? null
            : { at, by: 'Ali', seen: { rows: 12, cells: 12, severity: 'warning', digest: null } },
        finding: null
      },
      repair: { steps: [], lost: 0 },
      settlement: null,
      changes: state === 'accepted' ? [both('13 lignes')] : [],
      finding: null
    })
  const finding = (id: string, kind: Finding['kind'], stale: boolean): Finding =>
    Finding.parse({
      id,
      title: `Constat ${id}`,
      note: 'Une note.\n\n- un point',
      kind,
      figure: {
        text: both('−12,4\u00a0points', '−12.4 points'),
        value: -12.4,
        low: -20,
        high: -4.8,
        n: 400,
        unit: 'points',
        interval: 'nps',
        worded: false
      },
      evidence,
      fingerprint: 'f',
      tables: [],
      createdAt: at,
      computedAt: at,
      stale,
      changes: stale ? [both('La table a changé.', 'The table changed.')] : []
    })
  const workstream = (id: string, title: string, after: string[]): Workstream =>
    Workstream.parse({
      id,
      title,
      problem: 'On attend.',
      action: 'Rappeler sous 48 h',
      findingIds: ['a', 'gone'],
      owner: 'Anne',
      durationDays: 5,
      after
    })
  const task = (id: string, title: string, start: string, finish: string, critical: boolean, after: string[]) => ({
    id,
    title,
    owner: 'Anne',
    status: 'idea',
    after,
    fixedStart: null,
    duration: 5,
    durationUnknown: false,
    startDay: 0,
    finishDay: 5,
    lateStartDay: 0,
    lateFinishDay: 5,
    slack: critical ? 0 : 3,
    critical,
    start,
    finish,
    lateStart: start,
    lateFinish: critical ? finish : '2026-03-18',
    notes: [both('Une remarque.', 'A remark.')]
  })
  const sections = defaultOutline().sections
  return {
    doc: {
      title: 'Lecture',
      authors: 'Anne et Bo',
      sections: [{ kind: 'text', id: 't', heading: 'En bref', body: 'Texte.\nSuite.' }, ...sections]
    },
    info: {
      name: 'projet',
      path: '/p',
      revision: 1,
      canUndo: null,
      canRedo: null,
      readOnly: false,
      counts: { step: 2 }
    },
    sources: [
      Source.parse({
        id: 's',
        table: TABLE,
        file: { name: 'avis.csv', size: 10, sha256: 'ab' },
        loadedAt: at,
        rows: 400,
        report: {
          encoding: 'windows-1252',
          undecodableBytes: 1,
          dialect: {
            delimiter: ';',
            quote: '"',
            escape: '"',
            newline: '\n',
            preambleLines: 0,
            headerRows: 1,
            comment: null
          },
          rowsRead: 401,
          rowsLoaded: 400,
          faultCount: 1,
          faults: [{ line: 3, reason: both('trop de colonnes'), raw: 'x;y', repaired: false }],
          columns: [
            {
              name: 'note',
              type: 'BIGINT',
              format: both('nombre entier', 'whole number'),
              lossless: true,
              failures: 2,
              failureExamples: ['x']
            }
          ],
          notes: [both('Une remarque.')],
          seconds: 1
        }
      })
    ],
    findings: [finding('a', 'measure', false), finding('b', 'anomaly', true)],
    register: [entry('accepted', 'Zoé', ''), entry('dismissed', '', 'bac à <i>sable</i>'), entry('to_see', '', '')],
    charts: [
      chart(
        at,
        'bar',
        ['x', 'xKind', 'colour', 'colourKind', 'y', 'n'],
        [
          ['A', 0, 'k', 0, 3, 3],
          [null, 1, 'l', 0, 2, 2]
        ]
      ),
      chart(at, 'scatter', ['x', 'y', 'colour', 'colourKind', 'n'], [[1, 2, 'k', 0, 1]]),
      chart(
        at,
        'line',
        ['x', 'colour', 'colourKind', 'y', 'n'],
        [
          [0, 'k', 0, 2, 2],
          [1, 'k', 0, 3, 3]
        ]
      )
    ],
    workstreams: [workstream('w1', 'Délais trop longs', []), workstream('w2', 'Rappels', ['w1'])],
    rankings: [
      Ranking.parse({
        method: 'rice',
        title: both('RICE'),
        formula: both('R × I × C ÷ E'),
        explanation: both('Une méthode.', 'A method.'),
        unit: both('points'),
        rows: [
          {
            workstreamId: 'w1',
            title: 'Délais trop longs',
            rank: 1,
            tied: false,
            score: 12.5,
            inputs: [],
            computation: both('1 × 1 ÷ 1'),
            quadrant: 'quick-win'
          }
        ],
        missing: [
          { workstreamId: 'w2', title: 'Rappels', missing: [], reason: both('il manque la portée', 'reach is missing') }
        ],
        medians: { value: 1, effort: 1, rule: both('médianes') },
        valueUnit: null,
        notes: [both('note')]
      })
    ],
    plan: Plan.parse({
      settings: {},
      start: '2026-03-02',
      finish: '2026-03-13',
      makespan: 10,
      criticalPathLength: 10,
      tasks: [
        task('w1', 'Délais trop longs', '2026-03-02', '2026-03-06', true, []),
        task('w2', 'Rappels', '2026-03-09', '2026-03-13', false, ['w1'])
      ],
      holidays: [],
      notes: [both('Départ aujourd’hui.')]
    }),
    exploration: {
      map: {
        tables: [
          {
            table: TABLE,
            rows: 400,
            opened: 1,
            columns: 5,
            seen: 2,
            inView: 1,
            counts: {},
            looks: 12,
            comparisons: 8,
            last: at
          }
        ],
        looks: 12,
        figures: 9,
        since: at,
        comparisons: { made: 8, byChance: 0.4, threshold: 0.00625, queries: 1 }
      },
      days: [],
      guesses: [
        Guess.parse({
          id: 'g',
          text: 'La note baisse avec le <retard>',
          columns: [{ table: 't', column: 'note' }],
          confidence: 'high',
          writtenAt: at,
          outcome: { verdict: 'contradicted', finding: 'a', figure: '', decidedAt: at },
          time: 'after',
          seenBefore: null,
          inView: null,
          looked: 2,
          decidedBy: { title: 'Constat a', figure: both('x'), gone: false }
        })
      ]
    },
    history: [{ id: 1, parent: null, at, label: both('Import', 'Import'), applied: true, current: true }],
    madeAt
  }
}

function chart(
  at: string,
  kind: ChartIntent['kind'],
  columns: string[],
  rows: unknown[][]
): ReportFacts['charts'][number] {
  const intent = ChartIntent.parse({
    kind,
    table: TABLE,
    x: { column: 'segment' },
    y: { column: 'note', aggregate: 'sum' },
    colour: 'canal',
    title: 'Un titre'
  })
  const evidence = {
    title: both('t'),
    definition: both('somme de « note » par « segment »', 'sum of “note” by “segment”'),
    n: 5,
    filter: both('Toutes les lignes', 'All rows'),
    sql: 'SELECT 2',
    rowsSql: null,
    table: TABLE,
    columns: ['segment']
  }
  const data = ChartData.parse({
    columns,
    rows,
    xType: kind === 'bar' ? 'text' : kind === 'line' ? 'time' : 'number',
    ordered: kind !== 'bar',
    timeUnit: kind === 'line' ? 'month' : null,
    n: 5,
    missing: 0,
    others: { x: 0, colour: 0 },
    sample: null,
    measure: both('somme'),
    notes: [both('Une remarque.')],
    evidence
  })
  return { chart: { id: kind, intent, savedAt: at }, data }
}
