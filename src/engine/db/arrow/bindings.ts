import { createRequire } from 'node:module'
import type * as NodeBindings from '@duckdb/node-bindings'

const hereRequire = createRequire(import.meta.url)

/**
 * DuckDB's raw vector functions, exactly the ones that @duckdb/node-api itself runs on.
 * Its vector classes hide their typed arrays and copy every text twice, hence this way round them.
 */
export const bindings = createRequire(hereRequire.resolve('@duckdb/node-api'))(
  '@duckdb/node-bindings'
) as typeof NodeBindings

export type RawVector = NodeBindings.Vector
