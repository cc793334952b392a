import { project } from './project'
import { sources } from './sources'
import { tables } from './tables'

/** Every call of the product, by capability. Engine and UI both meet it; neither imports the other. */
export const contract = { project, sources, tables }

export * from './call'
export * from './common'
export * from './project'
export * from './sources'
export * from './tables'
