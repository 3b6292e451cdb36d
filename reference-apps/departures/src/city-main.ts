import { runProcess } from '@headway/kit/process'
import { cityProcess } from './city/process/city-process.ts'

await runProcess(cityProcess)
