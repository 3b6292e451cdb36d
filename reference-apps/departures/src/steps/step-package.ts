/** What the code version of the steps is made from. */
export const stepPackage = new URL('../../', import.meta.url)
