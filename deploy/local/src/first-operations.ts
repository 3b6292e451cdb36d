/** What a newcomer may try first: operations that work on an empty Headway, in this order. */
export const firstOperations: readonly string[] = [
  `mutation {
  registerModel(input: {
    name: "hello", owner: "me", partitionedBy: ["stop_id"], approvalPolicy: ALWAYS
    primaryMetric: { name: "mae", direction: MINIMIZE }
    signature: {
      inputs: [{ name: "features", datatype: "FP32", shape: [-1, 1] }]
      features: ["delay_s"]
      outputs: [{ name: "p50", datatype: "FP32", shape: [-1] }]
    }
    baseline: [{ output: "p50", terms: [{ feature: "delay_s", weight: 1 }] }]
  }) { name createdBy createdAt }
}`,
  `query {
  models(first: 10) { edges { node { name owner champion { id } endpoints { edges { node { name } } } } } }
  endpoints(first: 10) { edges { node { name liveVersion { id } partitionCount } } }
}`,
  `query {
  verifyAuditLog(model: "hello") { valid entryCount headHash }
  auditLog(model: "hello", first: 5) { edges { node { at actor action subject } } }
}`,
]
