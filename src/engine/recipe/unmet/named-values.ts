import type { ColumnInfo, Condition, StepSpec } from '../../../contract'
import type { Connection } from '../../db'
import { filterPredicate, ident, text } from '../../sql'
import { codeTest } from '../codes'
import { asText } from '../steps/as-text'
import { replacedText, shownText } from '../steps/replace'
import { targetsOf } from '../steps/targets-of'
import { formulaValues } from './formula-values'
import type { NamedGroup } from './named-group'

/** The kinds of steps that may name values. */
export const NAMING: ReadonlySet<StepSpec['kind']> = new Set([
  'missing',
  'label',
  'recode',
  'merge',
  'follow',
  'split',
  'unfold',
  'pivot',
  'replace',
  'filter',
  'derive'
])

/** The values that a step names, as they are looked for in the columns that come to it. Bounds and gaps are no values. */
export async function namedValues(
  reader: Pick<Connection, 'rows'>,
  spec: StepSpec,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<NamedGroup[]> {
  const typeOf = (name: string): string => columns.find((column) => column.name === name)?.type ?? 'VARCHAR'
  const coded = (column: string, codes: readonly (string | number | boolean | null)[]): NamedGroup[] => [
    {
      of: column,
      values: codes.map((code) => ({ value: String(code), where: codeTest(ident(column), typeOf(column), [code]) }))
    }
  ]
  switch (spec.kind) {
    case 'missing':
      return coded(spec.column, spec.values)
    case 'label':
      return coded(
        spec.column,
        spec.labels.map(({ code }) => code)
      )
    case 'recode':
      return coded(
        spec.column,
        spec.map.map(({ from }) => from)
      )
    case 'merge':
      return written(
        spec.column,
        [...targetsOf(spec)].flatMap(([from, to]) => (from === to ? [] : [from])),
        typeOf(spec.column)
      )
    case 'follow':
      return coded(
        spec.column,
        spec.pairs.map(({ from }) => from)
      )
    case 'split':
    case 'unfold':
      return [{ of: spec.column, values: [separator(spec.by, asText(ident(spec.column), typeOf(spec.column)))] }]
    case 'pivot':
      return written(
        spec.column,
        spec.values.map(({ value }) => value),
        typeOf(spec.column)
      )
    case 'replace': {
      const [cell, type] = [ident(spec.column), typeOf(spec.column)]
      const where = `${replacedText(spec, type, cell)} IS DISTINCT FROM ${shownText(type, cell)}`
      return [{ of: spec.column, values: [{ value: spec.find, where }] }]
    }
    case 'filter':
      return [
        ...spec.filter.all.flatMap((condition) => conditionValues(condition, columns)),
        ...(spec.expression === null ? [] : await formulaValues(reader, spec.expression, signal))
      ]
    case 'derive':
      return together(await formulaValues(reader, spec.expression, signal))
    default:
      return []
  }
}

/** A separator, by a sign for what cannot be seen. */
function separator(by: string, cell: string): NamedGroup['values'][number] {
  return {
    value: by
      .replaceAll('\t', '⇥')
      .replaceAll('\n', '↵')
      .replaceAll(/[ \u00a0]/g, '␣'),
    where: `contains(${cell}, ${text(by)})`
  }
}

function written(column: string, values: readonly string[], type: string): NamedGroup[] {
  const cell = asText(ident(column), type)
  return [{ of: column, values: values.map((value) => ({ value, where: `${cell} = ${text(value)}` })) }]
}

const PLAIN: ReadonlyMap<Condition['op'], Condition['op']> = new Map([
  ['=', '='],
  ['<>', '='],
  ['in', '='],
  ['not in', '='],
  ['contains', 'contains'],
  ['word', 'word'],
  ['not word', 'word']
])

function conditionValues({ column, op, values }: Condition, columns: readonly ColumnInfo[]): NamedGroup[] {
  const naming = PLAIN.get(op)
  // A condition on the empty text guards against it: its absence is no loss.
  const named = values.filter((value) => value !== null && value !== '')
  if (!naming || !named.length) return []
  return [
    {
      of: column,
      values: named.map((value) => ({
        value: String(value),
        where: filterPredicate({ all: [{ column, op: naming, values: [value] }] }, columns)
      }))
    }
  ]
}

/** The cases of one formula on one column are one list: a delivery without one of them is nothing to tell. */
function together(groups: readonly NamedGroup[]): NamedGroup[] {
  const found = new Map<string, NamedGroup>()
  for (const { of, values } of groups) {
    const present = found.get(of)
    if (present) present.values.push(...values)
    else found.set(of, { of, values: [...values] })
  }
  return [...found.values()]
}
