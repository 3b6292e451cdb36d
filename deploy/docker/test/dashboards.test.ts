import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const suffixes = { Counter: ['_total'], Histogram: ['_bucket', '_sum', '_count'] } as Record<string, string[]>

/** What Prometheus adds to every series, and to the buckets of a histogram. */
const usualLabels = ['job', 'instance', 'le']

/** Metrics of the instrumentations of OpenTelemetry, of Prometheus, and of the collector; and their labels. */
const ofLibraries: [string, string[]][] = [
  ...(suffixes.Histogram as string[]).flatMap((suffix): [string, string[]][] => [
    [`http_server_request_duration${suffix}`, ['http_response_status_code']],
    [`db_client_operation_duration${suffix}`, []],
    [`traces_span_metrics_duration_milliseconds${suffix}`, ['service_name', 'span_name']],
  ]),
  ['db_client_connection_count', ['db_client_connection_state']],
  ['db_client_connection_pending_requests', []],
  ['traces_span_metrics_calls_total', ['service_name', 'span_name']],
  ['up', []],
]

/** Every metric there is, as Prometheus names it, with the words of the file that makes it: its labels are among them. */
async function listMetrics(): Promise<Map<string, Set<string>>> {
  const found = new Map(ofLibraries.map(([name, labels]) => [name, new Set(labels)]))
  const sources = glob('{packages,services,gateway,reference-apps,deploy}/{src,*/src}/**/*.ts', {
    cwd: repository,
  })
  for await (const path of sources) {
    const text = await readFile(`${repository}/${path}`, 'utf8')
    const isMaker = text.includes('metrics.getMeter(')
    if (!isMaker) continue
    const words = new Set(text.match(/\w+/g))
    // Made where it is named, or by a function of that file that is given the name.
    for (const [, maker = '', name = ''] of text.matchAll(/(\w+)\(\s*'([a-z]+\.[a-z._]+)'/g)) {
      const kind = /(Counter|Histogram)$/.exec(maker)?.[1] ?? 'Gauge'
      for (const suffix of suffixes[kind] ?? ['']) found.set(name.replaceAll('.', '_') + suffix, words)
    }
  }
  return found
}

async function listExpressions(): Promise<string[]> {
  const expressions: string[] = []
  for await (const path of glob('deploy/observability/grafana/dashboards/*.json', { cwd: repository })) {
    JSON.parse(await readFile(`${repository}/${path}`, 'utf8'), (key, value) => {
      if (key === 'expr') expressions.push(value)
      return value
    })
  }
  const rules = await readFile(`${repository}/deploy/observability/prometheus/rules.yml`, 'utf8')
  for (const [, expression = ''] of rules.matchAll(/^ +expr: (.*)$/gm)) expressions.push(expression)
  return expressions
}

/** The selectors of an expression: metric, and the labels it is chosen by. */
function selectors(expression: string): { metric: string; labels: string[] }[] {
  const bare = expression.replaceAll(/\b(by|without) *\([^)]*\)/g, '')
  return [...bare.matchAll(/\b([a-z_][a-z0-9_]+)\b(?! *\()(?:\{([^}]*)\})?/g)]
    .filter(([, word]) => !['or', 'and', 'unless', 'offset'].includes(word as string))
    .filter(({ index }) => !isInside(bare, index))
    .map(([, metric = '', matchers = '']) => ({
      metric,
      labels: [...matchers.matchAll(/(\w+) *[=!]/g)].map(([, label = '']) => label),
    }))
}

/** Whether a place lies within the braces of a selector or the brackets of a range. */
function isInside(text: string, index: number): boolean {
  const before = text.slice(0, index)
  return (
    before.lastIndexOf('{') > before.lastIndexOf('}') || before.lastIndexOf('[') > before.lastIndexOf(']')
  )
}

test('every metric and label that a dashboard or an alert names is one that a process shows', async () => {
  const metrics = await listMetrics()
  const expressions = await listExpressions()

  const unknown = expressions.flatMap((expression) => {
    const grouped = [...expression.matchAll(/\b(?:by|without) *\(([^)]*)\)/g)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    )
    return selectors(expression).flatMap(({ metric, labels }) => {
      const known = metrics.get(metric)
      if (!known) return [`${metric} in ${expression}`]
      const strange = [...labels, ...grouped].filter(
        (name) => !usualLabels.includes(name) && !known.has(name),
      )
      return strange.map((name) => `${metric}{${name}} in ${expression}`)
    })
  })

  expect(expressions.length).toBeGreaterThan(50)
  expect(unknown).toEqual([])
})
