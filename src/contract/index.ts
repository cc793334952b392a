import { anomalies } from './anomalies'
import { charts } from './charts'
import { codebook } from './codebook'
import { compare } from './compare'
import { exercises } from './exercises'
import { exploration } from './exploration'
import { filters } from './filters'
import { findings } from './findings'
import { pivot } from './pivot'
import { plan } from './plan'
import { prioritise } from './prioritise'
import { workstreams } from './workstreams'
import { profile } from './profile'
import { project } from './project'
import { register } from './register'
import { relations } from './relations'
import { report } from './report'
import { queries } from './queries'
import { recipe } from './recipe'
import { satisfaction } from './satisfaction'
import { rules } from './rules'
import { sources } from './sources'
import { tables } from './tables'

/** Every call of the product, by capability. Engine and UI both meet it; neither imports the other. */
export const contract = {
  exercises,
  project,
  recipe,
  sources,
  tables,
  filters,
  compare,
  codebook,
  profile,
  pivot,
  relations,
  anomalies,
  register,
  rules,
  charts,
  report,
  findings,
  queries,
  workstreams,
  prioritise,
  plan,
  satisfaction,
  exploration
}

export * from './anomalies'
export * from './anomaly-words'
export * from './call'
export * from './charts'
export * from './codebook'
export * from './common'
export * from './compare'
export * from './encoding-names'
export * from './exercises'
export * from './exploration'
export * from './filter-line'
export * from './filters'
export * from './findings'
export * from './inner-marks'
export * from './profile'
export * from './project'
export * from './queries'
export * from './register'
export * from './relations'
export * from './report'
export * from './recipe'
export * from './rules'
export * from './satisfaction'
export * from './shape-words'
export * from './sources'
export * from './table-facts'
export * from './tables'
export * from './pivot'
export * from './plan'
export * from './prioritise'
export * from './workstreams'
export * from './told-share'
export * from './step-columns'
export * from './step-effects'
export * from './type-words'
export * from './typography'
export * from './unifying-steps'
export * from './unit-ratios'
