import { z } from 'zod'
import { call } from './call'

const id = z.string().min(1).max(80)

/** One section of the report. `ids: null` shows all there are when the report is made, in their own order. */
export const ReportSection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), id, heading: z.string().max(300), body: z.string().max(50_000) }),
  z.object({ kind: z.literal('sources'), id }),
  z.object({ kind: z.literal('anomalies'), id }),
  z.object({ kind: z.literal('findings'), id, ids: z.array(z.string()).max(1000).nullable() }),
  z.object({ kind: z.literal('charts'), id, ids: z.array(z.string()).max(1000).nullable() }),
  z.object({ kind: z.literal('workstreams'), id }),
  z.object({ kind: z.literal('priorities'), id }),
  z.object({ kind: z.literal('plan'), id }),
  z.object({ kind: z.literal('method'), id }),
  z.object({ kind: z.literal('journal'), id })
])
export type ReportSection = z.infer<typeof ReportSection>

export const ReportDoc = z.object({
  title: z.string().max(300),
  authors: z.string().max(500),
  sections: z.array(ReportSection).max(200)
})
export type ReportDoc = z.infer<typeof ReportDoc>

/** The report: an outline that is edited, and the file it makes. */
export const report = {
  /** The outline; the default one, made from the project, where none was saved. */
  get: call.input(z.object({}).optional()).output(z.object({ doc: ReportDoc, saved: z.boolean() })),
  save: call.input(ReportDoc).output(ReportDoc),
  /** Drops the saved outline: the default one stands again. */
  reset: call.input(z.object({}).optional()).output(ReportDoc),
  /** The report as one self-contained HTML file: no script, nothing fetched. */
  html: call
    .input(z.object({ language: z.enum(['fr', 'en']) }))
    .output(z.object({ html: z.string(), fileName: z.string() }))
}
