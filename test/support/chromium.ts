import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, chmod, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { extract } from 'tar-fs'

/** A Chromium that can be started: its path, the environment and the flags it needs. */
export interface Browser {
  readonly executablePath: string
  readonly env: Record<string, string>
  readonly args: string[]
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']

/** `CHROMIUM_PATH`, else an installed Chromium, else the one in the npm package @sparticuz/chromium, unpacked once with its own libraries and fonts. */
export async function findChromium(): Promise<Browser> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter((e): e is [string, string] => e[1] !== undefined))
  const path = process.env['CHROMIUM_PATH'] ?? installed.find((p) => existsSync(p))
  if (path) return { executablePath: path, env: inherited, args: flags }
  const home = await unpackOnce()
  return {
    executablePath: join(home, 'chromium'),
    args: flags,
    env: {
      ...inherited,
      LD_LIBRARY_PATH: [join(home, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
      FONTCONFIG_PATH: join(home, 'fonts'),
      FONTCONFIG_FILE: join(home, 'fonts', 'fonts.conf'),
    },
  }
}

async function unpackOnce(): Promise<string> {
  const require = createRequire(import.meta.url)
  const root = resolve(dirname(require.resolve('@sparticuz/chromium')), '..', '..')
  const { version } = require(join(root, 'package.json')) as { version: string }
  const cache = resolve(root, '..', '..', '.cache')
  const home = join(cache, `tabel-chromium-${version}`)
  if (existsSync(home)) return home
  await mkdir(cache, { recursive: true })
  const half = await mkdtemp(`${home}.`)
  await pipeline(
    createReadStream(join(root, 'bin', 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(half, 'chromium')),
  )
  await chmod(join(half, 'chromium'), 0o755)
  for (const name of ['al2023', 'fonts', 'swiftshader'])
    await pipeline(
      createReadStream(join(root, 'bin', `${name}.tar.br`)),
      createBrotliDecompress(),
      extract(name === 'swiftshader' ? half : join(half, name)),
    )
  // The package's own fonts.conf looks elsewhere; ours looks where we unpacked.
  await writeFile(
    join(half, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(home, 'fonts', 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(home, 'fonts-cache')}</cachedir></fontconfig>`,
  )
  await rename(half, home).catch(async () => {
    await rm(half, { recursive: true, force: true })
  })
  return home
}
