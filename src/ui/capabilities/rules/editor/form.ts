import { isoDay } from '../../../parts'
import {
  DEFAULT_THRESHOLDS,
  DIMENSION_OF,
  type ColumnInfo,
  type CompareOp,
  type Condition,
  type Filter,
  type JoinPair,
  type ScoreDimension,
  type RuleDraft,
  type RuleKind,
  type RuleSpec,
  type Scalar,
  type TableRef,
  type Thresholds
} from '../../../../contract'

/** One condition as it is typed; several values are parted by semicolons. */
export type ConditionForm = { column: string; op: Condition['op']; value: string }

/** A rule as it is typed: all that any kind asks for, so that a change of kind loses nothing. */
export type RuleForm = {
  kind: RuleKind
  column: string
  columns: readonly string[]
  min: string
  max: string
  values: string
  pattern: string
  whole: boolean
  to: string
  pairs: readonly JoinPair[]
  normalise: boolean
  left: string
  op: CompareOp
  right: string
  total: string
  parts: readonly string[]
  sign: '+' | '*'
  tolerance: number
  determinant: readonly string[]
  dependent: string
  when: readonly ConditionForm[]
  then: readonly ConditionForm[]
  condition: string
  name: string
  missing: RuleDraft['missing']
  filter: Filter | undefined
  segment: string
  thresholds: Thresholds
  /** Null for that of its kind. */
  dimension: ScoreDimension | null
  schema: TableRef['schema']
}

export const EMPTY_CONDITION: ConditionForm = { column: '', op: '=', value: '' }
const EMPTY: RuleForm = {
  kind: 'range',
  column: '',
  columns: [],
  min: '',
  max: '',
  values: '',
  pattern: '',
  whole: true,
  to: '',
  pairs: [{ left: '', right: '' }],
  normalise: false,
  left: '',
  op: '<=',
  right: '',
  total: '',
  parts: [],
  sign: '+',
  tolerance: 0.01,
  determinant: [],
  dependent: '',
  when: [EMPTY_CONDITION],
  then: [EMPTY_CONDITION],
  condition: '',
  name: '',
  missing: 'apart',
  filter: undefined,
  segment: '',
  thresholds: DEFAULT_THRESHOLDS,
  dimension: null,
  schema: 'clean'
}

/** The form of a rule, or an empty one. */
export function formOf(draft: RuleDraft | null): RuleForm {
  if (!draft) return EMPTY
  const { spec, name, missing, filter, segment, thresholds, dimension, table } = draft
  return {
    ...EMPTY,
    ...typed(spec),
    name,
    missing,
    filter,
    segment: segment ?? '',
    thresholds,
    dimension: dimension === DIMENSION_OF[spec.kind] ? null : dimension,
    schema: table.schema
  }
}

/** The rule that a form says; null where something is still to be said. */
export function draftOf(form: RuleForm, table: TableRef, columns: readonly ColumnInfo[]): RuleDraft | null {
  const spec = specOf(form, columns)
  return (
    spec && {
      table: { schema: form.schema, name: table.name },
      spec,
      name: form.name.trim(),
      missing: form.missing,
      ...(form.filter?.all.length ? { filter: form.filter } : {}),
      segment: form.segment || null,
      thresholds: form.thresholds,
      dimension: form.dimension ?? DIMENSION_OF[form.kind]
    }
  )
}

function typed(spec: RuleSpec): Partial<RuleForm> & Pick<RuleForm, 'kind'> {
  const bound = (value: Scalar): string => (value === null ? '' : String(value))
  switch (spec.kind) {
    case 'range':
      return { ...spec, min: bound(spec.min), max: bound(spec.max) }
    case 'set':
      return { ...spec, values: spec.values.join('\n') }
    case 'relation':
      return { kind: 'relation', to: spec.to, pairs: spec.on, normalise: spec.normalise }
    case 'implies':
      return { kind: 'implies', when: spec.when.map(typedCondition), then: spec.then.map(typedCondition) }
    default:
      return spec
  }
}

function specOf(form: RuleForm, columns: readonly ColumnInfo[]): RuleSpec | null {
  const { kind, column } = form
  switch (kind) {
    case 'range': {
      const [min, max] = [readBound(form.min, column, columns), readBound(form.max, column, columns)]
      return column && (min !== null || max !== null) ? { kind, column, min, max } : null
    }
    case 'set': {
      const lines = form.values.split(/\r?\n/).filter((line) => line !== '')
      // Texts are as the column writes them, spaces too.
      const read = (line: string): string => (isText(column, columns) ? line : String(readBound(line, column, columns) ?? line)) // prettier-ignore
      const values = [...new Set(lines.map(read))]
      return column && values.length ? { kind, column, values } : null
    }
    case 'regex':
      return column && form.pattern ? { kind, column, pattern: form.pattern, whole: form.whole } : null
    case 'not_null':
      return column ? { kind, column } : null
    case 'unique':
      return form.columns.length ? { kind, columns: [...form.columns] } : null
    case 'relation': {
      const on = form.pairs.filter(({ left, right }) => left && right)
      return form.to && on.length ? { kind, to: form.to, on, normalise: form.normalise } : null
    }
    case 'compare':
      return form.left && form.right ? { kind, left: form.left, op: form.op, right: form.right } : null
    case 'total':
      return form.total && form.parts.length > 1
        ? { kind, total: form.total, parts: [...form.parts], sign: form.sign, tolerance: form.tolerance }
        : null
    case 'depends':
      return form.determinant.length && form.dependent
        ? { kind, determinant: [...form.determinant], dependent: form.dependent }
        : null
    case 'implies': {
      const [when, then] = [readConditions(form.when, columns), readConditions(form.then, columns)]
      return when && then ? { kind, when, then } : null
    }
    case 'sql':
      return form.condition.trim() ? { kind, condition: form.condition } : null
  }
}

/** Numbers as French or English write them, days also as 31/03/2024, the day first; anything else stays a text, which the engine reads or refuses. */
export function readBound(text: string, column: string, columns: readonly ColumnInfo[]): Scalar {
  const bare = text.trim()
  if (!bare) return null
  const type = columns.find(({ name }) => name === column)?.type ?? ''
  if (/^(DATE|TIMESTAMP)/.test(type)) return isoDay(bare)
  if (!isNumber(type)) return bare
  const plain = bare.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  // What a number cannot hold exactly crosses as it was typed.
  return /^[+-]?\d*\.?\d+(e[+-]?\d+)?$/i.test(plain) && plain.length < 16 ? Number(plain) : plain
}

function isText(column: string, columns: readonly ColumnInfo[]): boolean {
  return columns.find(({ name }) => name === column)?.type === 'VARCHAR'
}

function isNumber(type: string): boolean {
  return /^(DECIMAL|U?(TINY|SMALL|BIG|HUGE)?INT|FLOAT|DOUBLE)/.test(type)
}

/** Conditions take no value, one, two, or several. */
export const NO_VALUE: readonly Condition['op'][] = ['missing', 'present']
const SEVERAL: readonly Condition['op'][] = ['in', 'not in', 'between', 'word', 'not word']

function readConditions(forms: readonly ConditionForm[], columns: readonly ColumnInfo[]): Condition[] | null {
  const read = forms.map(({ column, op, value }): Condition | null => {
    if (!column) return null
    if (NO_VALUE.includes(op)) return { column, op, values: [] }
    const parts = SEVERAL.includes(op) ? value.split(';') : [value]
    const values = parts.map((part) => readBound(part, column, columns)).filter((one) => one !== null)
    return values.length && (op !== 'between' || values.length === 2) ? { column, op, values } : null
  })
  return read.every((one) => one !== null) ? read : null
}

function typedCondition({ column, op, values }: Condition): ConditionForm {
  return { column, op, value: values.map((value) => (value === null ? '' : String(value))).join('; ') }
}
