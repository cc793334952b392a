import { configure } from '@testing-library/react'

/** What a test waits for on a screen may take long where many run at once; a second, the default, has failed such tests. */
configure({ asyncUtilTimeout: 10_000 })
