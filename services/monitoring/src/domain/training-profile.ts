/** How the training features of one partition were distributed; arrays are packed feature by feature. */
export type TrainingProfile = {
  partition: string
  count: number
  features: string[]
  means: number[]
  deviations: number[]
  /** features × 15 */
  edges: number[]
  /** features × 16 */
  counts: number[]
}
