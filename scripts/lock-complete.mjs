// Fails when package-lock.json lacks an optional (platform) package that a locked package names: `npm ci` would refuse such a lock.
import { readFileSync } from 'node:fs'
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const paths = Object.keys(packages)
const missing = new Set()
for (const { optionalDependencies = {} } of Object.values(packages))
  for (const name of Object.keys(optionalDependencies))
    if (!paths.some((path) => path.endsWith(`node_modules/${name}`))) missing.add(name)
if (missing.size) {
  console.error(`package-lock.json lacks ${missing.size}: ${[...missing].join(', ')}`)
  process.exitCode = 1
}
