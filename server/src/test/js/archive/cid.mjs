// usage: node cid.mjs file PATH | directory PATH
// Prints the CID that ipfs-unixfs-importer gives with the pinned profile.
import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { BlackHoleBlockstore } from 'blockstore-core/black-hole'
import { importer } from 'ipfs-unixfs-importer'

const [kind, path] = process.argv.slice(2)

function * entries (directory, prefix) {
  const children = readdirSync(directory, { withFileTypes: true })
  if (children.length === 0) {
    yield { path: prefix }
  }
  for (const child of children) {
    const inside = `${prefix}/${child.name}`
    if (child.isDirectory()) {
      yield * entries(join(directory, child.name), inside)
    } else {
      yield { path: inside, content: createReadStream(join(directory, child.name)) }
    }
  }
}

const source = kind === 'directory' ? entries(path, 'root') : [{ path: 'root', content: createReadStream(path) }]
let last
for await (const entry of importer(source, new BlackHoleBlockstore(), { profile: 'unixfs-v1-2025' })) {
  if (entry.path === 'root' || entry.path === '') {
    last = entry
  }
}
console.log(last.cid.toString())
