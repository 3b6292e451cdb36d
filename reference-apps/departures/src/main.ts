import { runProcess } from '@headway/kit/process'
import { departuresProcess } from './live/departures-process.ts'

await runProcess(departuresProcess)
