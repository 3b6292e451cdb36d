import { choosePooled } from './steps/choose-pooled.ts'
import { evaluate } from './steps/evaluate.ts'
import { prepare } from './steps/prepare.ts'
import { train } from './steps/train.ts'
import { trainPooled } from './steps/train-pooled.ts'

/** What a worker loads: every step of the departures pipeline. */
export const departuresSteps = [prepare, choosePooled, trainPooled, train, evaluate]
