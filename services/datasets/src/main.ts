import { run } from '@headway/kit/run'
import { service } from './service.ts'

await run(service)
