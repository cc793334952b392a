#!/usr/bin/env node
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfNeeded, root } from './build-if-needed.mjs'

buildIfNeeded()
await import(pathToFileURL(join(root, 'out', 'main', 'cli.js')).href)
