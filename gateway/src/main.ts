import { runProcess } from '@headway/kit/process'
import { gateway } from './gateway.ts'

await runProcess(gateway)
