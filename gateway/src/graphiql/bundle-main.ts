import { bundleGraphiql } from './bundle.ts'

// A process of its own: bundling takes some 700 MB, which the gateway would keep for good.
process.stdout.write(await bundleGraphiql(process.argv[2] ?? ''))
