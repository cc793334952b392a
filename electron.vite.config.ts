import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** Three builds: Node programs (shell, engine process, command line), the preload bridge, and the UI. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: at('src/main/index.ts'),
          engine: at('src/main/engine.ts'),
          cli: at('src/cli/index.ts')
        }
      }
    }
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: at('src/ui'),
    plugins: [react()],
    build: {
      outDir: at('out/ui'),
      rollupOptions: { input: { index: at('src/ui/index.html') } },
      assetsInlineLimit: 0,
      minify: true,
      modulePreload: { polyfill: false }
    }
  }
})
