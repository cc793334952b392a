import type { JoinKeys, NewLook } from '../../contract'

/** The look that a match report is: a check of keys, which compares no groups. */
export function lookOf({ left, right, on }: Pick<JoinKeys, 'on'> & { left: string; right: string }): NewLook {
  const keys = on.map((pair) => `${pair.left} = ${pair.right}`).join(', ')
  return {
    kind: 'relation',
    tables: [...new Set([left, right])],
    columns: on.flatMap((pair) => [
      { table: left, column: pair.left },
      { table: right, column: pair.right }
    ]),
    segment: null,
    filter: null,
    figure: {
      fr: `correspondances entre « ${left} » et « ${right} » (${keys})`,
      en: `matches between “${left}” and “${right}” (${keys})`
    },
    comparisons: 0
  }
}
