import type { RuleKind, RuleSpec } from '../../../contract'
import { compare } from './compare'
import { depends } from './depends'
import { implies } from './implies'
import type { Kind, KindOf } from './kind'
import { notNull } from './not-null'
import { range } from './range'
import { regex } from './regex'
import { relation } from './relation'
import { set } from './set'
import { sql } from './sql'
import { total } from './total'
import { unique } from './unique'

const KINDS: { [K in RuleKind]: KindOf<K> } = {
  range,
  set,
  regex,
  not_null: notNull,
  unique,
  relation,
  compare,
  total,
  depends,
  implies,
  sql
}

/** The kind of a rule. */
export function kindOf<S extends RuleSpec>(spec: S): Kind<S> {
  return KINDS[spec.kind] as unknown as Kind<S>
}
