// A stock x402 client buys one answer: node x402-client.mjs URL PRIVATE-KEY BODY
import { ExactEvmScheme } from '@x402/evm'
import { wrapFetchWithPaymentFromConfig } from '@x402/fetch'
import { privateKeyToAccount } from 'viem/accounts'

const [url, key, body] = process.argv.slice(2)
const pay = wrapFetchWithPaymentFromConfig(fetch, {
  schemes: [{ network: 'eip155:*', client: new ExactEvmScheme(privateKeyToAccount(key)) }],
  spendControls: false,
})
const response = await pay(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
const answer = await response.json()
console.log(JSON.stringify({ status: response.status, answer: answer.choices?.[0]?.message?.content ?? answer }))
