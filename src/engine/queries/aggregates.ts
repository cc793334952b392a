import type { Node } from '../tables'

const AGGREGATES = /^(count|count_star|count_if|countif|sum|avg|mean|median|mode|min|max|stddev|stddev_samp|stddev_pop|variance|var_samp|var_pop|quantile|quantile_cont|quantile_disc|approx_count_distinct|approx_quantile|corr|covar_samp|covar_pop|regr_\w+|bool_and|bool_or|skewness|kurtosis|mad|entropy|product|fsum|favg|sem|string_agg|list)$/i // prettier-ignore

/** True for a call of an aggregate function in a parse tree. */
export function isAggregate(node: Node): boolean {
  return node.class === 'FUNCTION' && AGGREGATES.test(String(node.function_name))
}
