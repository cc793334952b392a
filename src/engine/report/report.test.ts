import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Window } from 'happy-dom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChartIntent, Source } from '../../contract'
import { saveChart } from '../charts'
import { closeProject, openProject, type Project } from '../project'
import type { ReportFacts } from './context'
import { gatherFacts } from './gather'
import { html } from './markup'
import { readOutline, resetOutline, saveOutline } from './outline'
import { REPORT_POLICY } from './page'
import { renderFacts, renderReport } from './render'
import { sampleFacts } from './testing/sample-facts'

const NOW = new Date('2026-03-02T09:30:00Z')
const POLYGLOT = `jaVasCript:/*-/*\`/*\\\`/*'/*"/**/(/* */oNcliCk=alert() )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert()//><img src=x onerror=alert(1)><form id=s1 name=body><a href=https://evil.example/>x</a><!--\u2028\u202e\u0000{{7*7}}\${7*7}`

let folder: string
let project: Project

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-report-'))
  project = await openProject(join(folder, 'enquête.chantier'), { create: true, now: () => NOW })
  await project.database.run(
    `CREATE TABLE raw.avis AS SELECT i % 11 AS note, 'S' || (i % 3) AS segment FROM range(200) t(i)`
  )
  const source = sampleFacts(NOW).sources[0]
  await project.change({ fr: 'Import', en: 'Import' }, (scope) =>
    scope.put('source', 's', Source.parse({ ...source, table: { schema: 'raw', name: 'avis' } }))
  )
})

afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

describe('a report', () => {
  it('is made of an empty outline and of a new project', async () => {
    const page = parse(await renderReport(project, { language: 'fr', now: NOW }))
    expect(page.document.documentElement.lang).toBe('fr')
    expect([...page.document.querySelectorAll('h2')].map((heading) => heading.textContent)).toEqual([
      'Sommaire',
      'Données',
      'Anomalies',
      'Constats',
      'Graphiques',
      'Chantiers',
      'Priorités',
      'Calendrier',
      'Méthode',
      'Journal'
    ])
    expectInert(page.document)
  })

  it('shows saved charts with their numbers, and says which cannot be drawn any more', async () => {
    const table = { schema: 'raw' as const, name: 'avis' }
    await saveChart(
      project,
      ChartIntent.parse({ kind: 'bar', table, x: { column: 'segment' }, title: 'Trois segments égaux' })
    )
    await project.change({ fr: 'x', en: 'x' }, (scope) =>
      scope.put('chart', 'gone', {
        id: 'gone',
        savedAt: NOW.toISOString(),
        intent: { kind: 'bar', table, x: { column: 'disparue' } }
      })
    )
    const { document } = parse(await renderReport(project, { language: 'fr', now: NOW }))
    const figure = document.querySelector('figure')
    expect(figure?.querySelector('h3')?.textContent).toBe('Trois segments égaux')
    expect(figure?.querySelector('svg')).not.toBeNull()
    expect([...(figure?.querySelectorAll('tbody tr') ?? [])].map((row) => row.textContent.replace(/\s+/g, ''))).toEqual(
      ['S067', 'S167', 'S266']
    )
    expect(figure?.querySelector('pre')?.textContent).toContain('FROM "raw"."avis"')
    expect(document.body.textContent).toMatch(/La colonne «.disparue.» n’existe pas/)
    await project.undo()
  })

  it('is the same twice', async () => {
    const facts = await gatherFacts(project, NOW)
    expect(await renderFacts(facts, 'en')).toBe(await renderFacts(facts, 'en'))
  })

  it('keeps its outline as a document with undo, and drops it on request', async () => {
    const { doc, saved } = await readOutline(project)
    expect(saved).toBe(false)
    await saveOutline(project, {
      ...doc,
      title: 'Ma lecture',
      sections: [{ kind: 'text', id: 't', heading: 'En bref', body: 'Un.\n\n- deux\n- trois' }]
    })
    const { document } = parse(await renderReport(project, { language: 'en', now: NOW }))
    expect(document.title).toBe('Ma lecture')
    expect([...document.querySelectorAll('main li')].map((item) => item.textContent)).toEqual(['deux', 'trois'])
    await resetOutline(project)
    expect((await readOutline(project)).saved).toBe(false)
    await project.undo()
    expect((await readOutline(project)).doc.title).toBe('Ma lecture')
    await project.undo()
  })
})

describe.each(['fr', 'en'] as const)('every kind of section in %s', (language) => {
  it('stands in the report, whole', async () => {
    const { document } = parse(await renderFacts(sampleFacts(NOW), language))
    expectInert(document)
    const text = document.body.textContent
    for (const part of [
      'Délais trop longs',
      'Rappeler sous 48 h',
      'n = 400',
      language === 'fr' ? 'intervalle de confiance à 95\u00a0%' : '95% confidence interval',
      'Anne',
      'SELECT 1 AS value',
      language === 'fr' ? 'Comparaisons faites\u00a0: 8' : 'Comparisons made: 8',
      'La note baisse avec le <retard>',
      'bac à <i>sable</i>',
      language === 'fr' ? 'acceptée, changée depuis la décision' : 'accepted, changed since the decision',
      language === 'fr' ? '2 décidées, 1 à voir' : '2 decided, 1 to see',
      language === 'fr' ? 'après coup' : 'after the fact'
    ])
      expect(text).toContain(part)
    expect(document.querySelectorAll('svg')).toHaveLength(6)
    expect(text).not.toMatch(/undefined|NaN|\[object/)
  })

  it('writes the ends of an interval as the screen does: nearly all is not all', async () => {
    const facts = sampleFacts(NOW)
    facts.findings = facts.findings.map((finding) => ({
      ...finding,
      figure: { ...finding.figure, unit: 'share', value: 0.9991, low: 0.0003, high: 0.9997 }
    }))
    const { document } = parse(await renderFacts(facts, language))
    expect(document.body.textContent.replaceAll(/\s/g, ' ')).toContain(
      language === 'fr' ? '[< 0,1 % ; > 99,9 %]' : '[< 0.1%, > 99.9%]'
    )
  })

  it('tells the filter beside the figure, and of a chart that its n is of all marks', async () => {
    const facts = sampleFacts(NOW)
    const filter = { fr: '« canal » = Web', en: '“canal” = Web' }
    facts.findings = facts.findings.map((finding) => ({
      ...finding,
      kind: 'chart',
      evidence: { ...finding.evidence, filter }
    }))
    const { document } = parse(await renderFacts(facts, language))
    const told =
      language === 'fr' ? 'n = 400 en tout, filtre : « canal » = Web' : 'n = 400 in all, filter: “canal” = Web'
    const plain = (node: { textContent: string } | null): string =>
      (node?.textContent ?? '').replace(/[\u00a0\u202f]/g, ' ')
    expect(plain(document.querySelector('article.finding .figure'))).toContain(told)
    expect(plain(document.querySelector('article.workstream li'))).toContain(told)
    const whole = parse(await renderFacts(sampleFacts(NOW), language)).document
    expect(plain(whole.querySelector('article.finding .figure'))).not.toMatch(/filt/i)
  })

  it('shows the first values of an answer that is more than one figure', async () => {
    const facts = sampleFacts(NOW)
    const same = (words: string) => ({ fr: words, en: words })
    const first = {
      columns: ['ville', 'n'],
      moreColumns: 0,
      numeric: [false, true],
      rows: [[same('Lyon'), { fr: '1,5', en: '1.5' }]],
      total: 40
    }
    facts.findings = facts.findings.map((finding) => ({ ...finding, figure: { ...finding.figure, first } }))
    const shown = parse(await renderFacts(facts, language)).document.querySelector('article.finding table')
    const words = [...(shown?.querySelectorAll('caption, th, td') ?? [])].map((cell) =>
      (cell.textContent ?? '').replace(/\s+/g, ' ').trim()
    )
    const [title, figure] =
      language === 'fr'
        ? ['Premières lignes du résultat : 1 sur 40', '1,5']
        : ['First rows of the result: 1 of 40', '1.5']
    expect(words).toEqual([title, 'ville', 'n', 'Lyon', figure])
    expect([...(shown?.querySelectorAll('.num') ?? [])].map((cell) => cell.textContent)).toEqual(['n', figure])
  })

  it('lets no text of the project become markup, address or handler', async () => {
    const facts = poisoned(sampleFacts(NOW)) as ReportFacts
    const source = await renderFacts(facts, language)
    const { document } = parse(source)
    expectInert(document)
    expect(source).not.toMatch(/<!--|<script|<\/style[^>]*>[^]*<\/style/i)
    expect(source).not.toMatch(/[\u0000\u2028\u202e]/)
    expect(document.querySelectorAll('article.finding h3')[0]?.textContent).toContain('<img src=x onerror=alert(1)>')
    expect(document.title).toContain('</titLe/')
    expect(document.querySelectorAll('img, form')).toHaveLength(0)
  })
})

describe('markup', () => {
  it('escapes text in content and in quoted attributes, and takes markup as it is', () => {
    expect(
      html`<p title="${`"'><b>`}">${'a < b & c'}${html`<i>${1}</i>`}${null}${false}${['x', html`<u></u>`]}</p>`.source
    ).toBe('<p title="&#34;&#39;&#62;&#60;b&#62;">a &#60; b &#38; c<i>1</i>x<u></u></p>')
  })
})

function parse(source: string): { document: Document } {
  const window = new Window({ settings: { disableJavaScriptEvaluation: true, disableCSSFileLoading: true } as never })
  const document = new window.DOMParser().parseFromString(source, 'text/html')
  return { document: document as unknown as Document }
}

const ELEMENTS = new Set(
  'html head meta title style body header h1 h2 h3 h4 p nav ol ul li a main section footer article figure figcaption div table caption thead tbody tr th td details summary dl dt dd pre code strong br svg g path rect line circle text tspan defs clippath'.split(
    ' '
  )
)
const ATTRIBUTES =
  /^(lang|charset|http-equiv|content|name|href|id|class|scope|tabindex|role|aria-(label|labelledby|hidden)|viewbox|width|height|transform|d|[xy][12]?|d[xy]|c[xy]|r|rx|fill|stroke|opacity|display|xmlns|text-anchor|clip-path|(fill|stroke)-[a-z]+|font-[a-z]+)$/i

/** Only known elements and attributes, links within the page, ids of ours, nothing loaded, nothing run. */
function expectInert(document: Document): void {
  expect(document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')).toBe(
    REPORT_POLICY
  )
  for (const element of document.querySelectorAll('*')) {
    expect(ELEMENTS, element.tagName).toContain(element.tagName.toLowerCase())
    for (const { name, value } of element.attributes) {
      expect(name).toMatch(ATTRIBUTES)
      if (name === 'href') expect(value).toMatch(/^#s\d+$/)
      if (name === 'id') expect(value).toMatch(/^(contents|s\d+|c\d+-\d+-clip\d+)$/)
      if (name !== 'aria-label' && name !== 'xmlns' && name !== 'content')
        expect(value).not.toMatch(/:\/\/|javascript|url\((?!#c\d)/i)
    }
  }
}

const KEPT = new Set([
  'kind',
  'severity',
  'state',
  'unit',
  'interval',
  'status',
  'method',
  'quadrant',
  'xType',
  'timeUnit',
  'aggregate',
  'op',
  'schema',
  'start',
  'finish',
  'lateStart',
  'lateFinish',
  'createdAt',
  'computedAt',
  'loadedAt',
  'savedAt',
  'writtenAt',
  'decidedAt',
  'time',
  'verdict',
  'confidence',
  'at',
  'columns-of-chart',
  'id',
  'findingIds',
  'after',
  'valueUnit',
  'source',
  'name-of-input'
])

/** The same facts with every free text replaced by the polyglot. */
function poisoned(value: unknown, key = ''): unknown {
  if (value instanceof Date) return value
  if (typeof value === 'string') return KEPT.has(key) ? value : POLYGLOT
  if (Array.isArray(value))
    return key === 'columns' && value.includes('y') ? value : value.map((item) => poisoned(item, key))
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poisoned(item, name)]))
  return value
}
