// usage: node node.mjs REPOSITORY PORT
// A real IPFS node without a network, its API on loopback. Prints the API's address once it answers.
import { create } from 'ipfs-core'
import { HttpApi } from 'ipfs-http-server'

const [repo, port] = process.argv.slice(2)
const ipfs = await create({
  repo,
  offline: true,
  silent: true,
  init: { emptyRepo: true },
  config: {
    Addresses: { Swarm: [], API: `/ip4/127.0.0.1/tcp/${port}`, Gateway: '', RPC: '' },
    Bootstrap: []
  }
})
const api = new HttpApi(ipfs)
await api.start()
console.log(`ready ${api._apiServers[0].info.uri}`)

process.stdin.on('end', () => process.exit(0)).resume()
