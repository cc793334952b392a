import type { Page } from '@playwright/test'
import { expect } from './app'

type Table = { ref: { schema: string; name: string }; columns: { name: string; type: string }[] }
type Scored = { table: { schema: string; name: string }; scores: { column: string; measure: unknown }[] }
type Measured = { segments: Row[]; unit: string; interval: string }
type Row = { label: { fr: string }; value: number | null; evidence: unknown }

/** Fills the open project so that no screen is empty: findings, workstreams with estimates and dates, a chart. */
export async function furnish(page: Page): Promise<void> {
  const scored = (await call<Scored[]>(page, 'satisfaction/overview', {}))[0]
  const score = scored?.scores[0]
  if (!scored || !score) throw new Error('the case has no scores')
  const candidates = await call<{ segment: unknown }[]>(page, 'satisfaction/segments', { table: scored.table })
  const measured = await call<Measured>(page, 'satisfaction/measure', {
    table: scored.table,
    score: score.column,
    measure: score.measure,
    segment: candidates[0]?.segment ?? null
  })
  const findings: { id: string }[] = []
  for (const row of measured.segments.filter(({ value }) => value !== null).slice(0, 3))
    findings.push(
      await call(page, 'findings/pin', {
        title: `Les réponses « ${row.label.fr} » sont les plus basses`,
        kind: 'measure',
        unit: measured.unit,
        interval: measured.interval,
        evidence: row.evidence
      })
    )
  const created: string[] = []
  for (const [place, title] of [
    'Retendre la grille horaire',
    'Rembourser en une semaine',
    'Corriger l’application'
  ].entries()) {
    const { id } = await call<{ id: string }>(page, 'workstreams/create', {
      title,
      problem: 'Les voyageurs concernés notent nettement plus bas.',
      action: 'Allonger les demi-tours et mesurer à nouveau après un mois.',
      owner: ['Amina', 'Louis', 'Amina'][place],
      findingIds: findings[place] ? [findings[place].id] : [],
      durationDays: [15, 20, 8][place],
      after: place === 1 && created[0] ? [created[0]] : [],
      estimates: {
        reach: { people: [4_000, 900, 2_500][place], source: { kind: 'manual' } },
        impact: [2, 1, 3][place],
        confidence: [80, 50, 80][place],
        effort: [30, 12, 20][place],
        value: { unit: 'points', amount: [8, 4, 7][place] }
      }
    })
    created.push(id)
  }
  const tables = await call<Table[]>(page, 'tables/list', {})
  const answers = tables.find(({ ref }) => ref.name === scored.table.name && ref.schema === scored.table.schema)
  if (!answers) throw new Error('the scored table is not listed')
  await call(page, 'charts/save', {
    intent: {
      kind: 'bar',
      table: answers.ref,
      x: { column: score.column },
      title: 'Les notes se partagent en deux groupes'
    }
  })
  await page.reload()
  await expect(page.getByRole('navigation', { name: 'Étapes du travail' })).toBeVisible()
}

/** One call of the engine from the page, in its session. */
export async function call<T>(page: Page, path: string, input: unknown): Promise<T> {
  return page.evaluate(
    async ({ path, input }) => {
      const response = await fetch(`/rpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json: input })
      })
      const body = (await response.json()) as { json: unknown }
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(body).slice(0, 500)}`)
      return body.json as T
    },
    { path, input }
  )
}
