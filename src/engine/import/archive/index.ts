export { openArchive, type Archive } from './openArchive'
export type { ExtractOptions } from './extractZip'
export type { ArchiveMember } from './members'
export { zipNames } from './zip'
