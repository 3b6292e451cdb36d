// Runs in the browser: JavaScript, since the types of the checkout are those of Node.
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { createClient } from 'graphql-ws'
import { createElement as h, useState } from 'react'
import { createRoot } from 'react-dom/client'

const kept = 'headway.token'
const isToken = /^(hw_[\w-]{43}|[\w-]+\.[\w-]+\.[\w-]+)$/
const endpoint = new URL('graphql', new URL('..', document.baseURI))

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => {
    const name = label === 'graphql' || label === 'json' ? label : 'editor'
    return new Worker(new URL(`${name}.worker.js`, import.meta.url), { type: 'module' })
  },
}

function createFetcher(token) {
  const headers = token === '' ? {} : { authorization: `Bearer ${token}` }
  const socket = new URL(endpoint)
  socket.protocol = socket.protocol.replace('http', 'ws')
  return createGraphiQLFetcher({
    url: endpoint.href,
    headers,
    wsClient: createClient({ url: socket.href, lazy: true, connectionParams: headers }),
  })
}

function Page() {
  const [token, setToken] = useState(sessionStorage.getItem(kept) ?? '')
  const take = (text) => {
    const plain = text.trim().replace(/^Bearer +/i, '')
    // Half a token is not tried.
    if (plain !== '' && !isToken.test(plain)) return
    sessionStorage.setItem(kept, plain)
    setToken(plain)
  }
  const field = h('input', {
    type: 'password',
    defaultValue: token,
    placeholder: 'API token (hw_…), kept until this tab is closed',
    autoComplete: 'off',
    onChange: (event) => take(event.target.value),
  })
  const hint = 'paste the token that npm start printed'
  return h(
    'div',
    { className: 'page' },
    h('label', { className: 'token' }, 'Headway token', field, token === '' ? hint : ''),
    // Another token makes another page: the schema is asked for anew.
    token === ''
      ? null
      : h('div', { className: 'editor' }, h(GraphiQL, { key: token, fetcher: createFetcher(token) })),
  )
}

createRoot(document.getElementById('graphiql')).render(h(Page))
