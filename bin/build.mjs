import { build } from './build-if-needed.mjs'

/** `npm run build`. */
build()
