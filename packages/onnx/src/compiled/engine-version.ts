/**
 * Names how programs are laid out and how they answer. Programs and verdicts that were kept under another version are
 * made again, so it changes with either.
 */
export const engineVersion = 'compiled-1'
