import { DomainError } from '@headway/kit/errors'

/** Why a model stays with ONNX Runtime; `compileModel` hands the words on. */
export function cannot(words: string): DomainError {
  return new DomainError('FAILED_PRECONDITION', words)
}
