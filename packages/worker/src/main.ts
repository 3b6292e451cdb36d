import { runProcess } from '@headway/kit/process'
import { workerProcess } from './worker-process.ts'

await runProcess(workerProcess)
