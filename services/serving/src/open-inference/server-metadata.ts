/** What the server says of itself. */
export const serverMetadata = {
  name: 'headway',
  version: '0.1.0',
  extensions: ['model_repository', 'binary_tensor_data'],
}
