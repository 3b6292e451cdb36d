import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Pipeline as PipelineMapper, PipelineVersion as PipelineVersionMapper } from '../domain/pipeline.ts';
import type { Run as RunMapper, StepRun as StepRunMapper } from '../domain/run.ts';
import type { PipelineTask as PipelineTaskMapper } from '../domain/task.ts';
import type { Trigger as TriggerMapper, Firing as FiringMapper } from '../domain/trigger.ts';
import type { PartitionRetraining as PartitionRetrainingMapper } from '../domain/choose-partitions.ts';
import type { CohortRetraining as CohortRetrainingMapper } from '../domain/cohort.ts';
import type { GateVerdict as GateVerdictMapper } from '../domain/gate.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A whole number up to 2^53, as a JSON number. */
  BigInt: { input: number; output: number; }
  /** A moment in UTC, ISO 8601: `2026-03-03T08:00:00.000Z`. */
  DateTime: { input: Date; output: Date; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** What was made of the partitions that somebody wants retrained. */
export type CohortRetraining = {
  __typename?: 'CohortRetraining';
  /** The champion, among whose partitions the filter chose. */
  base?: Maybe<ModelVersion>;
  counts: RetrainingCounts;
  dryRun: Scalars['Boolean']['output'];
  /** By canonical key. */
  outcomes: RetrainingOutcomeConnection;
  /** Null for a dry run, and where nothing was left to retrain. */
  run?: Maybe<PipelineRun>;
};


/** What was made of the partitions that somebody wants retrained. */
export type CohortRetrainingOutcomesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  outcome?: InputMaybe<RetrainingOutcomeKind>;
};

export type Endpoint = {
  __typename?: 'Endpoint';
  name: Scalars['String']['output'];
};

/** `asked` is the sum of the others. */
export type FiringPartitions = {
  __typename?: 'FiringPartitions';
  asked: Scalars['Int']['output'];
  /** Left out: beyond the day's budget; the worst were taken. */
  budget: Scalars['Int']['output'];
  /** Left out: retrained within the cool-down, or for data as new. */
  coolDown: Scalars['Int']['output'];
  /** The time of the data that asked for them; its day (UTC) is the budget's. */
  dataTime: Scalars['DateTime']['output'];
  /** Left out: a run that has not ended retrains them. */
  inHand: Scalars['Int']['output'];
  /** Given to the run. */
  taken: Scalars['Int']['output'];
};

/** One predictor over the fleet, and what the others lose on the same rows. */
export type FleetLoss = {
  __typename?: 'FleetLoss';
  /** The mean loss of what would be live: the challenger where the gate accepted it. */
  candidate: Scalars['Float']['output'];
  /** The mean loss of all that was trained. */
  challenger: Scalars['Float']['output'];
  /** Its mean loss. */
  loss: Scalars['Float']['output'];
  /** How many partitions it answered for. */
  partitions: Scalars['Int']['output'];
  /** `champion`, `pooled` or a baseline. */
  predictor: Scalars['String']['output'];
  /** Held-out predictions in them. */
  samples: Scalars['BigInt']['output'];
};

export type FreezeState = {
  __typename?: 'FreezeState';
  changedAt?: Maybe<Scalars['DateTime']['output']>;
  changedBy?: Maybe<Scalars['String']['output']>;
  frozen: Scalars['Boolean']['output'];
  reason?: Maybe<Scalars['String']['output']>;
};

export type GateOutcome =
  | 'BETTER'
  | 'NON_INFERIOR'
  | 'TOO_LITTLE_DATA'
  | 'WORSE';

export type GateSummary = {
  __typename?: 'GateSummary';
  better: Scalars['Int']['output'];
  /** Mean losses over all partitions with enough data: the champion and every baseline, each on the rows it answered for. */
  fleet: Array<FleetLoss>;
  /** Whether the fleet as a whole, as it would be live, passed. */
  fleetPassed: Scalars['Boolean']['output'];
  nonInferior: Scalars['Int']['output'];
  /** Why the fleet did not pass. */
  reasons: Array<Scalars['String']['output']>;
  tooLittleData: Scalars['Int']['output'];
  /** All verdicts, as an artifact (headway.verdicts/1). */
  verdictsDigest: Scalars['String']['output'];
  worse: Scalars['Int']['output'];
};

/** What the gate says of one partition. */
export type GateVerdict = {
  __typename?: 'GateVerdict';
  /** Whether its new artifact is proposed. */
  accepted: Scalars['Boolean']['output'];
  /** Each rule: against, be, margin, difference, low, high, passed. */
  comparisons: Scalars['JSON']['output'];
  /** Mean loss by predictor. */
  losses: Scalars['JSON']['output'];
  outcome: GateOutcome;
  /** Canonical key. */
  partition: Scalars['String']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  /** Held-out predictions it was judged by. */
  samples: Scalars['BigInt']['output'];
};

export type GateVerdictConnection = {
  __typename?: 'GateVerdictConnection';
  edges: Array<GateVerdictEdge>;
  nodes: Array<GateVerdict>;
  pageInfo: PageInfo;
};

export type GateVerdictEdge = {
  __typename?: 'GateVerdictEdge';
  cursor: Scalars['String']['output'];
  node: GateVerdict;
};

/** At least one end; both belong to the range. */
export type MetricRange = {
  max?: InputMaybe<Scalars['Float']['input']>;
  min?: InputMaybe<Scalars['Float']['input']>;
  /** The model's primary metric where it is not given. */
  name?: InputMaybe<Scalars['String']['input']>;
};

export type Model = {
  __typename?: 'Model';
  name: Scalars['String']['output'];
};

export type ModelVersion = {
  __typename?: 'ModelVersion';
  id: Scalars['ID']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Ends a run that has not ended: its tasks are told to stop. Errors: NOT_FOUND, FAILED_PRECONDITION (it has ended). */
  cancelRun: PipelineRun;
  /** Removes a trigger. Errors: NOT_FOUND. */
  deleteTrigger: Scalars['Boolean']['output'];
  /**
   * Stops every start of a run and every promotion until `unfreeze`. Runs in hand go on up to their promotion. Triggers
   * hold the newest event about each subject, and fire for it when the freeze ends.
   */
  freeze: FreezeState;
  /**
   * Predicts the rows of Parquet tables by one version of a model, all partitions in one run of the pipeline
   * `predict-batch`: it goes on after whatever breaks, shows its progress, and what was predicted before from the same
   * version and rows is not predicted again. The run's last step `index` yields the artifact `index`
   * (headway.predictions/1): version, rows, and the Parquet files of the answers. Errors: NOT_FOUND (no such version or
   * dataset was told here), INVALID_ARGUMENT (digests; no worker has these steps yet), FAILED_PRECONDITION (frozen).
   */
  predictBatch: PipelineRun;
  /**
   * Registers a definition under a name. The same definition again is the same version; another one is the next version.
   * Errors: INVALID_ARGUMENT naming the field (a cycle, an unknown step in `uses` or `needs`, an input that nothing
   * yields, a forEach over something that is not one artifact).
   */
  registerPipeline: Pipeline;
  /**
   * Starts a run of the newest version for those partitions of the champion that the filter keeps: its parameter
   * `partitions` names the list of them. Pinned partitions are left out, and those that a run has in hand; cool-down and
   * daily budget are for triggers alone. Errors: NOT_FOUND (pipeline), INVALID_ARGUMENT (no condition, a malformed key, as
   * `startRun`), FAILED_PRECONDITION (the pipeline has no model, or that no champion; frozen), ALREADY_EXISTS (the
   * idempotency key started a run for another request).
   */
  retrainPartitions: CohortRetraining;
  /**
   * Creates or replaces a trigger; the caller becomes its owner, and counts as the one who asked for its runs. Errors:
   * NOT_FOUND (pipeline), INVALID_ARGUMENT (cron expression, event type, filter, reference, rules for partitions).
   */
  setTrigger: Trigger;
  /**
   * Starts a run of the newest version. The same idempotency key again answers the run it started. Errors: NOT_FOUND
   * (pipeline), INVALID_ARGUMENT (a parameter that an input needs is missing or no digest), FAILED_PRECONDITION (frozen).
   */
  startRun: PipelineRun;
  /** Releases the freeze: promotions that waited go on, and triggers fire for the events they hold. */
  unfreeze: FreezeState;
};


export type MutationCancelRunArgs = {
  id: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};


export type MutationDeleteTriggerArgs = {
  name: Scalars['String']['input'];
};


export type MutationFreezeArgs = {
  reason: Scalars['String']['input'];
};


export type MutationPredictBatchArgs = {
  input: PredictBatchInput;
};


export type MutationRegisterPipelineArgs = {
  input: RegisterPipelineInput;
};


export type MutationRetrainPartitionsArgs = {
  input: RetrainPartitionsInput;
};


export type MutationSetTriggerArgs = {
  input: SetTriggerInput;
};


export type MutationStartRunArgs = {
  input: StartRunInput;
};


export type MutationUnfreezeArgs = {
  reason: Scalars['String']['input'];
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Every condition that is given must hold. */
export type PartitionFilter = {
  /** Changed against the parent, or not. */
  changed?: InputMaybe<Scalars['Boolean']['input']>;
  /** The beginning of the canonical key: `R1/`. */
  keyPrefix?: InputMaybe<Scalars['String']['input']>;
  /** These canonical keys, at most 20,000. */
  keys?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Only partitions that have the metric and lie in the range. */
  metric?: InputMaybe<MetricRange>;
  pinned?: InputMaybe<Scalars['Boolean']['input']>;
  verdict?: InputMaybe<PartitionVerdict>;
};

/** A partition that a trigger, or a person as part of a cohort, had retrained. */
export type PartitionRetraining = {
  __typename?: 'PartitionRetraining';
  /** The time of the data that asked for it. */
  dataTime: Scalars['DateTime']['output'];
  /** Canonical key. */
  partition: Scalars['String']['output'];
  run?: Maybe<PipelineRun>;
};

export type PartitionRetrainingConnection = {
  __typename?: 'PartitionRetrainingConnection';
  edges: Array<PartitionRetrainingEdge>;
  nodes: Array<PartitionRetraining>;
  pageInfo: PageInfo;
};

export type PartitionRetrainingEdge = {
  __typename?: 'PartitionRetrainingEdge';
  cursor: Scalars['String']['output'];
  node: PartitionRetraining;
};

export type PartitionVerdict =
  | 'BETTER'
  | 'NON_INFERIOR'
  | 'TOO_LITTLE_DATA'
  | 'WORSE';

/** A named DAG of steps; each change of its definition is a new version. */
export type Pipeline = {
  __typename?: 'Pipeline';
  createdAt: Scalars['DateTime']['output'];
  name: Scalars['String']['output'];
  /**
   * The partitions that its triggers, or people by cohort, had retrained, for the newest data first; of one partition, by
   * canonical key, or all.
   */
  retrainings: PartitionRetrainingConnection;
  /** Its runs, newest first. */
  runs: PipelineRunConnection;
  /** Its triggers, by name. */
  triggers: TriggerConnection;
  /** The newest version. */
  version: PipelineVersion;
  /** All versions, newest first. */
  versions: PipelineVersionConnection;
};


/** A named DAG of steps; each change of its definition is a new version. */
export type PipelineRetrainingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  partition?: InputMaybe<Scalars['String']['input']>;
};


/** A named DAG of steps; each change of its definition is a new version. */
export type PipelineRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  state?: InputMaybe<RunState>;
};


/** A named DAG of steps; each change of its definition is a new version. */
export type PipelineTriggersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A named DAG of steps; each change of its definition is a new version. */
export type PipelineVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type PipelineConnection = {
  __typename?: 'PipelineConnection';
  edges: Array<PipelineEdge>;
  nodes: Array<Pipeline>;
  pageInfo: PageInfo;
};

export type PipelineEdge = {
  __typename?: 'PipelineEdge';
  cursor: Scalars['String']['output'];
  node: Pipeline;
};

/** One pass through a pipeline. */
export type PipelineRun = {
  __typename?: 'PipelineRun';
  /** What was live when it started: the parent of what it proposes. Null where there was no champion. */
  champion?: Maybe<ModelVersion>;
  createdAt: Scalars['DateTime']['output'];
  /** Why it ended without doing all its steps; null otherwise. */
  failure?: Maybe<RunFailure>;
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The gate's verdicts in numbers; null before the gate. */
  gate?: Maybe<GateSummary>;
  /** The gate's verdict per partition, by canonical key. */
  gateVerdicts: GateVerdictConnection;
  id: Scalars['ID']['output'];
  /** The version it led to; null before the registry answered. */
  modelVersion?: Maybe<ModelVersion>;
  parameters: Scalars['JSON']['output'];
  /** How many partitions its trigger chose for it; null where it is for all, or a person started it. */
  partitionCount?: Maybe<Scalars['Int']['output']>;
  pipeline: Pipeline;
  /** The person who started it or owns its trigger; that person cannot approve its version. */
  requestedBy: Scalars['String']['output'];
  /** What `retrainPartitions` made of the partitions asked for; null where it was started otherwise. */
  retraining?: Maybe<CohortRetraining>;
  state: RunState;
  step?: Maybe<StepRun>;
  /** Its steps in the order of the definition (at most 100). */
  steps: Array<StepRun>;
  /** The trigger that started it, null where a person did. */
  trigger?: Maybe<Scalars['String']['output']>;
  /** The version of the pipeline that runs. */
  version: PipelineVersion;
};


/** One pass through a pipeline. */
export type PipelineRunGateVerdictsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  keyPrefix?: InputMaybe<Scalars['String']['input']>;
  outcome?: InputMaybe<GateOutcome>;
};


/** One pass through a pipeline. */
export type PipelineRunStepArgs = {
  name: Scalars['String']['input'];
};

export type PipelineRunConnection = {
  __typename?: 'PipelineRunConnection';
  edges: Array<PipelineRunEdge>;
  nodes: Array<PipelineRun>;
  pageInfo: PageInfo;
};

export type PipelineRunEdge = {
  __typename?: 'PipelineRunEdge';
  cursor: Scalars['String']['output'];
  node: PipelineRun;
};

/** One chunk of a step, done by one worker. */
export type PipelineTask = {
  __typename?: 'PipelineTask';
  /** The attempt in hand or the last one, from 1. */
  attempt: Scalars['Int']['output'];
  /** Earlier attempts and the last, by number. */
  attempts: Array<TaskAttempt>;
  /** Answered from the step cache without running. */
  cached: Scalars['Boolean']['output'];
  /** Position of the chunk, from 0. */
  chunk: Scalars['Int']['output'];
  codeVersion: Scalars['String']['output'];
  cpuSeconds?: Maybe<Scalars['Float']['output']>;
  environmentDigest?: Maybe<Scalars['String']['output']>;
  error?: Maybe<TaskFailure>;
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  /** The whole log of the last attempt, in the artifact store. */
  logDigest?: Maybe<Scalars['String']['output']>;
  /** The last 4,000 characters of its log. */
  logTail: Scalars['String']['output'];
  maxAttempts: Scalars['Int']['output'];
  /** Name → number. */
  metrics: Scalars['JSON']['output'];
  /** Results: name → { digest, size }. */
  outputs: Scalars['JSON']['output'];
  /** Largest resident memory while it ran, bytes. */
  peakMemoryBytes?: Maybe<Scalars['BigInt']['output']>;
  progress?: Maybe<TaskProgress>;
  queuedAt: Scalars['DateTime']['output'];
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  state: TaskState;
  /** Small results: name → value. */
  values: Scalars['JSON']['output'];
  /** Host and process that has or had it. */
  worker?: Maybe<Scalars['String']['output']>;
};

export type PipelineTaskConnection = {
  __typename?: 'PipelineTaskConnection';
  edges: Array<PipelineTaskEdge>;
  nodes: Array<PipelineTask>;
  pageInfo: PageInfo;
};

export type PipelineTaskEdge = {
  __typename?: 'PipelineTaskEdge';
  cursor: Scalars['String']['output'];
  node: PipelineTask;
};

export type PipelineVersion = {
  __typename?: 'PipelineVersion';
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  definition: Scalars['JSON']['output'];
  /** SHA-256 of the canonical definition. */
  digest: Scalars['String']['output'];
  /** The endpoint whose rollouts its runs wait for; null where they wait for none. */
  endpoint?: Maybe<Endpoint>;
  /** The model its runs propose versions of; null where they propose none. */
  model?: Maybe<Model>;
  /** Counts from 1. */
  number: Scalars['Int']['output'];
};

export type PipelineVersionConnection = {
  __typename?: 'PipelineVersionConnection';
  edges: Array<PipelineVersionEdge>;
  nodes: Array<PipelineVersion>;
  pageInfo: PageInfo;
};

export type PipelineVersionEdge = {
  __typename?: 'PipelineVersionEdge';
  cursor: Scalars['String']['output'];
  node: PipelineVersion;
};

export type PredictBatchInput = {
  /** The version that this alias names when the run starts predicts all rows. */
  alias?: InputMaybe<Scalars['String']['input']>;
  /** Instead of `rows`: the newest version of this dataset. */
  dataset?: InputMaybe<Scalars['String']['input']>;
  /** At most 200 characters; the same key again answers the run it started. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  model: Scalars['String']['input'];
  /**
   * SHA-256 of the Parquet artifacts with the rows: a column for each feature, and `partition` (canonical keys) or a column
   * for each partition key of the model. Other columns are kept beside the answers. Give these or `dataset`.
   */
  rows?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** About how many rows a task predicts; a partition is never divided. */
  rowsPerTask?: InputMaybe<Scalars['Int']['input']>;
};

export type Query = {
  __typename?: 'Query';
  /** Whether retraining and promotion are frozen. */
  freezeState?: Maybe<FreezeState>;
  /** The pipeline of that name, or null where there is none. */
  pipeline?: Maybe<Pipeline>;
  /** The run with that id, or null where there is none. */
  pipelineRun?: Maybe<PipelineRun>;
  /** Runs, newest first; of one pipeline, in one state, or all. */
  pipelineRuns?: Maybe<PipelineRunConnection>;
  /** All pipelines, by name. */
  pipelines?: Maybe<PipelineConnection>;
  /** The trigger of that name, or null where there is none. */
  trigger?: Maybe<Trigger>;
  /** All triggers, by name. */
  triggers?: Maybe<TriggerConnection>;
  /** The steps that workers announced, by name: what a pipeline's `uses` may say beside headway/rollout, verify, promote. */
  workerSteps?: Maybe<WorkerStepConnection>;
};


export type QueryPipelineArgs = {
  name: Scalars['String']['input'];
};


export type QueryPipelineRunArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPipelineRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  pipeline?: InputMaybe<Scalars['String']['input']>;
  state?: InputMaybe<RunState>;
};


export type QueryPipelinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryTriggerArgs = {
  name: Scalars['String']['input'];
};


export type QueryTriggersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryWorkerStepsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type RegisterPipelineInput = {
  /**
   * `{ model, endpoint, steps: [{ name, uses | command, needs, inputs, parameters, forEach: { items, chunkSize }, retry:
   * { attempts, backoffSeconds }, timeoutSeconds, cache, queue }] }`; docs/pipelines.md has the whole of it.
   */
  definition: Scalars['JSON']['input'];
  /** Letters, digits, `-`, `_` and `.`, at most 100. */
  name: Scalars['String']['input'];
};

export type RetrainPartitionsInput = {
  /** The time of the data that asks for it, for the cool-down of triggers; now where it is not given. */
  dataTime?: InputMaybe<Scalars['DateTime']['input']>;
  /** Tells what would become of every partition, and starts nothing. */
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** At most 200 characters. The same request with the same key again answers with the run it started. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** As in `setTrigger`; `{ "$ref": "dataset.<name>.files" }` takes the newest version of a dataset. */
  parameters?: InputMaybe<Scalars['JSON']['input']>;
  /** At least one condition; an empty `keyPrefix` for every partition. */
  partitions: PartitionFilter;
  pipeline: Scalars['String']['input'];
};

export type RetrainingCounts = {
  __typename?: 'RetrainingCounts';
  chosen: Scalars['Int']['output'];
  inHand: Scalars['Int']['output'];
  notFound: Scalars['Int']['output'];
  pinned: Scalars['Int']['output'];
  taken: Scalars['Int']['output'];
};

export type RetrainingOutcome = {
  __typename?: 'RetrainingOutcome';
  /** The canonical key. */
  key: Scalars['String']['output'];
  outcome: RetrainingOutcomeKind;
};

export type RetrainingOutcomeConnection = {
  __typename?: 'RetrainingOutcomeConnection';
  edges: Array<RetrainingOutcomeEdge>;
  nodes: Array<RetrainingOutcome>;
  pageInfo: PageInfo;
};

export type RetrainingOutcomeEdge = {
  __typename?: 'RetrainingOutcomeEdge';
  cursor: Scalars['String']['output'];
  node: RetrainingOutcome;
};

export type RetrainingOutcomeKind =
  /** A run that has not ended retrains it. */
  | 'IN_HAND'
  /** The champion has no such partition. */
  | 'NOT_FOUND'
  /** Is pinned, so that no run changes it. */
  | 'PINNED'
  /** Given to the run, or would be in a dry run. */
  | 'TAKEN';

export type Role =
  | 'ADMIN'
  | 'APPROVER'
  | 'OPERATOR'
  | 'SERVICE'
  | 'VIEWER';

export type RunFailure = {
  __typename?: 'RunFailure';
  code: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  /** The step that failed; null where the run was cancelled between steps. */
  step?: Maybe<Scalars['String']['output']>;
};

export type RunState =
  | 'CANCELLED'
  | 'FAILED'
  /** The proposed version was refused, by a person or as invalid. */
  | 'REJECTED'
  | 'RUNNING'
  | 'SUCCEEDED'
  /** A person must approve or reject the proposed version. */
  | 'WAITING_FOR_APPROVAL';

export type SetTriggerInput = {
  /**
   * With partitionsFrom: partitions that a trigger of this pipeline retrained for data less than these hours older are left
   * out. Time is that of the data: the event's `windowEnd` where it has one.
   */
  coolDownHours?: InputMaybe<Scalars['Float']['input']>;
  /** Five or six fields; times are UTC. Give either `cron` or `event`. */
  cron?: InputMaybe<Scalars['String']['input']>;
  /** With partitionsFrom: how many partitions the triggers of this pipeline may take for the data of one day (UTC). */
  dailyPartitionBudget?: InputMaybe<Scalars['Int']['input']>;
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The type of an event, as docs/events.md lists them: `datasets.dataset_version.created`. */
  event?: InputMaybe<Scalars['String']['input']>;
  /**
   * Which events count: field → value (equal) or `{ eq, ne, gt, gte, lt, lte, in }`; all must hold. Fields of fields are
   * written with dots. `{ "dataset": "stop_visits", "partitionCount": { "gte": 100 } }`
   */
  filter?: InputMaybe<Scalars['JSON']['input']>;
  name: Scalars['String']['input'];
  /**
   * Parameters of the run. `{ "$ref": "event.datasetVersionId" }` takes a field of the event, `{ "$ref":
   * "dataset.stop_visits.files" }` the digests of the files of the newest version of a dataset, `{ "$ref":
   * "dataset.stop_visits.version" }` its id.
   */
  parameters?: InputMaybe<Scalars['JSON']['input']>;
  /**
   * Makes the run one for some partitions: `event.<field>` with the digest of a headway.partitions/1 list, worst first, as
   * monitoring tells of it. Those that the rules below leave are the run's parameter `partitions`: the digest of a list.
   * Partitions that a run of the pipeline has in hand are left to that run.
   */
  partitionsFrom?: InputMaybe<Scalars['String']['input']>;
  pipeline: Scalars['String']['input'];
};

export type StartRunInput = {
  /** At most 200 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** A JSON object: what the definition calls `parameters.<name>`. */
  parameters?: InputMaybe<Scalars['JSON']['input']>;
  pipeline: Scalars['String']['input'];
};

export type StepRun = {
  __typename?: 'StepRun';
  /** What it waits for, or why it was skipped or failed. */
  detail?: Maybe<Scalars['String']['output']>;
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  name: Scalars['String']['output'];
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  state: StepState;
  /** Its tasks in the order of chunks. */
  taskList: PipelineTaskConnection;
  tasks: TaskCounts;
  /** Sums over its tasks, cached ones excepted. */
  usage: StepUsage;
  /** What does it: a step of a worker, a built-in step (`headway/…`), or `command`. */
  uses: Scalars['String']['output'];
};


export type StepRunTaskListArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  state?: InputMaybe<TaskState>;
};

export type StepState =
  | 'CANCELLED'
  | 'FAILED'
  /** Steps before it have not ended. */
  | 'PENDING'
  /** Its tasks wait for workers or run. */
  | 'RUNNING'
  /** Left out, as `detail` says. */
  | 'SKIPPED'
  | 'SUCCEEDED'
  /** Its tasks are done; it waits for another service or a person, as `detail` says. */
  | 'WAITING';

export type StepUsage = {
  __typename?: 'StepUsage';
  cpuSeconds: Scalars['Float']['output'];
  /** The largest resident memory of any task, bytes. */
  peakMemoryBytes: Scalars['BigInt']['output'];
};

export type TaskAttempt = {
  __typename?: 'TaskAttempt';
  error?: Maybe<TaskFailure>;
  finishedAt: Scalars['DateTime']['output'];
  logDigest?: Maybe<Scalars['String']['output']>;
  number: Scalars['Int']['output'];
  startedAt: Scalars['DateTime']['output'];
  worker: Scalars['String']['output'];
};

export type TaskCounts = {
  __typename?: 'TaskCounts';
  /** Of the done ones, how many were answered from the step cache. */
  cached: Scalars['Int']['output'];
  done: Scalars['Int']['output'];
  failed: Scalars['Int']['output'];
  running: Scalars['Int']['output'];
  total: Scalars['Int']['output'];
};

export type TaskFailure = {
  __typename?: 'TaskFailure';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type TaskProgress = {
  __typename?: 'TaskProgress';
  done: Scalars['Float']['output'];
  total: Scalars['Float']['output'];
};

export type TaskState =
  | 'CANCELLED'
  | 'FAILED'
  /** Waits for a worker. */
  | 'QUEUED'
  /** Failed and waits for its next attempt. */
  | 'RETRYING'
  | 'RUNNING'
  | 'SUCCEEDED';

/** Starts runs by clock or by events. */
export type Trigger = {
  __typename?: 'Trigger';
  /** How long, in the time of the data, a retrained partition is left alone. */
  coolDownHours?: Maybe<Scalars['Float']['output']>;
  cron?: Maybe<Scalars['String']['output']>;
  dailyPartitionBudget?: Maybe<Scalars['Int']['output']>;
  enabled: Scalars['Boolean']['output'];
  event?: Maybe<Scalars['String']['output']>;
  filter?: Maybe<Scalars['JSON']['output']>;
  /** Events that wait for the freeze to end: the newest about each subject. */
  held: Scalars['Int']['output'];
  /** Why it last did not start a run although it was due: frozen, or a parameter was wrong. */
  lastError?: Maybe<Scalars['String']['output']>;
  lastFiredAt?: Maybe<Scalars['DateTime']['output']>;
  /** What came of the last event or time it was due for; null before the first. */
  lastFiring?: Maybe<TriggerFiring>;
  /** The run it last started. */
  lastRun?: Maybe<PipelineRun>;
  name: Scalars['String']['output'];
  /** The next time of a cron trigger. */
  nextAt?: Maybe<Scalars['DateTime']['output']>;
  /** Counts as the person who asked for its runs. */
  owner: Scalars['String']['output'];
  parameters: Scalars['JSON']['output'];
  /** Where the event names the partitions to retrain; null where runs are for all. */
  partitionsFrom?: Maybe<Scalars['String']['output']>;
  pipeline: Pipeline;
};

export type TriggerConnection = {
  __typename?: 'TriggerConnection';
  edges: Array<TriggerEdge>;
  nodes: Array<Trigger>;
  pageInfo: PageInfo;
};

export type TriggerEdge = {
  __typename?: 'TriggerEdge';
  cursor: Scalars['String']['output'];
  node: Trigger;
};

export type TriggerFiring = {
  __typename?: 'TriggerFiring';
  at: Scalars['DateTime']['output'];
  /** Why it started no run: frozen, a parameter was wrong, or no partition was left. */
  detail?: Maybe<Scalars['String']['output']>;
  /** What became of the partitions it was asked for; null where its runs are for all. */
  partitions?: Maybe<FiringPartitions>;
  /** Null where it started none, as `detail` says. */
  run?: Maybe<PipelineRun>;
};

export type WorkerStep = {
  __typename?: 'WorkerStep';
  announcedAt: Scalars['DateTime']['output'];
  /** Digest of the code of the newest worker that has it: what new tasks expect. */
  codeVersion: Scalars['String']['output'];
  queues: Array<Scalars['String']['output']>;
  /** What a pipeline's `uses` says. */
  uses: Scalars['String']['output'];
};

export type WorkerStepConnection = {
  __typename?: 'WorkerStepConnection';
  edges: Array<WorkerStepEdge>;
  nodes: Array<WorkerStep>;
  pageInfo: PageInfo;
};

export type WorkerStepEdge = {
  __typename?: 'WorkerStepEdge';
  cursor: Scalars['String']['output'];
  node: WorkerStep;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Pipeline: Pipeline;
  PipelineRun: PipelineRun;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Pipeline:
    ( { __typename: 'Pipeline' }
    & GraphQLRecursivePick<FederationTypes['Pipeline'], {"name":true}> );
  PipelineRun:
    ( { __typename: 'PipelineRun' }
    & GraphQLRecursivePick<FederationTypes['PipelineRun'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  CohortRetraining: ResolverTypeWrapper<CohortRetrainingMapper>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Endpoint: ResolverTypeWrapper<Endpoint>;
  FiringPartitions: ResolverTypeWrapper<FiringPartitions>;
  FleetLoss: ResolverTypeWrapper<FleetLoss>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FreezeState: ResolverTypeWrapper<FreezeState>;
  GateOutcome: GateOutcome;
  GateSummary: ResolverTypeWrapper<GateSummary>;
  GateVerdict: ResolverTypeWrapper<GateVerdictMapper>;
  GateVerdictConnection: ResolverTypeWrapper<Omit<GateVerdictConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['GateVerdictEdge']>, nodes: Array<ResolversTypes['GateVerdict']> }>;
  GateVerdictEdge: ResolverTypeWrapper<Omit<GateVerdictEdge, 'node'> & { node: ResolversTypes['GateVerdict'] }>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  MetricRange: MetricRange;
  Model: ResolverTypeWrapper<Model>;
  ModelVersion: ResolverTypeWrapper<ModelVersion>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PartitionFilter: PartitionFilter;
  PartitionRetraining: ResolverTypeWrapper<PartitionRetrainingMapper>;
  PartitionRetrainingConnection: ResolverTypeWrapper<Omit<PartitionRetrainingConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PartitionRetrainingEdge']>, nodes: Array<ResolversTypes['PartitionRetraining']> }>;
  PartitionRetrainingEdge: ResolverTypeWrapper<Omit<PartitionRetrainingEdge, 'node'> & { node: ResolversTypes['PartitionRetraining'] }>;
  PartitionVerdict: PartitionVerdict;
  Pipeline: ResolverTypeWrapper<PipelineMapper>;
  PipelineConnection: ResolverTypeWrapper<Omit<PipelineConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PipelineEdge']>, nodes: Array<ResolversTypes['Pipeline']> }>;
  PipelineEdge: ResolverTypeWrapper<Omit<PipelineEdge, 'node'> & { node: ResolversTypes['Pipeline'] }>;
  PipelineRun: ResolverTypeWrapper<RunMapper>;
  PipelineRunConnection: ResolverTypeWrapper<Omit<PipelineRunConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PipelineRunEdge']>, nodes: Array<ResolversTypes['PipelineRun']> }>;
  PipelineRunEdge: ResolverTypeWrapper<Omit<PipelineRunEdge, 'node'> & { node: ResolversTypes['PipelineRun'] }>;
  PipelineTask: ResolverTypeWrapper<PipelineTaskMapper>;
  PipelineTaskConnection: ResolverTypeWrapper<Omit<PipelineTaskConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PipelineTaskEdge']>, nodes: Array<ResolversTypes['PipelineTask']> }>;
  PipelineTaskEdge: ResolverTypeWrapper<Omit<PipelineTaskEdge, 'node'> & { node: ResolversTypes['PipelineTask'] }>;
  PipelineVersion: ResolverTypeWrapper<PipelineVersionMapper>;
  PipelineVersionConnection: ResolverTypeWrapper<Omit<PipelineVersionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PipelineVersionEdge']>, nodes: Array<ResolversTypes['PipelineVersion']> }>;
  PipelineVersionEdge: ResolverTypeWrapper<Omit<PipelineVersionEdge, 'node'> & { node: ResolversTypes['PipelineVersion'] }>;
  PredictBatchInput: PredictBatchInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RegisterPipelineInput: RegisterPipelineInput;
  RetrainPartitionsInput: RetrainPartitionsInput;
  RetrainingCounts: ResolverTypeWrapper<RetrainingCounts>;
  RetrainingOutcome: ResolverTypeWrapper<RetrainingOutcome>;
  RetrainingOutcomeConnection: ResolverTypeWrapper<RetrainingOutcomeConnection>;
  RetrainingOutcomeEdge: ResolverTypeWrapper<RetrainingOutcomeEdge>;
  RetrainingOutcomeKind: RetrainingOutcomeKind;
  Role: Role;
  RunFailure: ResolverTypeWrapper<RunFailure>;
  RunState: RunState;
  SetTriggerInput: SetTriggerInput;
  StartRunInput: StartRunInput;
  StepRun: ResolverTypeWrapper<StepRunMapper>;
  StepState: StepState;
  StepUsage: ResolverTypeWrapper<StepUsage>;
  TaskAttempt: ResolverTypeWrapper<TaskAttempt>;
  TaskCounts: ResolverTypeWrapper<TaskCounts>;
  TaskFailure: ResolverTypeWrapper<TaskFailure>;
  TaskProgress: ResolverTypeWrapper<TaskProgress>;
  TaskState: TaskState;
  Trigger: ResolverTypeWrapper<TriggerMapper>;
  TriggerConnection: ResolverTypeWrapper<Omit<TriggerConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['TriggerEdge']>, nodes: Array<ResolversTypes['Trigger']> }>;
  TriggerEdge: ResolverTypeWrapper<Omit<TriggerEdge, 'node'> & { node: ResolversTypes['Trigger'] }>;
  TriggerFiring: ResolverTypeWrapper<FiringMapper>;
  WorkerStep: ResolverTypeWrapper<WorkerStep>;
  WorkerStepConnection: ResolverTypeWrapper<WorkerStepConnection>;
  WorkerStepEdge: ResolverTypeWrapper<WorkerStepEdge>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  BigInt: Scalars['BigInt']['output'];
  CohortRetraining: CohortRetrainingMapper;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  DateTime: Scalars['DateTime']['output'];
  Endpoint: Endpoint;
  FiringPartitions: FiringPartitions;
  FleetLoss: FleetLoss;
  Float: Scalars['Float']['output'];
  FreezeState: FreezeState;
  GateSummary: GateSummary;
  GateVerdict: GateVerdictMapper;
  GateVerdictConnection: Omit<GateVerdictConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['GateVerdictEdge']>, nodes: Array<ResolversParentTypes['GateVerdict']> };
  GateVerdictEdge: Omit<GateVerdictEdge, 'node'> & { node: ResolversParentTypes['GateVerdict'] };
  JSON: Scalars['JSON']['output'];
  MetricRange: MetricRange;
  Model: Model;
  ModelVersion: ModelVersion;
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  PartitionFilter: PartitionFilter;
  PartitionRetraining: PartitionRetrainingMapper;
  PartitionRetrainingConnection: Omit<PartitionRetrainingConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PartitionRetrainingEdge']>, nodes: Array<ResolversParentTypes['PartitionRetraining']> };
  PartitionRetrainingEdge: Omit<PartitionRetrainingEdge, 'node'> & { node: ResolversParentTypes['PartitionRetraining'] };
  Pipeline: PipelineMapper;
  PipelineConnection: Omit<PipelineConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PipelineEdge']>, nodes: Array<ResolversParentTypes['Pipeline']> };
  PipelineEdge: Omit<PipelineEdge, 'node'> & { node: ResolversParentTypes['Pipeline'] };
  PipelineRun: RunMapper;
  PipelineRunConnection: Omit<PipelineRunConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PipelineRunEdge']>, nodes: Array<ResolversParentTypes['PipelineRun']> };
  PipelineRunEdge: Omit<PipelineRunEdge, 'node'> & { node: ResolversParentTypes['PipelineRun'] };
  PipelineTask: PipelineTaskMapper;
  PipelineTaskConnection: Omit<PipelineTaskConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PipelineTaskEdge']>, nodes: Array<ResolversParentTypes['PipelineTask']> };
  PipelineTaskEdge: Omit<PipelineTaskEdge, 'node'> & { node: ResolversParentTypes['PipelineTask'] };
  PipelineVersion: PipelineVersionMapper;
  PipelineVersionConnection: Omit<PipelineVersionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PipelineVersionEdge']>, nodes: Array<ResolversParentTypes['PipelineVersion']> };
  PipelineVersionEdge: Omit<PipelineVersionEdge, 'node'> & { node: ResolversParentTypes['PipelineVersion'] };
  PredictBatchInput: PredictBatchInput;
  Query: Record<PropertyKey, never>;
  RegisterPipelineInput: RegisterPipelineInput;
  RetrainPartitionsInput: RetrainPartitionsInput;
  RetrainingCounts: RetrainingCounts;
  RetrainingOutcome: RetrainingOutcome;
  RetrainingOutcomeConnection: RetrainingOutcomeConnection;
  RetrainingOutcomeEdge: RetrainingOutcomeEdge;
  RunFailure: RunFailure;
  SetTriggerInput: SetTriggerInput;
  StartRunInput: StartRunInput;
  StepRun: StepRunMapper;
  StepUsage: StepUsage;
  TaskAttempt: TaskAttempt;
  TaskCounts: TaskCounts;
  TaskFailure: TaskFailure;
  TaskProgress: TaskProgress;
  Trigger: TriggerMapper;
  TriggerConnection: Omit<TriggerConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['TriggerEdge']>, nodes: Array<ResolversParentTypes['Trigger']> };
  TriggerEdge: Omit<TriggerEdge, 'node'> & { node: ResolversParentTypes['Trigger'] };
  TriggerFiring: FiringMapper;
  WorkerStep: WorkerStep;
  WorkerStepConnection: WorkerStepConnection;
  WorkerStepEdge: WorkerStepEdge;
};

export type AuthDirectiveArgs = {
  requires?: Role;
};

export type AuthDirectiveResolver<Result, Parent, ContextType = Context, Args = AuthDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type CohortRetrainingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortRetraining'] = ResolversParentTypes['CohortRetraining']> = {
  base?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  counts?: Resolver<ResolversTypes['RetrainingCounts'], ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  outcomes?: Resolver<ResolversTypes['RetrainingOutcomeConnection'], ParentType, ContextType, RequireFields<CohortRetrainingOutcomesArgs, 'first'>>;
  run?: Resolver<Maybe<ResolversTypes['PipelineRun']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EndpointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Endpoint'] = ResolversParentTypes['Endpoint']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FiringPartitionsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FiringPartitions'] = ResolversParentTypes['FiringPartitions']> = {
  asked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  budget?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  coolDown?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dataTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  inHand?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  taken?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FleetLossResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FleetLoss'] = ResolversParentTypes['FleetLoss']> = {
  candidate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  challenger?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  loss?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  partitions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  predictor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  samples?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type FreezeStateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FreezeState'] = ResolversParentTypes['FreezeState']> = {
  changedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  changedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  frozen?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GateSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GateSummary'] = ResolversParentTypes['GateSummary']> = {
  better?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fleet?: Resolver<Array<ResolversTypes['FleetLoss']>, ParentType, ContextType>;
  fleetPassed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nonInferior?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  tooLittleData?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  verdictsDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  worse?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GateVerdictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GateVerdict'] = ResolversParentTypes['GateVerdict']> = {
  accepted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  comparisons?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  losses?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['GateOutcome'], ParentType, ContextType>;
  partition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  samples?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type GateVerdictConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GateVerdictConnection'] = ResolversParentTypes['GateVerdictConnection']> = {
  edges?: Resolver<Array<ResolversTypes['GateVerdictEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['GateVerdict']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type GateVerdictEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GateVerdictEdge'] = ResolversParentTypes['GateVerdictEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['GateVerdict'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type ModelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Model'] = ResolversParentTypes['Model']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ModelVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelVersion'] = ResolversParentTypes['ModelVersion']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelRun?: Resolver<ResolversTypes['PipelineRun'], ParentType, ContextType, RequireFields<MutationCancelRunArgs, 'id'>>;
  deleteTrigger?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationDeleteTriggerArgs, 'name'>>;
  freeze?: Resolver<ResolversTypes['FreezeState'], ParentType, ContextType, RequireFields<MutationFreezeArgs, 'reason'>>;
  predictBatch?: Resolver<ResolversTypes['PipelineRun'], ParentType, ContextType, RequireFields<MutationPredictBatchArgs, 'input'>>;
  registerPipeline?: Resolver<ResolversTypes['Pipeline'], ParentType, ContextType, RequireFields<MutationRegisterPipelineArgs, 'input'>>;
  retrainPartitions?: Resolver<ResolversTypes['CohortRetraining'], ParentType, ContextType, RequireFields<MutationRetrainPartitionsArgs, 'input'>>;
  setTrigger?: Resolver<ResolversTypes['Trigger'], ParentType, ContextType, RequireFields<MutationSetTriggerArgs, 'input'>>;
  startRun?: Resolver<ResolversTypes['PipelineRun'], ParentType, ContextType, RequireFields<MutationStartRunArgs, 'input'>>;
  unfreeze?: Resolver<ResolversTypes['FreezeState'], ParentType, ContextType, RequireFields<MutationUnfreezeArgs, 'reason'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartitionRetrainingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionRetraining'] = ResolversParentTypes['PartitionRetraining']> = {
  dataTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  partition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['PipelineRun']>, ParentType, ContextType>;
};

export type PartitionRetrainingConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionRetrainingConnection'] = ResolversParentTypes['PartitionRetrainingConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PartitionRetrainingEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PartitionRetraining']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PartitionRetrainingEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionRetrainingEdge'] = ResolversParentTypes['PartitionRetrainingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PartitionRetraining'], ParentType, ContextType>;
};

export type PipelineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Pipeline'] = ResolversParentTypes['Pipeline'], FederationReferenceType extends FederationReferenceTypes['Pipeline'] = FederationReferenceTypes['Pipeline']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Pipeline']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retrainings?: Resolver<ResolversTypes['PartitionRetrainingConnection'], ParentType, ContextType, RequireFields<PipelineRetrainingsArgs, 'first'>>;
  runs?: Resolver<ResolversTypes['PipelineRunConnection'], ParentType, ContextType, RequireFields<PipelineRunsArgs, 'first'>>;
  triggers?: Resolver<ResolversTypes['TriggerConnection'], ParentType, ContextType, RequireFields<PipelineTriggersArgs, 'first'>>;
  version?: Resolver<ResolversTypes['PipelineVersion'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['PipelineVersionConnection'], ParentType, ContextType, RequireFields<PipelineVersionsArgs, 'first'>>;
};

export type PipelineConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineConnection'] = ResolversParentTypes['PipelineConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PipelineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Pipeline']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PipelineEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineEdge'] = ResolversParentTypes['PipelineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Pipeline'], ParentType, ContextType>;
};

export type PipelineRunResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineRun'] = ResolversParentTypes['PipelineRun'], FederationReferenceType extends FederationReferenceTypes['PipelineRun'] = FederationReferenceTypes['PipelineRun']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PipelineRun']> | FederationReferenceType, FederationReferenceType, ContextType>;
  champion?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['RunFailure']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  gate?: Resolver<Maybe<ResolversTypes['GateSummary']>, ParentType, ContextType>;
  gateVerdicts?: Resolver<ResolversTypes['GateVerdictConnection'], ParentType, ContextType, RequireFields<PipelineRunGateVerdictsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  modelVersion?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  parameters?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  partitionCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  pipeline?: Resolver<ResolversTypes['Pipeline'], ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retraining?: Resolver<Maybe<ResolversTypes['CohortRetraining']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RunState'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['StepRun']>, ParentType, ContextType, RequireFields<PipelineRunStepArgs, 'name'>>;
  steps?: Resolver<Array<ResolversTypes['StepRun']>, ParentType, ContextType>;
  trigger?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['PipelineVersion'], ParentType, ContextType>;
};

export type PipelineRunConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineRunConnection'] = ResolversParentTypes['PipelineRunConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PipelineRunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PipelineRun']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PipelineRunEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineRunEdge'] = ResolversParentTypes['PipelineRunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PipelineRun'], ParentType, ContextType>;
};

export type PipelineTaskResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineTask'] = ResolversParentTypes['PipelineTask']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  attempts?: Resolver<Array<ResolversTypes['TaskAttempt']>, ParentType, ContextType>;
  cached?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  chunk?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  codeVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cpuSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  environmentDigest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['TaskFailure']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  logDigest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  logTail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  maxAttempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  metrics?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  outputs?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  peakMemoryBytes?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  progress?: Resolver<Maybe<ResolversTypes['TaskProgress']>, ParentType, ContextType>;
  queuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TaskState'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PipelineTaskConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineTaskConnection'] = ResolversParentTypes['PipelineTaskConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PipelineTaskEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PipelineTask']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PipelineTaskEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineTaskEdge'] = ResolversParentTypes['PipelineTaskEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PipelineTask'], ParentType, ContextType>;
};

export type PipelineVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineVersion'] = ResolversParentTypes['PipelineVersion']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endpoint?: Resolver<Maybe<ResolversTypes['Endpoint']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['Model']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PipelineVersionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineVersionConnection'] = ResolversParentTypes['PipelineVersionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PipelineVersionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PipelineVersion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PipelineVersionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineVersionEdge'] = ResolversParentTypes['PipelineVersionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PipelineVersion'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  freezeState?: Resolver<Maybe<ResolversTypes['FreezeState']>, ParentType, ContextType>;
  pipeline?: Resolver<Maybe<ResolversTypes['Pipeline']>, ParentType, ContextType, RequireFields<QueryPipelineArgs, 'name'>>;
  pipelineRun?: Resolver<Maybe<ResolversTypes['PipelineRun']>, ParentType, ContextType, RequireFields<QueryPipelineRunArgs, 'id'>>;
  pipelineRuns?: Resolver<Maybe<ResolversTypes['PipelineRunConnection']>, ParentType, ContextType, RequireFields<QueryPipelineRunsArgs, 'first'>>;
  pipelines?: Resolver<Maybe<ResolversTypes['PipelineConnection']>, ParentType, ContextType, RequireFields<QueryPipelinesArgs, 'first'>>;
  trigger?: Resolver<Maybe<ResolversTypes['Trigger']>, ParentType, ContextType, RequireFields<QueryTriggerArgs, 'name'>>;
  triggers?: Resolver<Maybe<ResolversTypes['TriggerConnection']>, ParentType, ContextType, RequireFields<QueryTriggersArgs, 'first'>>;
  workerSteps?: Resolver<Maybe<ResolversTypes['WorkerStepConnection']>, ParentType, ContextType, RequireFields<QueryWorkerStepsArgs, 'first'>>;
};

export type RetrainingCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetrainingCounts'] = ResolversParentTypes['RetrainingCounts']> = {
  chosen?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  inHand?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notFound?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pinned?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  taken?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RetrainingOutcomeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetrainingOutcome'] = ResolversParentTypes['RetrainingOutcome']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['RetrainingOutcomeKind'], ParentType, ContextType>;
};

export type RetrainingOutcomeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetrainingOutcomeConnection'] = ResolversParentTypes['RetrainingOutcomeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RetrainingOutcomeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RetrainingOutcome']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RetrainingOutcomeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetrainingOutcomeEdge'] = ResolversParentTypes['RetrainingOutcomeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RetrainingOutcome'], ParentType, ContextType>;
};

export type RunFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunFailure'] = ResolversParentTypes['RunFailure']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StepRunResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepRun'] = ResolversParentTypes['StepRun']> = {
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['StepState'], ParentType, ContextType>;
  taskList?: Resolver<ResolversTypes['PipelineTaskConnection'], ParentType, ContextType, RequireFields<StepRunTaskListArgs, 'first'>>;
  tasks?: Resolver<ResolversTypes['TaskCounts'], ParentType, ContextType>;
  usage?: Resolver<ResolversTypes['StepUsage'], ParentType, ContextType>;
  uses?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StepUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepUsage'] = ResolversParentTypes['StepUsage']> = {
  cpuSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  peakMemoryBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type TaskAttemptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskAttempt'] = ResolversParentTypes['TaskAttempt']> = {
  error?: Resolver<Maybe<ResolversTypes['TaskFailure']>, ParentType, ContextType>;
  finishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  logDigest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  worker?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TaskCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskCounts'] = ResolversParentTypes['TaskCounts']> = {
  cached?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  running?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TaskFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskFailure'] = ResolversParentTypes['TaskFailure']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TaskProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskProgress'] = ResolversParentTypes['TaskProgress']> = {
  done?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type TriggerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Trigger'] = ResolversParentTypes['Trigger']> = {
  coolDownHours?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  cron?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dailyPartitionBudget?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  filter?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastFiredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastFiring?: Resolver<Maybe<ResolversTypes['TriggerFiring']>, ParentType, ContextType>;
  lastRun?: Resolver<Maybe<ResolversTypes['PipelineRun']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nextAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parameters?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  partitionsFrom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pipeline?: Resolver<ResolversTypes['Pipeline'], ParentType, ContextType>;
};

export type TriggerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TriggerConnection'] = ResolversParentTypes['TriggerConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TriggerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Trigger']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TriggerEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TriggerEdge'] = ResolversParentTypes['TriggerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Trigger'], ParentType, ContextType>;
};

export type TriggerFiringResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TriggerFiring'] = ResolversParentTypes['TriggerFiring']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  partitions?: Resolver<Maybe<ResolversTypes['FiringPartitions']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['PipelineRun']>, ParentType, ContextType>;
};

export type WorkerStepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkerStep'] = ResolversParentTypes['WorkerStep']> = {
  announcedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  codeVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  queues?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  uses?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WorkerStepConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkerStepConnection'] = ResolversParentTypes['WorkerStepConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WorkerStepEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['WorkerStep']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WorkerStepEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkerStepEdge'] = ResolversParentTypes['WorkerStepEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WorkerStep'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  BigInt?: GraphQLScalarType;
  CohortRetraining?: CohortRetrainingResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Endpoint?: EndpointResolvers<ContextType>;
  FiringPartitions?: FiringPartitionsResolvers<ContextType>;
  FleetLoss?: FleetLossResolvers<ContextType>;
  FreezeState?: FreezeStateResolvers<ContextType>;
  GateSummary?: GateSummaryResolvers<ContextType>;
  GateVerdict?: GateVerdictResolvers<ContextType>;
  GateVerdictConnection?: GateVerdictConnectionResolvers<ContextType>;
  GateVerdictEdge?: GateVerdictEdgeResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Model?: ModelResolvers<ContextType>;
  ModelVersion?: ModelVersionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PartitionRetraining?: PartitionRetrainingResolvers<ContextType>;
  PartitionRetrainingConnection?: PartitionRetrainingConnectionResolvers<ContextType>;
  PartitionRetrainingEdge?: PartitionRetrainingEdgeResolvers<ContextType>;
  Pipeline?: PipelineResolvers<ContextType>;
  PipelineConnection?: PipelineConnectionResolvers<ContextType>;
  PipelineEdge?: PipelineEdgeResolvers<ContextType>;
  PipelineRun?: PipelineRunResolvers<ContextType>;
  PipelineRunConnection?: PipelineRunConnectionResolvers<ContextType>;
  PipelineRunEdge?: PipelineRunEdgeResolvers<ContextType>;
  PipelineTask?: PipelineTaskResolvers<ContextType>;
  PipelineTaskConnection?: PipelineTaskConnectionResolvers<ContextType>;
  PipelineTaskEdge?: PipelineTaskEdgeResolvers<ContextType>;
  PipelineVersion?: PipelineVersionResolvers<ContextType>;
  PipelineVersionConnection?: PipelineVersionConnectionResolvers<ContextType>;
  PipelineVersionEdge?: PipelineVersionEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RetrainingCounts?: RetrainingCountsResolvers<ContextType>;
  RetrainingOutcome?: RetrainingOutcomeResolvers<ContextType>;
  RetrainingOutcomeConnection?: RetrainingOutcomeConnectionResolvers<ContextType>;
  RetrainingOutcomeEdge?: RetrainingOutcomeEdgeResolvers<ContextType>;
  RunFailure?: RunFailureResolvers<ContextType>;
  StepRun?: StepRunResolvers<ContextType>;
  StepUsage?: StepUsageResolvers<ContextType>;
  TaskAttempt?: TaskAttemptResolvers<ContextType>;
  TaskCounts?: TaskCountsResolvers<ContextType>;
  TaskFailure?: TaskFailureResolvers<ContextType>;
  TaskProgress?: TaskProgressResolvers<ContextType>;
  Trigger?: TriggerResolvers<ContextType>;
  TriggerConnection?: TriggerConnectionResolvers<ContextType>;
  TriggerEdge?: TriggerEdgeResolvers<ContextType>;
  TriggerFiring?: TriggerFiringResolvers<ContextType>;
  WorkerStep?: WorkerStepResolvers<ContextType>;
  WorkerStepConnection?: WorkerStepConnectionResolvers<ContextType>;
  WorkerStepEdge?: WorkerStepEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>;
};
