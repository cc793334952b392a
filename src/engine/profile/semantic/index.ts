export { hints, type Hint } from './hints'
export { readingOf } from './reading'
export { semanticOf } from './semantic'
export { plainText, wordsOf } from './words'
