import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { findChromium } from './test/support/chromium.ts'

const chromium = await findChromium()

// Packages export their TypeScript under this condition, so tests run the source and need no build.
const browserSource = { resolve: { conditions: ['@tabel/source', 'module', 'browser', 'development|production'] } }
const nodeConditions = ['@tabel/source', 'module', 'node', 'development|production']
const nodeSource = {
  resolve: { conditions: nodeConditions },
  ssr: { resolve: { conditions: nodeConditions, externalConditions: ['node'] } },
}

// A machine that is busy is slow, not wrong: what is waited for may take its time.
const patient = { expect: { poll: { timeout: 45_000 } } }

// CI counts tests from this file; people read the terminal.
const report = process.env['TABEL_TEST_REPORT']

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      { ...nodeSource, test: { ...patient, name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000 } },
      { ...nodeSource, test: { ...patient, name: 'property', include: ['test/property/**/*.test.ts'], testTimeout: 120_000 } },
      { ...nodeSource, test: { ...patient, name: 'scenario', include: ['test/scenario/**/*.test.ts'], testTimeout: 60_000 } },
      { ...nodeSource, test: { ...patient, name: 'forms', include: ['test/forms/**/*.test.ts'], testTimeout: 60_000 } },
      {
        ...nodeSource,
        test: {
          ...patient,
          name: 'server',
          include: ['test/server/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...browserSource,
        // The element uses Lit's legacy decorators; without this the dependency scan stops the first run with a reload.
        optimizeDeps: {
          include: [
            'lit',
            'lit/decorators.js',
            'lit/directives/guard.js',
            'lit/directives/repeat.js',
            'hyperformula',
            'idb',
            '@univerjs/core',
            '@univerjs/core/facade',
            '@univerjs/design',
            '@univerjs/design/locale/ru-RU',
            '@univerjs/docs',
            '@univerjs/docs-ui',
            '@univerjs/docs-ui/locale/ru-RU',
            '@univerjs/engine-formula',
            '@univerjs/engine-render',
            '@univerjs/sheets',
            '@univerjs/sheets/facade',
            '@univerjs/sheets/locale/ru-RU',
            '@univerjs/sheets-ui',
            '@univerjs/sheets-ui/facade',
            '@univerjs/sheets-ui/locale/ru-RU',
            '@univerjs/themes',
            '@univerjs/ui',
            '@univerjs/ui/facade',
            '@univerjs/ui/locale/ru-RU',
            'ajv/dist/2020.js',
            'jsonc-parser',
          ],
        },
        test: {
          ...patient,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1280, height: 800 },
            locators: { testIdAttribute: 'data-cell' },
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: { executablePath: chromium.executablePath, env: chromium.env, args: [...chromium.args] },
            }),
          },
        },
      },
      ...(process.env['TABEL_TEST_OFFICE']
        ? [
            {
              ...nodeSource,
              test: {
                ...patient,
                name: 'office',
                include: ['test/office/**/*.test.ts'],
                // The first test of a file waits for LibreOffice to open all its workbooks.
                testTimeout: 900_000,
                fileParallelism: false,
              },
            },
          ]
        : []),
      {
        ...nodeSource,
        test: {
          ...patient,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
