export { closeProject, openProject, PROJECT_EXTENSION, type OpenOptions } from './open'
export { COLLECTIONS, type Collection } from './migrations'
export { missingDocument, Project, type ChangeScope, type Derivation } from './project'
export { forget, knownProjects, remember } from './known'
