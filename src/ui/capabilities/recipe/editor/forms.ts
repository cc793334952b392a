import { mergeGroups, type Condition, type MergeGroup, type StepSpec, type TextReading } from '../../../../contract'
import {
  chosen,
  faultOfNames,
  faultOfNumbers,
  faultOfPairs,
  isOn,
  many,
  numberOf,
  one,
  pairs,
  parts,
  type Draft,
  type Fault,
  type Field,
  type Form,
  type FormKind
} from './form'
import { joinForm } from './join-form'
import { LIKENESSES, likenessOf } from './likeness'
import { convertForm, datesForm, followForm, phoneForm } from './unifying-forms'

const column: Field = { name: 'column', type: 'column' }
const trimmed: Field = { name: 'trimmed', type: 'check' }
/** Parts of a new step lose the spaces around them; those of a step that says nothing of it keep them. */
const trims = (spec: { trim?: boolean } | null): boolean => (spec ? (spec.trim ?? false) : true)
const trimming = (draft: Draft): { trim?: boolean } => (isOn(draft, 'trimmed') ? { trim: true } : {})
/** Names of options cannot hold signs. */
export const OP_KEYS: Record<string, Condition['op']> = {
  is: '=',
  isNot: '<>',
  below: '<',
  atMost: '<=',
  above: '>',
  atLeast: '>=',
  among: 'in',
  contains: 'contains',
  missing: 'missing',
  present: 'present'
}
const opKey = (op: string): string => Object.keys(OP_KEYS).find((key) => OP_KEYS[key] === op) ?? 'is'
const takesValue = (draft: Draft): boolean => one(draft, 'test') !== 'missing' && one(draft, 'test') !== 'present'

/** The form of each kind of step that is made by hand; labels come with a file. */
export const FORMS: { [K in FormKind]: Form<K> } = {
  cast: {
    fields: [column, { name: 'reading', type: 'reading', shown: (draft) => one(draft, 'column') !== '' }],
    draft: (spec) => ({ column: spec?.column ?? '', reading: spec ? JSON.stringify(spec.reading) : '' }),
    spec: (draft) =>
      one(draft, 'column') && one(draft, 'reading')
        ? { kind: 'cast', column: one(draft, 'column'), reading: JSON.parse(one(draft, 'reading')) as TextReading }
        : null
  },
  missing: {
    fields: [column, { name: 'codes', type: 'text' }],
    draft: (spec) => ({ column: spec?.column ?? '', codes: spec?.values.map(String).join('; ') ?? '' }),
    spec: (draft) => {
      const values = parts(one(draft, 'codes'))
      return one(draft, 'column') && values.length ? { kind: 'missing', column: one(draft, 'column'), values } : null
    }
  },
  trim: {
    fields: [
      column,
      { name: 'spaces', type: 'choice', options: ['ends', 'all', 'keep'] },
      { name: 'letters', type: 'choice', options: ['keep', 'lower', 'upper', 'first'] }
    ],
    draft: (spec) => ({ column: spec?.column ?? '', spaces: spec?.spaces ?? 'all', letters: spec?.letters ?? 'keep' }),
    spec: (draft) => {
      const spaces = chosen(draft, 'spaces', ['ends', 'all', 'keep'])
      const letters = chosen(draft, 'letters', ['keep', 'lower', 'upper', 'first'])
      const does = spaces !== 'keep' || letters !== 'keep'
      return one(draft, 'column') && does ? { kind: 'trim', column: one(draft, 'column'), spaces, letters } : null
    }
  },
  replace: {
    fields: [
      column,
      { name: 'where', type: 'choice', options: ['part', 'cell', 'pattern'] },
      { name: 'find', type: 'text' },
      { name: 'with', type: 'text' },
      { name: 'ignoreCase', type: 'check' }
    ],
    draft: (spec) => ({
      column: spec?.column ?? '',
      where: spec?.how ?? 'part',
      find: spec?.find ?? '',
      with: spec?.with ?? '',
      ignoreCase: spec?.ignoreCase ?? false
    }),
    spec: (draft) =>
      one(draft, 'column') && one(draft, 'find')
        ? {
            kind: 'replace',
            column: one(draft, 'column'),
            how: chosen(draft, 'where', ['part', 'cell', 'pattern']),
            find: one(draft, 'find'),
            with: one(draft, 'with'),
            ignoreCase: isOn(draft, 'ignoreCase')
          }
        : null
  },
  merge: {
    fields: [column, { name: 'likeness', type: 'choice', options: LIKENESSES }, { name: 'clusters', type: 'clusters' }], // prettier-ignore
    draft: (spec) => ({
      column: spec?.column ?? '',
      likeness: spec ? (spec.likeness ?? likenessOf(mergeGroups(spec))) : 'key',
      clusters: spec ? mergeGroups(spec).map(({ into, variants }) => JSON.stringify({ into, variants })) : []
    }),
    fault: unnamedGroup,
    spec: mergeSpec
  },
  recode: {
    fields: [
      column,
      { name: 'codesByLine', type: 'values' },
      { name: 'others', type: 'choice', options: ['keep', 'missing'] }
    ],
    draft: (spec) => ({
      column: spec?.column ?? '',
      codesByLine: spec?.map.map(({ from, to }) => `${from} = ${to ?? ''}`).join('\n') ?? '',
      others: spec?.others ?? 'keep'
    }),
    fault: (draft) => faultOfPairs(one(draft, 'codesByLine')),
    spec: (draft) => {
      const map = pairs(one(draft, 'codesByLine'))
      return one(draft, 'column') && map?.length && !faultOfPairs(one(draft, 'codesByLine'))
        ? { kind: 'recode', column: one(draft, 'column'), map, others: chosen(draft, 'others', ['keep', 'missing']) }
        : null
    }
  },
  rescale: {
    fields: [
      column,
      { name: 'low', type: 'text' },
      { name: 'high', type: 'text' },
      { name: 'newLow', type: 'text' },
      { name: 'newHigh', type: 'text' }
    ],
    draft: (spec) => ({
      column: spec?.column ?? '',
      low: String(spec?.from[0] ?? 1),
      high: String(spec?.from[1] ?? 5),
      newLow: String(spec?.to[0] ?? 0),
      newHigh: String(spec?.to[1] ?? 100)
    }),
    fault: (draft) => faultOfNumbers(['low', 'high', 'newLow', 'newHigh'].map((name) => one(draft, name))),
    spec: (draft) => {
      const [low, high, newLow, newHigh] = ['low', 'high', 'newLow', 'newHigh'].map((name) => numberOf(one(draft, name))) // prettier-ignore
      if (!one(draft, 'column') || low == null || high == null || newLow == null || newHigh == null) return null
      return { kind: 'rescale', column: one(draft, 'column'), from: [low, high], to: [newLow, newHigh] }
    }
  },
  convert: convertForm,
  dates: datesForm,
  phone: phoneForm,
  follow: followForm,
  fill: {
    fields: [
      column,
      { name: 'how', type: 'choice', options: ['value', 'down', 'up', 'mean', 'median', 'mode'] },
      { name: 'value', type: 'text', shown: (draft) => one(draft, 'how') === 'value' },
      { name: 'by', type: 'columns', shown: (draft) => one(draft, 'how') !== 'value' }
    ],
    draft: (spec) => ({
      column: spec?.column ?? '',
      how: spec?.how ?? 'value',
      value: spec?.value == null ? '' : String(spec.value),
      by: spec?.by ?? []
    }),
    spec: (draft) => {
      const how = chosen(draft, 'how', ['value', 'down', 'up', 'mean', 'median', 'mode'])
      const value = how === 'value' ? one(draft, 'value') : null
      if (!one(draft, 'column') || value === '') return null
      return { kind: 'fill', column: one(draft, 'column'), how, value, by: how === 'value' ? [] : many(draft, 'by') }
    }
  },
  split: {
    fields: [column, { name: 'separator', type: 'text' }, { name: 'into', type: 'text' }, trimmed],
    draft: (spec) => ({
      column: spec?.column ?? '',
      separator: spec?.by ?? ';',
      into: spec?.into.join('; ') ?? '',
      trimmed: trims(spec)
    }),
    fault: (draft) => faultOfNames(parts(one(draft, 'into'))),
    spec: (draft) => {
      const into = parts(one(draft, 'into'))
      return one(draft, 'column') && one(draft, 'separator') && into.length && !faultOfNames(into)
        ? { kind: 'split', column: one(draft, 'column'), by: one(draft, 'separator'), into, ...trimming(draft) }
        : null
    }
  },
  unfold: {
    fields: [column, { name: 'separator', type: 'text' }, trimmed],
    draft: (spec) => ({ column: spec?.column ?? '', separator: spec?.by ?? ';', trimmed: trims(spec) }),
    spec: (draft) =>
      one(draft, 'column') && one(draft, 'separator')
        ? { kind: 'unfold', column: one(draft, 'column'), by: one(draft, 'separator'), ...trimming(draft) }
        : null
  },
  derive: {
    fields: [
      { name: 'as', type: 'text' },
      { name: 'expression', type: 'formula' }
    ],
    draft: (spec) => ({ as: spec?.as ?? '', expression: spec?.expression ?? '' }),
    spec: (draft) =>
      one(draft, 'as').trim() && one(draft, 'expression').trim()
        ? { kind: 'derive', as: one(draft, 'as').trim(), expression: one(draft, 'expression') }
        : null
  },
  filter: {
    fields: [
      { ...column, optional: true },
      { name: 'test', type: 'choice', options: Object.keys(OP_KEYS), shown: (draft) => one(draft, 'column') !== '' },
      { name: 'value', type: 'text', shown: (draft) => one(draft, 'column') !== '' && takesValue(draft) },
      { name: 'condition', type: 'formula' }
    ],
    draft: (spec) => {
      const [first] = spec?.filter.all ?? []
      return {
        column: first?.column ?? '',
        test: opKey(first?.op ?? '='),
        value: first?.values.map(String).join('; ') ?? '',
        condition: spec?.expression ?? '',
        rest: (spec?.filter.all.slice(1) ?? []).map((condition) => JSON.stringify(condition))
      }
    },
    spec: (draft) => {
      const expression = one(draft, 'condition').trim() ? one(draft, 'condition') : null
      const op = OP_KEYS[one(draft, 'test')] ?? '='
      const typed = one(draft, 'value')
      const values = takesValue(draft) ? (op === 'in' ? parts(typed) : typed === '' ? [] : [typed.trim()]) : []
      const isWhole = one(draft, 'column') !== '' && (values.length > 0 || !takesValue(draft))
      const first: Condition[] = isWhole ? [{ column: one(draft, 'column'), op, values }] : []
      const rest = many(draft, 'rest').map((condition) => JSON.parse(condition) as Condition)
      if (!first.length && !rest.length && expression === null) return null
      if (one(draft, 'column') !== '' && !isWhole) return null
      return { kind: 'filter', filter: { all: [...first, ...rest] }, expression }
    }
  },
  deduplicate: {
    fields: [
      { name: 'alike', type: 'columns' },
      { name: 'keep', type: 'choice', options: ['first', 'last', 'fullest', 'latest'], shown: (draft) => many(draft, 'alike').length > 0 }, // prettier-ignore
      { name: 'latest', type: 'column', shown: (draft) => many(draft, 'alike').length > 0 && one(draft, 'keep') === 'latest' } // prettier-ignore
    ],
    draft: (spec) => ({ alike: spec?.by ?? [], keep: spec?.keep ?? 'first', latest: spec?.latest ?? '' }),
    spec: (draft) => {
      const by = many(draft, 'alike')
      if (!by.length) return { kind: 'deduplicate' }
      const keep = chosen(draft, 'keep', ['first', 'last', 'fullest', 'latest'])
      if (keep !== 'latest') return { kind: 'deduplicate', by, keep }
      return one(draft, 'latest') ? { kind: 'deduplicate', by, keep, latest: one(draft, 'latest') } : null
    }
  },
  bin: {
    fields: [column, { name: 'as', type: 'text' }, { name: 'edges', type: 'text' }, { name: 'labels', type: 'text' }],
    draft: (spec) => ({
      column: spec?.column ?? '',
      as: spec?.as ?? '',
      edges: spec?.edges.join('; ') ?? '',
      labels: spec?.labels?.join('; ') ?? ''
    }),
    fault: (draft) => faultOfNumbers(parts(one(draft, 'edges'))),
    spec: (draft) => {
      const edges = parts(one(draft, 'edges')).map(numberOf)
      const known = edges.filter((edge) => edge !== null)
      const labels = parts(one(draft, 'labels'))
      if (!one(draft, 'column') || !one(draft, 'as').trim() || known.length < 2 || known.length < edges.length)
        return null
      return { kind: 'bin', column: one(draft, 'column'), as: one(draft, 'as').trim(), edges: known, labels: labels.length ? labels : null } // prettier-ignore
    }
  },
  join: joinForm,
  append: {
    fields: [{ name: 'table', type: 'table' }],
    draft: (spec) => ({ table: spec?.with ?? '' }),
    spec: (draft) => (one(draft, 'table') ? { kind: 'append', with: one(draft, 'table') } : null)
  },
  pivot: {
    fields: [
      { name: 'rows', type: 'columns' },
      { name: 'spread', type: 'column' },
      { name: 'spreadValues', type: 'values' },
      { name: 'measure', type: 'choice', options: ['count', 'sum', 'mean', 'min', 'max', 'first'] },
      { name: 'measured', type: 'column', optional: true }
    ],
    draft: (spec) => ({
      rows: spec?.rows ?? [],
      spread: spec?.column ?? '',
      spreadValues: spec?.values.map(({ value, as }) => (value === as ? value : `${value} = ${as}`)).join('\n') ?? '',
      measure: spec?.measure ?? 'count',
      measured: spec?.value ?? ''
    }),
    spec: (draft) => {
      const values = one(draft, 'spreadValues')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => pairs(line)?.[0] ?? { from: line.trim(), to: null })
        .map(({ from, to }) => ({ value: from, as: to ?? from }))
      const measure = chosen(draft, 'measure', ['count', 'sum', 'mean', 'min', 'max', 'first'])
      const value = one(draft, 'measured') || null
      if (!one(draft, 'spread') || !values.length || (measure !== 'count' && value === null)) return null
      return { kind: 'pivot', rows: many(draft, 'rows'), column: one(draft, 'spread'), values, measure, value }
    }
  },
  unpivot: {
    fields: [
      { name: 'turned', type: 'columns' },
      { name: 'nameColumn', type: 'text' },
      { name: 'valueColumn', type: 'text' }
    ],
    draft: (spec) => ({ turned: spec?.columns ?? [], nameColumn: spec?.name ?? '', valueColumn: spec?.value ?? '' }),
    spec: (draft) => {
      const [name, value] = [one(draft, 'nameColumn').trim(), one(draft, 'valueColumn').trim()]
      const columns = many(draft, 'turned')
      return columns.length && name && value ? { kind: 'unpivot', columns, name, value } : null
    }
  },
  pseudonymise: {
    fields: [{ name: 'hidden', type: 'columns' }],
    draft: (spec) => ({ hidden: spec?.columns ?? [] }),
    spec: (draft) => {
      const columns = many(draft, 'hidden')
      return columns.length ? { kind: 'pseudonymise', columns } : null
    }
  },
  drop: {
    fields: [{ name: 'dropped', type: 'columns' }],
    draft: (spec) => ({ dropped: spec?.columns ?? [] }),
    spec: (draft) => {
      const columns = many(draft, 'dropped')
      return columns.length ? { kind: 'drop', columns } : null
    }
  }
}

/** A form with its kind forgotten: what stands under a kind takes its specs. */
export function formOf(kind: FormKind): Form {
  return FORMS[kind] as unknown as Form
}

export function hasForm(kind: StepSpec['kind']): kind is FormKind {
  return kind in FORMS
}

/** The groups that write something; one made by hand may have no text yet. */
function groupsOf(draft: Draft): MergeGroup[] {
  return many(draft, 'clusters').flatMap((cluster) => {
    const { variants, into } = JSON.parse(cluster) as MergeGroup
    return variants.length ? [{ variants, into: into.trim() }] : []
  })
}

/** Chosen clusters: one step, however many. */
function mergeSpec(draft: Draft): StepSpec | null {
  const groups = groupsOf(draft)
  const [first, ...more] = groups
  const column = one(draft, 'column')
  const likeness = chosen(draft, 'likeness', LIKENESSES)
  const isTold = likeness === likenessOf(groups)
  return column && first && !unnamedGroup(draft)
    ? { kind: 'merge', column, ...first, ...(more.length ? { more } : {}), ...(isTold ? {} : { likeness }) }
    : null
}

function unnamedGroup(draft: Draft): Fault | null {
  const unnamed = groupsOf(draft).find(({ into }) => into === '')
  return unnamed ? { why: 'noGroupName', what: unnamed.variants[0] ?? '' } : null
}
