import type { ChartIntent } from '../../contract'
import type { ChartTable } from './columns'
import { compileBar } from './compile-bar'
import { compileHistogram } from './compile-histogram'
import { compileLine } from './compile-line'
import { compileScatter } from './compile-scatter'

/** The one aggregated query behind a chart; pure. Refuses columns that the table has not or that do not suit. */
export function compileChart(intent: ChartIntent, table: ChartTable): string {
  switch (intent.kind) {
    case 'bar':
      return compileBar(intent, table)
    case 'line':
      return compileLine(intent, table)
    case 'histogram':
      return compileHistogram(intent, table)
    case 'scatter':
      return compileScatter(intent, table)
  }
}
