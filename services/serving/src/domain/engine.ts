/** What may run an endpoint's models: AUTO takes the compiled engine where it was proved to answer alike. */
export type Engine = 'AUTO' | 'ONNX_RUNTIME' | 'COMPILED'

export const engines = ['AUTO', 'ONNX_RUNTIME', 'COMPILED'] as const satisfies readonly Engine[]
