// usage: node car.mjs read PATH | copy FROM TO
// read prints the roots and then each block's CID after checking its hash; copy writes the same blocks anew.
import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CarBlockIterator, CarWriter } from '@ipld/car'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'

const [verb, from, to] = process.argv.slice(2)
const blocks = await CarBlockIterator.fromIterable(createReadStream(from))
const roots = await blocks.getRoots()

if (verb === 'read') {
  console.log(roots.join(' '))
  for await (const { cid, bytes } of blocks) {
    if (!CID.createV1(cid.code, await sha256.digest(bytes)).equals(cid)) {
      throw new Error(`block ${cid} has other bytes`)
    }
    console.log(cid.toString())
  }
} else {
  const { writer, out } = CarWriter.create(roots)
  const written = pipeline(Readable.from(out), createWriteStream(to))
  for await (const block of blocks) {
    await writer.put(block)
  }
  await writer.close()
  await written
}
