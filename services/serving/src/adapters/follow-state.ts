import { Wake } from './wake.ts'

/** How the loop that follows the aliases is getting on, and the way to wake it. */
export class FollowState {
  readonly changed = new Wake()
  /** Null until the desired state was read once. */
  lastReadAt: Date | null = null
}
