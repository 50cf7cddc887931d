// usage: node provider.mjs CLIENT SECRET
// A real OpenID provider on loopback, with people that are made up: whoever signs in as NAME.GROUP.GROUP is NAME and
// in these groups. Any password is right. Prints its address once it answers.
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

const [client, secret] = process.argv.slice(2)
const server = createServer()
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const issuer = `http://127.0.0.1:${server.address().port}`

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: client,
      client_secret: secret,
      // Only such a client may come from any port of this machine.
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/api/v1/session/oidc/callback']
    }
  ],
  cookies: { keys: ['synthetic'] },
  claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email'], groups: ['groups'] },
  findAccount: (_, login) => {
    const [name, ...groups] = login.split('.')
    return { accountId: login, claims: () => ({ sub: name, preferred_username: name, groups }) }
  }
})
server.on('request', provider.callback())
console.log(`ready ${issuer}`)

process.stdin.on('end', () => process.exit(0)).resume()
