/** The folder of the checkout. */
export const repositoryRoot = new URL('../../../', import.meta.url)
