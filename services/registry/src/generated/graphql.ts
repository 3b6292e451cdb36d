import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Model as ModelMapper } from '../domain/model.ts';
import type { ModelVersion as ModelVersionMapper, Gate as GateMapper } from '../domain/model-version.ts';
import type { ModelPartition as ModelPartitionMapper } from '../domain/model-partition.ts';
import type { AliasMove as AliasMoveMapper } from '../domain/alias.ts';
import type { ArtifactReference as ArtifactReferenceMapper, RunReference as RunReferenceMapper, DatasetVersionReference as DatasetVersionReferenceMapper } from '../domain/references.ts';
import type { Environment as EnvironmentMapper } from '../domain/environment.ts';
import type { Approval as ApprovalMapper } from '../domain/approval.ts';
import type { AuditEntry as AuditEntryMapper, AuditKey as AuditKeyMapper } from '../domain/audit.ts';
import type { VersionComparison as VersionComparisonMapper, PartitionChange as PartitionChangeMapper } from '../domain/comparison.ts';
import type { CohortChange as CohortChangeMapper } from '../domain/cohort.ts';
import type { CohortOutcomeOf as CohortOutcomeOfMapper } from '../resolvers/cohort-outcome.ts';
import type { PartitionGrid as PartitionGridMapper } from '../commands/write-partition-grid.ts';
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

/** A movable name for a version: `champion` is live, `challenger` waits to be. */
export type Alias = {
  __typename?: 'Alias';
  /** Newest first. */
  history: AliasMoveConnection;
  /** `<model>@<name>`. */
  id: Scalars['ID']['output'];
  model: Model;
  movedAt: Scalars['DateTime']['output'];
  /** A person, or `policy`. */
  movedBy: Scalars['String']['output'];
  name: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  /** Rises by one with every move. */
  revision: Scalars['Int']['output'];
  version: ModelVersion;
};


/** A movable name for a version: `champion` is live, `challenger` waits to be. */
export type AliasHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type AliasConnection = {
  __typename?: 'AliasConnection';
  edges: Array<AliasEdge>;
  pageInfo: PageInfo;
};

export type AliasEdge = {
  __typename?: 'AliasEdge';
  cursor: Scalars['String']['output'];
  node: Alias;
};

export type AliasMove = {
  __typename?: 'AliasMove';
  alias: Scalars['String']['output'];
  kind: AliasMoveKind;
  model: Model;
  movedAt: Scalars['DateTime']['output'];
  /** A person, or `policy`. */
  movedBy: Scalars['String']['output'];
  /** What the alias named before; null for its first move. */
  previousVersion?: Maybe<ModelVersion>;
  reason: Scalars['String']['output'];
  revision: Scalars['Int']['output'];
  /** The run that asked for the move; null where a person did. */
  run?: Maybe<PipelineRun>;
  version: ModelVersion;
};

export type AliasMoveConnection = {
  __typename?: 'AliasMoveConnection';
  edges: Array<AliasMoveEdge>;
  pageInfo: PageInfo;
};

export type AliasMoveEdge = {
  __typename?: 'AliasMoveEdge';
  cursor: Scalars['String']['output'];
  node: AliasMove;
};

export type AliasMoveKind =
  | 'MOVE'
  | 'ROLLBACK';

/** A decision on a version. */
export type Approval = {
  __typename?: 'Approval';
  decidedAt: Scalars['DateTime']['output'];
  /** A person, or `policy`. */
  decidedBy: Scalars['String']['output'];
  decision: ApprovalDecision;
  reason: Scalars['String']['output'];
  requestedBy: Scalars['String']['output'];
  version: ModelVersion;
};

export type ApprovalDecision =
  | 'APPROVED'
  | 'REJECTED';

export type ApprovalPolicy =
  /** A person decides on every version. */
  | 'ALWAYS'
  /** A person decides when the gate has exceptions; the policy approves the others. */
  | 'EXCEPTIONS'
  /** The policy decides on every version: it approves unless the gate failed for the fleet. */
  | 'NEVER';

/** What an artifact of the store is known by. Fetch its bytes from `url` of the registry's own address. */
export type Artifact = {
  __typename?: 'Artifact';
  /** SHA-256 of the bytes, 64 hexadecimal characters. */
  digest: Scalars['ID']['output'];
  /** The partitions that brought this artifact, or this pack, newest version first. */
  introducedBy: ModelPartitionConnection;
  /** Bytes; null where the store has no such artifact of its own (a member of a pack). */
  size?: Maybe<Scalars['BigInt']['output']>;
  /** The path to GET or HEAD, with ranges. */
  url: Scalars['String']['output'];
};


/** What an artifact of the store is known by. Fetch its bytes from `url` of the registry's own address. */
export type ArtifactIntroducedByArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ArtifactConnection = {
  __typename?: 'ArtifactConnection';
  edges: Array<ArtifactEdge>;
  pageInfo: PageInfo;
};

export type ArtifactEdge = {
  __typename?: 'ArtifactEdge';
  cursor: Scalars['String']['output'];
  node: Artifact;
};

/** One thing that was done to a model. Its hash covers the entry and the hash before it. */
export type AuditEvent = {
  __typename?: 'AuditEvent';
  /** `model_version.approved`, `alias.moved`, … */
  action: Scalars['String']['output'];
  /** Who did it: a person, or `policy`. */
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  details: Scalars['JSON']['output'];
  hash: Scalars['String']['output'];
  key: AuditKey;
  model: Model;
  /** The hash of the entry before; 64 zeros for the first. */
  previousHash: Scalars['String']['output'];
  /** From 1, without gaps. */
  sequence: Scalars['Int']['output'];
  /** Ed25519 over the hash (its 32 bytes), base64url. */
  signature: Scalars['String']['output'];
  /** What it was done to: the id of a model, a version or an alias. */
  subject: Scalars['String']['output'];
};

export type AuditEventConnection = {
  __typename?: 'AuditEventConnection';
  edges: Array<AuditEventEdge>;
  pageInfo: PageInfo;
};

export type AuditEventEdge = {
  __typename?: 'AuditEventEdge';
  cursor: Scalars['String']['output'];
  node: AuditEvent;
};

export type AuditKey = {
  __typename?: 'AuditKey';
  firstUsedAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  /** PEM (SPKI). */
  publicKey: Scalars['String']['output'];
};

export type AuditVerification = {
  __typename?: 'AuditVerification';
  /** The first entry that is missing or was changed; null where all are as they were written. */
  brokenAt?: Maybe<Scalars['Int']['output']>;
  /** Entries that were read. */
  entryCount: Scalars['Int']['output'];
  /** The hash of the newest entry; null where there is none. */
  headHash?: Maybe<Scalars['String']['output']>;
  /** What is wrong with it. */
  problem?: Maybe<Scalars['String']['output']>;
  valid: Scalars['Boolean']['output'];
};

/** One output of the baseline: `constant` plus the weighted sum of features. */
export type BaselineOutput = {
  __typename?: 'BaselineOutput';
  constant: Scalars['Float']['output'];
  output: Scalars['String']['output'];
  terms: Array<BaselineTerm>;
};

export type BaselineOutputInput = {
  constant?: InputMaybe<Scalars['Float']['input']>;
  output: Scalars['String']['input'];
  terms?: InputMaybe<Array<BaselineTermInput>>;
};

export type BaselineTerm = {
  __typename?: 'BaselineTerm';
  feature: Scalars['String']['output'];
  weight: Scalars['Float']['output'];
};

export type BaselineTermInput = {
  feature: Scalars['String']['input'];
  weight: Scalars['Float']['input'];
};

/** What was made of the partitions of a cohort. */
export type CohortChange = {
  __typename?: 'CohortChange';
  /** The champion, among whose partitions the filter chose. */
  base: ModelVersion;
  counts: CohortCounts;
  dryRun: Scalars['Boolean']['output'];
  /** Null for a dry run. */
  id?: Maybe<Scalars['ID']['output']>;
  /** By canonical key. */
  outcomes: CohortOutcomeConnection;
  /** The version that was made; null for a dry run, and where nothing was to change. */
  version?: Maybe<ModelVersion>;
};


/** What was made of the partitions of a cohort. */
export type CohortChangeOutcomesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  outcome?: InputMaybe<CohortOutcomeKind>;
};

export type CohortCounts = {
  __typename?: 'CohortCounts';
  changed: Scalars['Int']['output'];
  chosen: Scalars['Int']['output'];
  notFound: Scalars['Int']['output'];
  pinned: Scalars['Int']['output'];
  unchanged: Scalars['Int']['output'];
};

/** Partitions of the champion, and what shall be made of them. */
export type CohortInput = {
  /** Tells what would become of every partition, and changes nothing. */
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** An approved version of the model, whose artifacts they get. Not for `unpinPartitions`. */
  fromVersion?: InputMaybe<Scalars['ID']['input']>;
  /** The same request with the same key again answers with what was done. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  model: Scalars['String']['input'];
  /** At least one condition; an empty `keyPrefix` for every partition. */
  partitions: PartitionFilter;
  reason: Scalars['String']['input'];
};

export type CohortOutcome = {
  __typename?: 'CohortOutcome';
  /** The canonical key. */
  key: Scalars['String']['output'];
  outcome: CohortOutcomeKind;
  /** As it is in `base`; null where `base` has it not. */
  partition?: Maybe<ModelPartition>;
  /** The version whose artifact it gets or has already; null where there is none. */
  source?: Maybe<ModelVersion>;
};

export type CohortOutcomeConnection = {
  __typename?: 'CohortOutcomeConnection';
  edges: Array<CohortOutcomeEdge>;
  pageInfo: PageInfo;
};

export type CohortOutcomeEdge = {
  __typename?: 'CohortOutcomeEdge';
  cursor: Scalars['String']['output'];
  node: CohortOutcome;
};

export type CohortOutcomeKind =
  /** Has another artifact or another pin in the new version, or would have in a dry run. */
  | 'CHANGED'
  /** There is no such partition, or no approved artifact to give it. */
  | 'NOT_FOUND'
  /** Is pinned, so that a rollback leaves it. */
  | 'PINNED'
  /** Is what it was asked to be already. */
  | 'UNCHANGED';

export type CreateModelVersionInput = {
  /** The same key again answers with the version it made. */
  idempotencyKey: Scalars['String']['input'];
  /** A manifest in the artifact store. */
  manifestDigest: Scalars['String']['input'];
  model: Scalars['String']['input'];
  /** The version whose partitions are kept unless the manifest changes them; null to begin with nothing. */
  parent?: InputMaybe<Scalars['ID']['input']>;
};

export type DatasetVersion = {
  __typename?: 'DatasetVersion';
  id: Scalars['ID']['output'];
  /** The model versions trained on it, newest first. */
  modelVersions: ModelVersionConnection;
};


export type DatasetVersionModelVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What code ran in when it trained, recorded by the worker. */
export type Environment = {
  __typename?: 'Environment';
  digest: Scalars['ID']['output'];
  /** By name. */
  libraries: LibraryConnection;
  /** SHA-256 of the lockfile; null where there was none. */
  lockfileDigest?: Maybe<Scalars['String']['output']>;
  /** The versions trained in it, newest first. */
  modelVersions: ModelVersionConnection;
  /** `linux-x64 6.1.0`. */
  platform: Scalars['String']['output'];
  /** When the registry first saw it. */
  recordedAt: Scalars['DateTime']['output'];
  /** `node 24.21.0`. */
  runtime: Scalars['String']['output'];
};


/** What code ran in when it trained, recorded by the worker. */
export type EnvironmentLibrariesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** What code ran in when it trained, recorded by the worker. */
export type EnvironmentModelVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Library = {
  __typename?: 'Library';
  name: Scalars['String']['output'];
  version: Scalars['String']['output'];
};

export type LibraryConnection = {
  __typename?: 'LibraryConnection';
  edges: Array<LibraryEdge>;
  pageInfo: PageInfo;
};

export type LibraryEdge = {
  __typename?: 'LibraryEdge';
  cursor: Scalars['String']['output'];
  node: Library;
};

export type MetricDirection =
  /** More is better, as for a share of hits. */
  | 'MAXIMIZE'
  /** Less is better, as for an error. */
  | 'MINIMIZE';

/** At least one end; both belong to the range. */
export type MetricRange = {
  max?: InputMaybe<Scalars['Float']['input']>;
  min?: InputMaybe<Scalars['Float']['input']>;
  /** The model's primary metric where it is not given. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** Of one metric over partitions, each counted once; in the unit of the metric. */
export type MetricSummary = {
  __typename?: 'MetricSummary';
  count: Scalars['Int']['output'];
  max: Scalars['Float']['output'];
  mean: Scalars['Float']['output'];
  median: Scalars['Float']['output'];
  min: Scalars['Float']['output'];
  p90: Scalars['Float']['output'];
};

/** A fleet of models with one purpose: one for every value of the keys in `partitionedBy`. */
export type Model = {
  __typename?: 'Model';
  /** The alias of that name, or null where there is none. */
  alias?: Maybe<Alias>;
  /** By name. */
  aliases: AliasConnection;
  approvalPolicy: ApprovalPolicy;
  /** Newest first. */
  auditLog: AuditEventConnection;
  /** What answers where no partition does, by output; empty where the model declares nothing. */
  baseline: Array<BaselineOutput>;
  /** The version that `champion` names; null before the first promotion. */
  champion?: Maybe<ModelVersion>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  description: Scalars['String']['output'];
  /** Lower-case letters, digits, `-` and `_`, at most 64. */
  name: Scalars['String']['output'];
  /** The person or team to ask. */
  owner: Scalars['String']['output'];
  /** Partitions that any version ever had. */
  partitionCount: Scalars['Int']['output'];
  /** The columns whose values make a partition key, in order; empty for a single model. */
  partitionedBy: Array<Scalars['String']['output']>;
  /** The metric that the gate and the lists of partitions sort by. */
  primaryMetric: PrimaryMetric;
  signature: Signature;
  /** Newest first. */
  versions: ModelVersionConnection;
};


/** A fleet of models with one purpose: one for every value of the keys in `partitionedBy`. */
export type ModelAliasArgs = {
  name: Scalars['String']['input'];
};


/** A fleet of models with one purpose: one for every value of the keys in `partitionedBy`. */
export type ModelAliasesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A fleet of models with one purpose: one for every value of the keys in `partitionedBy`. */
export type ModelAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A fleet of models with one purpose: one for every value of the keys in `partitionedBy`. */
export type ModelVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  state?: InputMaybe<ModelVersionState>;
};

export type ModelConnection = {
  __typename?: 'ModelConnection';
  edges: Array<ModelEdge>;
  pageInfo: PageInfo;
};

export type ModelEdge = {
  __typename?: 'ModelEdge';
  cursor: Scalars['String']['output'];
  node: Model;
};

/** What one partition is in one version. */
export type ModelPartition = {
  __typename?: 'ModelPartition';
  /** Whether this version changed the partition against its parent. */
  changed: Scalars['Boolean']['output'];
  /** The versions that changed this partition, newest first: each as the partition was there. */
  history: ModelPartitionConnection;
  /** `<model>/<number>#<canonical key>`. */
  id: Scalars['ID']['output'];
  /** The version that brought the artifact: this one where `changed`. */
  introducedIn: ModelVersion;
  /** The canonical key: the values joined by `/`; empty for a single model. */
  key: Scalars['String']['output'];
  /** Bytes of the file. */
  length: Scalars['Int']['output'];
  /** By name, as measured when the artifact was trained. */
  metrics: Scalars['JSON']['output'];
  /** Where in the pack the file begins, in bytes. */
  offset: Scalars['BigInt']['output'];
  /** The number of the partition within its model; never changes. */
  ordinal: Scalars['Int']['output'];
  /** The pack that holds the file, or the file itself. */
  pack: Artifact;
  /** Pinned partitions keep their artifact in later versions. */
  pinned: Scalars['Boolean']['output'];
  /** The model's primary metric; null where it was not measured. */
  primaryMetric?: Maybe<Scalars['Float']['output']>;
  /** Why the verdict is what it is, where the gate said so. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The run that trained the artifact; null where that was not recorded. */
  run?: Maybe<PipelineRun>;
  /** SHA-256 of the ONNX file. */
  sha256: Scalars['String']['output'];
  /** Rows the artifact was trained on; null where that was not recorded. */
  trainedRows?: Maybe<Scalars['BigInt']['output']>;
  /** In the order of the model's `partitionedBy`; `*` stands for every value. */
  values: Array<Scalars['String']['output']>;
  /** The gate's verdict when the artifact was trained; null where no gate judged it. */
  verdict?: Maybe<PartitionVerdict>;
  version: ModelVersion;
};


/** What one partition is in one version. */
export type ModelPartitionHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ModelPartitionConnection = {
  __typename?: 'ModelPartitionConnection';
  edges: Array<ModelPartitionEdge>;
  pageInfo: PageInfo;
};

export type ModelPartitionEdge = {
  __typename?: 'ModelPartitionEdge';
  cursor: Scalars['String']['output'];
  node: ModelPartition;
};

/** One immutable set of partitions. */
export type ModelVersion = {
  __typename?: 'ModelVersion';
  /** The aliases that name this version now, at most 100. */
  aliases: Array<Alias>;
  /** The decision; null while the version is a candidate. */
  approval?: Maybe<Approval>;
  /** The digest of the code that trained. */
  code?: Maybe<Scalars['String']['output']>;
  /** Keys changed here and on the champion: they keep the champion's artifact and need the gate again. By key. */
  conflicts: PartitionKeyConnection;
  createdAt: Scalars['DateTime']['output'];
  /** What it was trained on. */
  datasetVersions: TrainingDatasetConnection;
  /** What it was trained in; null where that was not recorded. */
  environment?: Maybe<Environment>;
  /** What the policy found worth a person's look, at most 20 sentences. */
  exceptions: Array<Scalars['String']['output']>;
  /** What the gate counted; null where there was none. */
  gate?: Maybe<VersionGate>;
  /** `<model>/<number>`. */
  id: Scalars['ID']['output'];
  /** All partitions of the version: what serving loads. */
  manifest: Artifact;
  /** Metrics of the whole fleet, by name. */
  metrics: Scalars['JSON']['output'];
  model: Model;
  /** Whether a person has to decide or had to. */
  needsApproval: Scalars['Boolean']['output'];
  number: Scalars['Int']['output'];
  origin: ModelVersionOrigin;
  /** The version it was derived from; null for one that began with nothing. */
  parent?: Maybe<ModelVersion>;
  /** The partition with that canonical key, or null where the version has none. Errors: INVALID_ARGUMENT (malformed key). */
  partition?: Maybe<ModelPartition>;
  /** Errors: INVALID_ARGUMENT (a filter by metric without a range). */
  partitions: ModelPartitionConnection;
  /** Tables of how the features were distributed in training, the newest first. */
  profiles: ArtifactConnection;
  /** The manifest as it was proposed: the changed partitions alone; null for a derived version. */
  proposedManifest?: Maybe<Artifact>;
  /** The version that goes live in the place of this one, as the champion had moved. */
  rebasedAs?: Maybe<ModelVersion>;
  /** The candidate whose changes this version puts on the champion. */
  rebasedFrom?: Maybe<ModelVersion>;
  /** The person who started the run or owns its trigger, or who made the version. */
  requestedBy: Scalars['String']['output'];
  /** The run that proposed it; null for one that a person made. */
  run?: Maybe<PipelineRun>;
  state: ModelVersionState;
  summary: VersionSummary;
};


/** One immutable set of partitions. */
export type ModelVersionConflictsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** One immutable set of partitions. */
export type ModelVersionDatasetVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** One immutable set of partitions. */
export type ModelVersionPartitionArgs = {
  key: Scalars['String']['input'];
};


/** One immutable set of partitions. */
export type ModelVersionPartitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PartitionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<PartitionOrder>;
};


/** One immutable set of partitions. */
export type ModelVersionProfilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What `to` has that `from` has not, and the other way round. */
export type ModelVersionComparison = {
  __typename?: 'ModelVersionComparison';
  addedCount: Scalars['Int']['output'];
  /** Partitions of both with different artifacts. */
  changedCount: Scalars['Int']['output'];
  from: ModelVersion;
  /** Changed partitions whose primary metric is better in `to`. */
  improvedCount: Scalars['Int']['output'];
  /** By canonical key; what is the same in both is left out. */
  partitions: PartitionChangeConnection;
  removedCount: Scalars['Int']['output'];
  to: ModelVersion;
  /** Changed partitions whose primary metric is worse in `to`. */
  worsenedCount: Scalars['Int']['output'];
};


/** What `to` has that `from` has not, and the other way round. */
export type ModelVersionComparisonPartitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  change?: InputMaybe<PartitionChangeKind>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ModelVersionConnection = {
  __typename?: 'ModelVersionConnection';
  edges: Array<ModelVersionEdge>;
  pageInfo: PageInfo;
};

export type ModelVersionEdge = {
  __typename?: 'ModelVersionEdge';
  cursor: Scalars['String']['output'];
  node: ModelVersion;
};

export type ModelVersionOrigin =
  /** From the champion, with partitions pinned to an artifact. */
  | 'PINNED'
  /** From the manifest of a run or a person. */
  | 'PROPOSED'
  /** From the champion and the changed partitions of an approved version. */
  | 'REBASED'
  /** From the champion, with earlier artifacts of some partitions. */
  | 'ROLLED_BACK'
  /** From the champion, with partitions free to change again. */
  | 'UNPINNED';

export type ModelVersionState =
  /** May go live. */
  | 'APPROVED'
  /** Waits for a decision. */
  | 'CANDIDATE'
  /** Never goes live. */
  | 'REJECTED';

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Lets a candidate go live and moves the alias `challenger` to it. Where `champion` is no longer the parent, a version
   * is made that puts the changed partitions on the champion, and that one becomes the challenger (`rebasedAs`);
   * partitions changed on both sides keep the champion's artifact (`rebasedAs.conflicts`). Errors: NOT_FOUND;
   * PERMISSION_DENIED (whoever asked for a version cannot approve it); FAILED_PRECONDITION (not a candidate, or every
   * changed partition was changed on the champion as well); INVALID_ARGUMENT (no reason).
   */
  approveModelVersion: ModelVersion;
  /**
   * Makes a version from a manifest in the artifact store; the approval policy may decide on it at once. The manifest and
   * every changed artifact are checked first: nothing is kept of a manifest that is not valid. Errors: NOT_FOUND (model,
   * parent, an artifact that the manifest names); INVALID_ARGUMENT (a partition twice, a key of the wrong arity, a range
   * outside its pack, bytes that do not match their digest, a file that is not ONNX or whose inputs or outputs are not
   * the model's; `field`, `value` and `expected` say which).
   */
  createModelVersion: ModelVersion;
  /**
   * Makes an alias name a version, and makes the alias where there is none. `expectedRevision` is the revision the caller
   * saw, 0 for an alias that is not there yet; null moves it whatever it is. `champion` and `challenger` name approved
   * versions alone. Errors: NOT_FOUND; FAILED_PRECONDITION (the alias was moved by someone else: `value` is its revision;
   * the version is not approved); INVALID_ARGUMENT (name, no reason, a version of another model).
   */
  moveAlias: Alias;
  /**
   * Makes a version from the champion in which one partition has the artifact it had in `fromVersion`, and keeps it in
   * later versions until it is unpinned. The approval policy decides on it as on any other. Errors: NOT_FOUND (model,
   * version, partition); FAILED_PRECONDITION (there is no champion, or the partition is pinned to that artifact already);
   * INVALID_ARGUMENT (no reason).
   */
  pinPartition: ModelVersion;
  /**
   * Makes one version from the champion in which the chosen partitions have the artifacts they had in `fromVersion`, or
   * keep those they have, and keep them in later versions until they are unpinned. Errors: NOT_FOUND (model, version);
   * FAILED_PRECONDITION (there is no champion, `fromVersion` was not approved); INVALID_ARGUMENT (no reason, no condition,
   * a malformed key); ALREADY_EXISTS (the idempotency key was used for another request).
   */
  pinPartitions: CohortChange;
  /**
   * Makes a model. The same definition again answers with the model that exists. Errors: ALREADY_EXISTS (another
   * definition has the name); INVALID_ARGUMENT (names, a feature or an input twice, a baseline of an unknown feature or
   * output; `field` says which).
   */
  registerModel: Model;
  /** Refuses a candidate for good. Errors: NOT_FOUND; FAILED_PRECONDITION (not a candidate); INVALID_ARGUMENT (no reason). */
  rejectModelVersion: ModelVersion;
  /**
   * Makes an alias name what it named before; again goes one step further back. Errors: NOT_FOUND; FAILED_PRECONDITION
   * (nothing before, or moved by someone else); INVALID_ARGUMENT (no reason).
   */
  rollBackAlias: Alias;
  /**
   * Makes one version from the champion in which the chosen partitions have the artifacts they had in `fromVersion`, or
   * else those before the version that brought what they have now. Later versions may change them; pinned partitions stay
   * as they are. Errors as `pinPartitions`.
   */
  rollBackPartitions: CohortChange;
  /** Changes who decides on the versions that are proposed from now on. Errors: NOT_FOUND; INVALID_ARGUMENT (no reason). */
  setApprovalPolicy: Model;
  /**
   * Makes a version from the champion in which a pinned partition may change again. Its artifact stays until a run trains
   * another. Errors: NOT_FOUND (model, partition); FAILED_PRECONDITION (there is no champion, or the partition is not
   * pinned); INVALID_ARGUMENT (no reason).
   */
  unpinPartition: ModelVersion;
  /** Makes one version from the champion in which the chosen partitions may change again. Errors as `pinPartitions`. */
  unpinPartitions: CohortChange;
};


export type MutationApproveModelVersionArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationCreateModelVersionArgs = {
  input: CreateModelVersionInput;
};


export type MutationMoveAliasArgs = {
  alias: Scalars['String']['input'];
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  model: Scalars['String']['input'];
  reason: Scalars['String']['input'];
  version: Scalars['ID']['input'];
};


export type MutationPinPartitionArgs = {
  fromVersion: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  model: Scalars['String']['input'];
  partition: Scalars['String']['input'];
  reason: Scalars['String']['input'];
};


export type MutationPinPartitionsArgs = {
  input: CohortInput;
};


export type MutationRegisterModelArgs = {
  input: RegisterModelInput;
};


export type MutationRejectModelVersionArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationRollBackAliasArgs = {
  alias: Scalars['String']['input'];
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  model: Scalars['String']['input'];
  reason: Scalars['String']['input'];
};


export type MutationRollBackPartitionsArgs = {
  input: CohortInput;
};


export type MutationSetApprovalPolicyArgs = {
  model: Scalars['String']['input'];
  policy: ApprovalPolicy;
  reason: Scalars['String']['input'];
};


export type MutationUnpinPartitionArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  model: Scalars['String']['input'];
  partition: Scalars['String']['input'];
  reason: Scalars['String']['input'];
};


export type MutationUnpinPartitionsArgs = {
  input: CohortInput;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type PartitionChange = {
  __typename?: 'PartitionChange';
  change: PartitionChangeKind;
  /** Null where it was added. */
  from?: Maybe<ModelPartition>;
  key: Scalars['String']['output'];
  /** The primary metric in `to` less that in `from`; null where either has none. */
  metricDifference?: Maybe<Scalars['Float']['output']>;
  /** Null where it was removed. */
  to?: Maybe<ModelPartition>;
};

export type PartitionChangeConnection = {
  __typename?: 'PartitionChangeConnection';
  edges: Array<PartitionChangeEdge>;
  pageInfo: PageInfo;
};

export type PartitionChangeEdge = {
  __typename?: 'PartitionChangeEdge';
  cursor: Scalars['String']['output'];
  node: PartitionChange;
};

export type PartitionChangeKind =
  | 'ADDED'
  | 'CHANGED'
  | 'REMOVED';

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

/** All partitions of a version as one file (headway.grid/1). */
export type PartitionGrid = {
  __typename?: 'PartitionGrid';
  artifact: Artifact;
  /** The digest of the file. */
  digest: Scalars['ID']['output'];
  /** The metrics in it, by name. */
  metrics: Array<Scalars['String']['output']>;
  partitionCount: Scalars['Int']['output'];
  version: ModelVersion;
};

export type PartitionKeyConnection = {
  __typename?: 'PartitionKeyConnection';
  edges: Array<PartitionKeyEdge>;
  pageInfo: PageInfo;
};

export type PartitionKeyEdge = {
  __typename?: 'PartitionKeyEdge';
  cursor: Scalars['String']['output'];
  /** A canonical partition key. */
  node: Scalars['String']['output'];
};

export type PartitionOrder =
  /** By the primary metric, the best first; those without it last. */
  | 'BEST_FIRST'
  /** By canonical key. */
  | 'KEY'
  /** By the primary metric, the worst first; those without it last. */
  | 'WORST_FIRST';

export type PartitionVerdict =
  | 'BETTER'
  | 'NON_INFERIOR'
  | 'TOO_LITTLE_DATA'
  | 'WORSE';

export type PipelineRun = {
  __typename?: 'PipelineRun';
  id: Scalars['ID']['output'];
  /** The version that the run proposed and those that put it on a champion that had moved, newest first. */
  modelVersions: ModelVersionConnection;
};


export type PipelineRunModelVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type PrimaryMetric = {
  __typename?: 'PrimaryMetric';
  direction: MetricDirection;
  name: Scalars['String']['output'];
};

export type PrimaryMetricInput = {
  direction: MetricDirection;
  name: Scalars['String']['input'];
};

export type Query = {
  __typename?: 'Query';
  /** What an alias named at a moment, by the move that was then the last; null before its first move. */
  aliasAt?: Maybe<AliasMove>;
  /** The artifact with that SHA-256, or null where the store has none. Errors: INVALID_ARGUMENT (not a digest). */
  artifact?: Maybe<Artifact>;
  /** The public key with which audit heads were signed, or null where no such key was used. */
  auditKey?: Maybe<AuditKey>;
  /** The audit log of a model, newest first. Errors: NOT_FOUND (model). */
  auditLog: AuditEventConnection;
  /** What became of a cohort that was pinned, freed or rolled back, or null where there is no such change. */
  cohortChange?: Maybe<CohortChange>;
  /**
   * What changed between two versions of one model. Errors: NOT_FOUND (either version); INVALID_ARGUMENT (versions of
   * two models).
   */
  compareModelVersions: ModelVersionComparison;
  /** The environment with that digest, or null where no version was trained in it. */
  environment?: Maybe<Environment>;
  /** The model of that name, or null where there is none. */
  model?: Maybe<Model>;
  /** One partition of one version, by id (`<model>/<number>#<canonical key>`), or null where there is none. */
  modelPartition?: Maybe<ModelPartition>;
  /** The version with that id (`<model>/<number>`), or null where there is none. */
  modelVersion?: Maybe<ModelVersion>;
  /** All models, by name. */
  models: ModelConnection;
  /**
   * A columnar snapshot of all partitions of a version with some metrics (the primary one where none is named), for maps
   * and tables: one file, which docs/partition-grid.md describes. The same version and metrics give the same digest.
   * Errors: NOT_FOUND (version); INVALID_ARGUMENT (more than 50 metrics, one that no partition has).
   */
  partitionGrid: PartitionGrid;
  /**
   * Recomputes the hash chain of a model's audit log from its first entry and checks every signature. Reads the whole
   * log of the model. Errors: NOT_FOUND (model).
   */
  verifyAuditLog: AuditVerification;
  /** Candidates that wait for a person, of one model or of all, oldest first. */
  waitingModelVersions: ModelVersionConnection;
};


export type QueryAliasAtArgs = {
  model: Scalars['String']['input'];
  name: Scalars['String']['input'];
  time: Scalars['DateTime']['input'];
};


export type QueryArtifactArgs = {
  digest: Scalars['ID']['input'];
};


export type QueryAuditKeyArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  model: Scalars['String']['input'];
};


export type QueryCohortChangeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCompareModelVersionsArgs = {
  from: Scalars['ID']['input'];
  to: Scalars['ID']['input'];
};


export type QueryEnvironmentArgs = {
  digest: Scalars['ID']['input'];
};


export type QueryModelArgs = {
  name: Scalars['String']['input'];
};


export type QueryModelPartitionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryModelVersionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryModelsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPartitionGridArgs = {
  metrics?: InputMaybe<Array<Scalars['String']['input']>>;
  version: Scalars['ID']['input'];
};


export type QueryVerifyAuditLogArgs = {
  model: Scalars['String']['input'];
};


export type QueryWaitingModelVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  model?: InputMaybe<Scalars['String']['input']>;
};

export type RegisterModelInput = {
  approvalPolicy?: InputMaybe<ApprovalPolicy>;
  baseline?: InputMaybe<Array<BaselineOutputInput>>;
  description?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  owner: Scalars['String']['input'];
  /** Empty for a single model. */
  partitionedBy: Array<Scalars['String']['input']>;
  primaryMetric: PrimaryMetricInput;
  signature: SignatureInput;
};

export type Role =
  | 'ADMIN'
  | 'APPROVER'
  | 'OPERATOR'
  | 'SERVICE'
  | 'VIEWER';

/** What every artifact of the model takes and gives. */
export type Signature = {
  __typename?: 'Signature';
  /** The columns of the input `features`, in order. */
  features: Array<Scalars['String']['output']>;
  inputs: Array<TensorSpec>;
  outputs: Array<TensorSpec>;
};

export type SignatureInput = {
  /** The columns of the input `features`, in order. */
  features: Array<Scalars['String']['input']>;
  inputs: Array<TensorSpecInput>;
  outputs: Array<TensorSpecInput>;
};

export type TensorSpec = {
  __typename?: 'TensorSpec';
  /** As in the Open Inference Protocol: `FP32`. */
  datatype: Scalars['String']['output'];
  name: Scalars['String']['output'];
  /** A length for each dimension; -1 where any is allowed. */
  shape: Array<Scalars['Int']['output']>;
};

export type TensorSpecInput = {
  /** `FP32` alone for now. */
  datatype: Scalars['String']['input'];
  name: Scalars['String']['input'];
  /** A length for each dimension; -1 where any is allowed. */
  shape: Array<Scalars['Int']['input']>;
};

export type TrainingDatasetConnection = {
  __typename?: 'TrainingDatasetConnection';
  edges: Array<TrainingDatasetEdge>;
  pageInfo: PageInfo;
};

export type TrainingDatasetEdge = {
  __typename?: 'TrainingDatasetEdge';
  cursor: Scalars['String']['output'];
  /** Null where the datasets service cannot be reached or has removed it. */
  node?: Maybe<DatasetVersion>;
};

/** Partitions of the version by the verdict on the artifact they have. */
export type VerdictCounts = {
  __typename?: 'VerdictCounts';
  better: Scalars['Int']['output'];
  nonInferior: Scalars['Int']['output'];
  /** Partitions whose artifact no gate judged. */
  none: Scalars['Int']['output'];
  tooLittleData: Scalars['Int']['output'];
  worse: Scalars['Int']['output'];
};

/** Partitions by the gate's verdict, as the run that proposed the version counted them. */
export type VersionGate = {
  __typename?: 'VersionGate';
  better: Scalars['Int']['output'];
  fleetPassed: Scalars['Boolean']['output'];
  nonInferior: Scalars['Int']['output'];
  tooLittleData: Scalars['Int']['output'];
  /** The verdict of every partition. */
  verdicts?: Maybe<Artifact>;
  worse: Scalars['Int']['output'];
};

/** Counted when the version was made. */
export type VersionSummary = {
  __typename?: 'VersionSummary';
  /** Bytes of the different artifacts together. */
  artifactBytes: Scalars['BigInt']['output'];
  /** Different artifacts. */
  artifactCount: Scalars['Int']['output'];
  /** Partitions whose artifact differs from the parent's. */
  changedCount: Scalars['Int']['output'];
  inheritedCount: Scalars['Int']['output'];
  partitionCount: Scalars['Int']['output'];
  pinnedCount: Scalars['Int']['output'];
  /** Over the partitions that have the primary metric; null where none has. */
  primaryMetric?: Maybe<MetricSummary>;
  /** Partitions that the parent has and this version has not. */
  removedCount: Scalars['Int']['output'];
  verdicts: VerdictCounts;
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
  Alias: Alias;
  Artifact: Artifact;
  DatasetVersion: DatasetVersion;
  Environment: Environment;
  Model: Model;
  ModelPartition: ModelPartition;
  ModelVersion: ModelVersion;
  PipelineRun: PipelineRun;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Alias:
    ( { __typename: 'Alias' }
    & GraphQLRecursivePick<FederationTypes['Alias'], {"id":true}> );
  Artifact:
    ( { __typename: 'Artifact' }
    & GraphQLRecursivePick<FederationTypes['Artifact'], {"digest":true}> );
  DatasetVersion:
    ( { __typename: 'DatasetVersion' }
    & GraphQLRecursivePick<FederationTypes['DatasetVersion'], {"id":true}> );
  Environment:
    ( { __typename: 'Environment' }
    & GraphQLRecursivePick<FederationTypes['Environment'], {"digest":true}> );
  Model:
    ( { __typename: 'Model' }
    & GraphQLRecursivePick<FederationTypes['Model'], {"name":true}> );
  ModelPartition:
    ( { __typename: 'ModelPartition' }
    & GraphQLRecursivePick<FederationTypes['ModelPartition'], {"id":true}> );
  ModelVersion:
    ( { __typename: 'ModelVersion' }
    & GraphQLRecursivePick<FederationTypes['ModelVersion'], {"id":true}> );
  PipelineRun:
    ( { __typename: 'PipelineRun' }
    & GraphQLRecursivePick<FederationTypes['PipelineRun'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Alias: ResolverTypeWrapper<AliasMoveMapper>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AliasConnection: ResolverTypeWrapper<Omit<AliasConnection, 'edges'> & { edges: Array<ResolversTypes['AliasEdge']> }>;
  AliasEdge: ResolverTypeWrapper<Omit<AliasEdge, 'node'> & { node: ResolversTypes['Alias'] }>;
  AliasMove: ResolverTypeWrapper<AliasMoveMapper>;
  AliasMoveConnection: ResolverTypeWrapper<Omit<AliasMoveConnection, 'edges'> & { edges: Array<ResolversTypes['AliasMoveEdge']> }>;
  AliasMoveEdge: ResolverTypeWrapper<Omit<AliasMoveEdge, 'node'> & { node: ResolversTypes['AliasMove'] }>;
  AliasMoveKind: AliasMoveKind;
  Approval: ResolverTypeWrapper<ApprovalMapper>;
  ApprovalDecision: ApprovalDecision;
  ApprovalPolicy: ApprovalPolicy;
  Artifact: ResolverTypeWrapper<ArtifactReferenceMapper>;
  ArtifactConnection: ResolverTypeWrapper<Omit<ArtifactConnection, 'edges'> & { edges: Array<ResolversTypes['ArtifactEdge']> }>;
  ArtifactEdge: ResolverTypeWrapper<Omit<ArtifactEdge, 'node'> & { node: ResolversTypes['Artifact'] }>;
  AuditEvent: ResolverTypeWrapper<AuditEntryMapper>;
  AuditEventConnection: ResolverTypeWrapper<Omit<AuditEventConnection, 'edges'> & { edges: Array<ResolversTypes['AuditEventEdge']> }>;
  AuditEventEdge: ResolverTypeWrapper<Omit<AuditEventEdge, 'node'> & { node: ResolversTypes['AuditEvent'] }>;
  AuditKey: ResolverTypeWrapper<AuditKeyMapper>;
  AuditVerification: ResolverTypeWrapper<AuditVerification>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BaselineOutput: ResolverTypeWrapper<BaselineOutput>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  BaselineOutputInput: BaselineOutputInput;
  BaselineTerm: ResolverTypeWrapper<BaselineTerm>;
  BaselineTermInput: BaselineTermInput;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  CohortChange: ResolverTypeWrapper<CohortChangeMapper>;
  CohortCounts: ResolverTypeWrapper<CohortCounts>;
  CohortInput: CohortInput;
  CohortOutcome: ResolverTypeWrapper<CohortOutcomeOfMapper>;
  CohortOutcomeConnection: ResolverTypeWrapper<Omit<CohortOutcomeConnection, 'edges'> & { edges: Array<ResolversTypes['CohortOutcomeEdge']> }>;
  CohortOutcomeEdge: ResolverTypeWrapper<Omit<CohortOutcomeEdge, 'node'> & { node: ResolversTypes['CohortOutcome'] }>;
  CohortOutcomeKind: CohortOutcomeKind;
  CreateModelVersionInput: CreateModelVersionInput;
  DatasetVersion: ResolverTypeWrapper<DatasetVersionReferenceMapper>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Environment: ResolverTypeWrapper<EnvironmentMapper>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Library: ResolverTypeWrapper<Library>;
  LibraryConnection: ResolverTypeWrapper<LibraryConnection>;
  LibraryEdge: ResolverTypeWrapper<LibraryEdge>;
  MetricDirection: MetricDirection;
  MetricRange: MetricRange;
  MetricSummary: ResolverTypeWrapper<MetricSummary>;
  Model: ResolverTypeWrapper<ModelMapper>;
  ModelConnection: ResolverTypeWrapper<Omit<ModelConnection, 'edges'> & { edges: Array<ResolversTypes['ModelEdge']> }>;
  ModelEdge: ResolverTypeWrapper<Omit<ModelEdge, 'node'> & { node: ResolversTypes['Model'] }>;
  ModelPartition: ResolverTypeWrapper<ModelPartitionMapper>;
  ModelPartitionConnection: ResolverTypeWrapper<Omit<ModelPartitionConnection, 'edges'> & { edges: Array<ResolversTypes['ModelPartitionEdge']> }>;
  ModelPartitionEdge: ResolverTypeWrapper<Omit<ModelPartitionEdge, 'node'> & { node: ResolversTypes['ModelPartition'] }>;
  ModelVersion: ResolverTypeWrapper<ModelVersionMapper>;
  ModelVersionComparison: ResolverTypeWrapper<VersionComparisonMapper>;
  ModelVersionConnection: ResolverTypeWrapper<Omit<ModelVersionConnection, 'edges'> & { edges: Array<ResolversTypes['ModelVersionEdge']> }>;
  ModelVersionEdge: ResolverTypeWrapper<Omit<ModelVersionEdge, 'node'> & { node: ResolversTypes['ModelVersion'] }>;
  ModelVersionOrigin: ModelVersionOrigin;
  ModelVersionState: ModelVersionState;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PartitionChange: ResolverTypeWrapper<PartitionChangeMapper>;
  PartitionChangeConnection: ResolverTypeWrapper<Omit<PartitionChangeConnection, 'edges'> & { edges: Array<ResolversTypes['PartitionChangeEdge']> }>;
  PartitionChangeEdge: ResolverTypeWrapper<Omit<PartitionChangeEdge, 'node'> & { node: ResolversTypes['PartitionChange'] }>;
  PartitionChangeKind: PartitionChangeKind;
  PartitionFilter: PartitionFilter;
  PartitionGrid: ResolverTypeWrapper<PartitionGridMapper>;
  PartitionKeyConnection: ResolverTypeWrapper<PartitionKeyConnection>;
  PartitionKeyEdge: ResolverTypeWrapper<PartitionKeyEdge>;
  PartitionOrder: PartitionOrder;
  PartitionVerdict: PartitionVerdict;
  PipelineRun: ResolverTypeWrapper<RunReferenceMapper>;
  PrimaryMetric: ResolverTypeWrapper<PrimaryMetric>;
  PrimaryMetricInput: PrimaryMetricInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RegisterModelInput: RegisterModelInput;
  Role: Role;
  Signature: ResolverTypeWrapper<Signature>;
  SignatureInput: SignatureInput;
  TensorSpec: ResolverTypeWrapper<TensorSpec>;
  TensorSpecInput: TensorSpecInput;
  TrainingDatasetConnection: ResolverTypeWrapper<Omit<TrainingDatasetConnection, 'edges'> & { edges: Array<ResolversTypes['TrainingDatasetEdge']> }>;
  TrainingDatasetEdge: ResolverTypeWrapper<Omit<TrainingDatasetEdge, 'node'> & { node?: Maybe<ResolversTypes['DatasetVersion']> }>;
  VerdictCounts: ResolverTypeWrapper<VerdictCounts>;
  VersionGate: ResolverTypeWrapper<GateMapper>;
  VersionSummary: ResolverTypeWrapper<VersionSummary>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Alias: AliasMoveMapper;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  AliasConnection: Omit<AliasConnection, 'edges'> & { edges: Array<ResolversParentTypes['AliasEdge']> };
  AliasEdge: Omit<AliasEdge, 'node'> & { node: ResolversParentTypes['Alias'] };
  AliasMove: AliasMoveMapper;
  AliasMoveConnection: Omit<AliasMoveConnection, 'edges'> & { edges: Array<ResolversParentTypes['AliasMoveEdge']> };
  AliasMoveEdge: Omit<AliasMoveEdge, 'node'> & { node: ResolversParentTypes['AliasMove'] };
  Approval: ApprovalMapper;
  Artifact: ArtifactReferenceMapper;
  ArtifactConnection: Omit<ArtifactConnection, 'edges'> & { edges: Array<ResolversParentTypes['ArtifactEdge']> };
  ArtifactEdge: Omit<ArtifactEdge, 'node'> & { node: ResolversParentTypes['Artifact'] };
  AuditEvent: AuditEntryMapper;
  AuditEventConnection: Omit<AuditEventConnection, 'edges'> & { edges: Array<ResolversParentTypes['AuditEventEdge']> };
  AuditEventEdge: Omit<AuditEventEdge, 'node'> & { node: ResolversParentTypes['AuditEvent'] };
  AuditKey: AuditKeyMapper;
  AuditVerification: AuditVerification;
  Boolean: Scalars['Boolean']['output'];
  BaselineOutput: BaselineOutput;
  Float: Scalars['Float']['output'];
  BaselineOutputInput: BaselineOutputInput;
  BaselineTerm: BaselineTerm;
  BaselineTermInput: BaselineTermInput;
  BigInt: Scalars['BigInt']['output'];
  CohortChange: CohortChangeMapper;
  CohortCounts: CohortCounts;
  CohortInput: CohortInput;
  CohortOutcome: CohortOutcomeOfMapper;
  CohortOutcomeConnection: Omit<CohortOutcomeConnection, 'edges'> & { edges: Array<ResolversParentTypes['CohortOutcomeEdge']> };
  CohortOutcomeEdge: Omit<CohortOutcomeEdge, 'node'> & { node: ResolversParentTypes['CohortOutcome'] };
  CreateModelVersionInput: CreateModelVersionInput;
  DatasetVersion: DatasetVersionReferenceMapper;
  DateTime: Scalars['DateTime']['output'];
  Environment: EnvironmentMapper;
  JSON: Scalars['JSON']['output'];
  Library: Library;
  LibraryConnection: LibraryConnection;
  LibraryEdge: LibraryEdge;
  MetricRange: MetricRange;
  MetricSummary: MetricSummary;
  Model: ModelMapper;
  ModelConnection: Omit<ModelConnection, 'edges'> & { edges: Array<ResolversParentTypes['ModelEdge']> };
  ModelEdge: Omit<ModelEdge, 'node'> & { node: ResolversParentTypes['Model'] };
  ModelPartition: ModelPartitionMapper;
  ModelPartitionConnection: Omit<ModelPartitionConnection, 'edges'> & { edges: Array<ResolversParentTypes['ModelPartitionEdge']> };
  ModelPartitionEdge: Omit<ModelPartitionEdge, 'node'> & { node: ResolversParentTypes['ModelPartition'] };
  ModelVersion: ModelVersionMapper;
  ModelVersionComparison: VersionComparisonMapper;
  ModelVersionConnection: Omit<ModelVersionConnection, 'edges'> & { edges: Array<ResolversParentTypes['ModelVersionEdge']> };
  ModelVersionEdge: Omit<ModelVersionEdge, 'node'> & { node: ResolversParentTypes['ModelVersion'] };
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  PartitionChange: PartitionChangeMapper;
  PartitionChangeConnection: Omit<PartitionChangeConnection, 'edges'> & { edges: Array<ResolversParentTypes['PartitionChangeEdge']> };
  PartitionChangeEdge: Omit<PartitionChangeEdge, 'node'> & { node: ResolversParentTypes['PartitionChange'] };
  PartitionFilter: PartitionFilter;
  PartitionGrid: PartitionGridMapper;
  PartitionKeyConnection: PartitionKeyConnection;
  PartitionKeyEdge: PartitionKeyEdge;
  PipelineRun: RunReferenceMapper;
  PrimaryMetric: PrimaryMetric;
  PrimaryMetricInput: PrimaryMetricInput;
  Query: Record<PropertyKey, never>;
  RegisterModelInput: RegisterModelInput;
  Signature: Signature;
  SignatureInput: SignatureInput;
  TensorSpec: TensorSpec;
  TensorSpecInput: TensorSpecInput;
  TrainingDatasetConnection: Omit<TrainingDatasetConnection, 'edges'> & { edges: Array<ResolversParentTypes['TrainingDatasetEdge']> };
  TrainingDatasetEdge: Omit<TrainingDatasetEdge, 'node'> & { node?: Maybe<ResolversParentTypes['DatasetVersion']> };
  VerdictCounts: VerdictCounts;
  VersionGate: GateMapper;
  VersionSummary: VersionSummary;
};

export type AuthDirectiveArgs = {
  requires?: Role;
};

export type AuthDirectiveResolver<Result, Parent, ContextType = Context, Args = AuthDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AliasResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Alias'] = ResolversParentTypes['Alias'], FederationReferenceType extends FederationReferenceTypes['Alias'] = FederationReferenceTypes['Alias']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Alias']> | FederationReferenceType, FederationReferenceType, ContextType>;
  history?: Resolver<ResolversTypes['AliasMoveConnection'], ParentType, ContextType, RequireFields<AliasHistoryArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['Model'], ParentType, ContextType>;
  movedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  movedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
};

export type AliasConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AliasConnection'] = ResolversParentTypes['AliasConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AliasEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AliasEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AliasEdge'] = ResolversParentTypes['AliasEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Alias'], ParentType, ContextType>;
};

export type AliasMoveResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AliasMove'] = ResolversParentTypes['AliasMove']> = {
  alias?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AliasMoveKind'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['Model'], ParentType, ContextType>;
  movedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  movedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousVersion?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['PipelineRun']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
};

export type AliasMoveConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AliasMoveConnection'] = ResolversParentTypes['AliasMoveConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AliasMoveEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AliasMoveEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AliasMoveEdge'] = ResolversParentTypes['AliasMoveEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AliasMove'], ParentType, ContextType>;
};

export type ApprovalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Approval'] = ResolversParentTypes['Approval']> = {
  decidedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decidedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  decision?: Resolver<ResolversTypes['ApprovalDecision'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
};

export type ArtifactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Artifact'] = ResolversParentTypes['Artifact'], FederationReferenceType extends FederationReferenceTypes['Artifact'] = FederationReferenceTypes['Artifact']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Artifact']> | FederationReferenceType, FederationReferenceType, ContextType>;
  digest?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  introducedBy?: Resolver<ResolversTypes['ModelPartitionConnection'], ParentType, ContextType, RequireFields<ArtifactIntroducedByArgs, 'first'>>;
  size?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ArtifactConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArtifactConnection'] = ResolversParentTypes['ArtifactConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ArtifactEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ArtifactEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArtifactEdge'] = ResolversParentTypes['ArtifactEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Artifact'], ParentType, ContextType>;
};

export type AuditEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEvent'] = ResolversParentTypes['AuditEvent']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  details?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['AuditKey'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['Model'], ParentType, ContextType>;
  previousHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  signature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventConnection'] = ResolversParentTypes['AuditEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEventEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventEdge'] = ResolversParentTypes['AuditEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEvent'], ParentType, ContextType>;
};

export type AuditKeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditKey'] = ResolversParentTypes['AuditKey']> = {
  firstUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  publicKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditVerificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditVerification'] = ResolversParentTypes['AuditVerification']> = {
  brokenAt?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  entryCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  headHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  valid?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type BaselineOutputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BaselineOutput'] = ResolversParentTypes['BaselineOutput']> = {
  constant?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  output?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  terms?: Resolver<Array<ResolversTypes['BaselineTerm']>, ParentType, ContextType>;
};

export type BaselineTermResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BaselineTerm'] = ResolversParentTypes['BaselineTerm']> = {
  feature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type CohortChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortChange'] = ResolversParentTypes['CohortChange']> = {
  base?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
  counts?: Resolver<ResolversTypes['CohortCounts'], ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  outcomes?: Resolver<ResolversTypes['CohortOutcomeConnection'], ParentType, ContextType, RequireFields<CohortChangeOutcomesArgs, 'first'>>;
  version?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
};

export type CohortCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortCounts'] = ResolversParentTypes['CohortCounts']> = {
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  chosen?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notFound?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pinned?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CohortOutcomeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortOutcome'] = ResolversParentTypes['CohortOutcome']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['CohortOutcomeKind'], ParentType, ContextType>;
  partition?: Resolver<Maybe<ResolversTypes['ModelPartition']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
};

export type CohortOutcomeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortOutcomeConnection'] = ResolversParentTypes['CohortOutcomeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CohortOutcomeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CohortOutcomeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortOutcomeEdge'] = ResolversParentTypes['CohortOutcomeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CohortOutcome'], ParentType, ContextType>;
};

export type DatasetVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetVersion'] = ResolversParentTypes['DatasetVersion'], FederationReferenceType extends FederationReferenceTypes['DatasetVersion'] = FederationReferenceTypes['DatasetVersion']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DatasetVersion']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  modelVersions?: Resolver<ResolversTypes['ModelVersionConnection'], ParentType, ContextType, RequireFields<DatasetVersionModelVersionsArgs, 'first'>>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EnvironmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Environment'] = ResolversParentTypes['Environment'], FederationReferenceType extends FederationReferenceTypes['Environment'] = FederationReferenceTypes['Environment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Environment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  digest?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  libraries?: Resolver<ResolversTypes['LibraryConnection'], ParentType, ContextType, RequireFields<EnvironmentLibrariesArgs, 'first'>>;
  lockfileDigest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  modelVersions?: Resolver<ResolversTypes['ModelVersionConnection'], ParentType, ContextType, RequireFields<EnvironmentModelVersionsArgs, 'first'>>;
  platform?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  runtime?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LibraryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Library'] = ResolversParentTypes['Library']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LibraryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LibraryConnection'] = ResolversParentTypes['LibraryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['LibraryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LibraryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LibraryEdge'] = ResolversParentTypes['LibraryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Library'], ParentType, ContextType>;
};

export type MetricSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricSummary'] = ResolversParentTypes['MetricSummary']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  mean?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  median?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  min?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p90?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ModelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Model'] = ResolversParentTypes['Model'], FederationReferenceType extends FederationReferenceTypes['Model'] = FederationReferenceTypes['Model']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Model']> | FederationReferenceType, FederationReferenceType, ContextType>;
  alias?: Resolver<Maybe<ResolversTypes['Alias']>, ParentType, ContextType, RequireFields<ModelAliasArgs, 'name'>>;
  aliases?: Resolver<ResolversTypes['AliasConnection'], ParentType, ContextType, RequireFields<ModelAliasesArgs, 'first'>>;
  approvalPolicy?: Resolver<ResolversTypes['ApprovalPolicy'], ParentType, ContextType>;
  auditLog?: Resolver<ResolversTypes['AuditEventConnection'], ParentType, ContextType, RequireFields<ModelAuditLogArgs, 'first'>>;
  baseline?: Resolver<Array<ResolversTypes['BaselineOutput']>, ParentType, ContextType>;
  champion?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  partitionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  partitionedBy?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  primaryMetric?: Resolver<ResolversTypes['PrimaryMetric'], ParentType, ContextType>;
  signature?: Resolver<ResolversTypes['Signature'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['ModelVersionConnection'], ParentType, ContextType, RequireFields<ModelVersionsArgs, 'first'>>;
};

export type ModelConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelConnection'] = ResolversParentTypes['ModelConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ModelEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ModelEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelEdge'] = ResolversParentTypes['ModelEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Model'], ParentType, ContextType>;
};

export type ModelPartitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelPartition'] = ResolversParentTypes['ModelPartition'], FederationReferenceType extends FederationReferenceTypes['ModelPartition'] = FederationReferenceTypes['ModelPartition']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ModelPartition']> | FederationReferenceType, FederationReferenceType, ContextType>;
  changed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  history?: Resolver<ResolversTypes['ModelPartitionConnection'], ParentType, ContextType, RequireFields<ModelPartitionHistoryArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  introducedIn?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  length?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  metrics?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  offset?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  ordinal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pack?: Resolver<ResolversTypes['Artifact'], ParentType, ContextType>;
  pinned?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  primaryMetric?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['PipelineRun']>, ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  trainedRows?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  values?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  verdict?: Resolver<Maybe<ResolversTypes['PartitionVerdict']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
};

export type ModelPartitionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelPartitionConnection'] = ResolversParentTypes['ModelPartitionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ModelPartitionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ModelPartitionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelPartitionEdge'] = ResolversParentTypes['ModelPartitionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ModelPartition'], ParentType, ContextType>;
};

export type ModelVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelVersion'] = ResolversParentTypes['ModelVersion'], FederationReferenceType extends FederationReferenceTypes['ModelVersion'] = FederationReferenceTypes['ModelVersion']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ModelVersion']> | FederationReferenceType, FederationReferenceType, ContextType>;
  aliases?: Resolver<Array<ResolversTypes['Alias']>, ParentType, ContextType>;
  approval?: Resolver<Maybe<ResolversTypes['Approval']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  conflicts?: Resolver<ResolversTypes['PartitionKeyConnection'], ParentType, ContextType, RequireFields<ModelVersionConflictsArgs, 'first'>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  datasetVersions?: Resolver<ResolversTypes['TrainingDatasetConnection'], ParentType, ContextType, RequireFields<ModelVersionDatasetVersionsArgs, 'first'>>;
  environment?: Resolver<Maybe<ResolversTypes['Environment']>, ParentType, ContextType>;
  exceptions?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  gate?: Resolver<Maybe<ResolversTypes['VersionGate']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  manifest?: Resolver<ResolversTypes['Artifact'], ParentType, ContextType>;
  metrics?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['Model'], ParentType, ContextType>;
  needsApproval?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['ModelVersionOrigin'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  partition?: Resolver<Maybe<ResolversTypes['ModelPartition']>, ParentType, ContextType, RequireFields<ModelVersionPartitionArgs, 'key'>>;
  partitions?: Resolver<ResolversTypes['ModelPartitionConnection'], ParentType, ContextType, RequireFields<ModelVersionPartitionsArgs, 'first' | 'orderBy'>>;
  profiles?: Resolver<ResolversTypes['ArtifactConnection'], ParentType, ContextType, RequireFields<ModelVersionProfilesArgs, 'first'>>;
  proposedManifest?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType>;
  rebasedAs?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  rebasedFrom?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['PipelineRun']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ModelVersionState'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['VersionSummary'], ParentType, ContextType>;
};

export type ModelVersionComparisonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelVersionComparison'] = ResolversParentTypes['ModelVersionComparison']> = {
  addedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  changedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
  improvedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  partitions?: Resolver<ResolversTypes['PartitionChangeConnection'], ParentType, ContextType, RequireFields<ModelVersionComparisonPartitionsArgs, 'first'>>;
  removedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
  worsenedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ModelVersionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelVersionConnection'] = ResolversParentTypes['ModelVersionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ModelVersionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ModelVersionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelVersionEdge'] = ResolversParentTypes['ModelVersionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  approveModelVersion?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType, RequireFields<MutationApproveModelVersionArgs, 'id' | 'reason'>>;
  createModelVersion?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType, RequireFields<MutationCreateModelVersionArgs, 'input'>>;
  moveAlias?: Resolver<ResolversTypes['Alias'], ParentType, ContextType, RequireFields<MutationMoveAliasArgs, 'alias' | 'model' | 'reason' | 'version'>>;
  pinPartition?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType, RequireFields<MutationPinPartitionArgs, 'fromVersion' | 'model' | 'partition' | 'reason'>>;
  pinPartitions?: Resolver<ResolversTypes['CohortChange'], ParentType, ContextType, RequireFields<MutationPinPartitionsArgs, 'input'>>;
  registerModel?: Resolver<ResolversTypes['Model'], ParentType, ContextType, RequireFields<MutationRegisterModelArgs, 'input'>>;
  rejectModelVersion?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType, RequireFields<MutationRejectModelVersionArgs, 'id' | 'reason'>>;
  rollBackAlias?: Resolver<ResolversTypes['Alias'], ParentType, ContextType, RequireFields<MutationRollBackAliasArgs, 'alias' | 'model' | 'reason'>>;
  rollBackPartitions?: Resolver<ResolversTypes['CohortChange'], ParentType, ContextType, RequireFields<MutationRollBackPartitionsArgs, 'input'>>;
  setApprovalPolicy?: Resolver<ResolversTypes['Model'], ParentType, ContextType, RequireFields<MutationSetApprovalPolicyArgs, 'model' | 'policy' | 'reason'>>;
  unpinPartition?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType, RequireFields<MutationUnpinPartitionArgs, 'model' | 'partition' | 'reason'>>;
  unpinPartitions?: Resolver<ResolversTypes['CohortChange'], ParentType, ContextType, RequireFields<MutationUnpinPartitionsArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartitionChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionChange'] = ResolversParentTypes['PartitionChange']> = {
  change?: Resolver<ResolversTypes['PartitionChangeKind'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['ModelPartition']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metricDifference?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['ModelPartition']>, ParentType, ContextType>;
};

export type PartitionChangeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionChangeConnection'] = ResolversParentTypes['PartitionChangeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PartitionChangeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PartitionChangeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionChangeEdge'] = ResolversParentTypes['PartitionChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PartitionChange'], ParentType, ContextType>;
};

export type PartitionGridResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionGrid'] = ResolversParentTypes['PartitionGrid']> = {
  artifact?: Resolver<ResolversTypes['Artifact'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metrics?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  partitionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
};

export type PartitionKeyConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionKeyConnection'] = ResolversParentTypes['PartitionKeyConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PartitionKeyEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PartitionKeyEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionKeyEdge'] = ResolversParentTypes['PartitionKeyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PipelineRunResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PipelineRun'] = ResolversParentTypes['PipelineRun'], FederationReferenceType extends FederationReferenceTypes['PipelineRun'] = FederationReferenceTypes['PipelineRun']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PipelineRun']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  modelVersions?: Resolver<ResolversTypes['ModelVersionConnection'], ParentType, ContextType, RequireFields<PipelineRunModelVersionsArgs, 'first'>>;
};

export type PrimaryMetricResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PrimaryMetric'] = ResolversParentTypes['PrimaryMetric']> = {
  direction?: Resolver<ResolversTypes['MetricDirection'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  aliasAt?: Resolver<Maybe<ResolversTypes['AliasMove']>, ParentType, ContextType, RequireFields<QueryAliasAtArgs, 'model' | 'name' | 'time'>>;
  artifact?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType, RequireFields<QueryArtifactArgs, 'digest'>>;
  auditKey?: Resolver<Maybe<ResolversTypes['AuditKey']>, ParentType, ContextType, RequireFields<QueryAuditKeyArgs, 'id'>>;
  auditLog?: Resolver<ResolversTypes['AuditEventConnection'], ParentType, ContextType, RequireFields<QueryAuditLogArgs, 'first' | 'model'>>;
  cohortChange?: Resolver<Maybe<ResolversTypes['CohortChange']>, ParentType, ContextType, RequireFields<QueryCohortChangeArgs, 'id'>>;
  compareModelVersions?: Resolver<ResolversTypes['ModelVersionComparison'], ParentType, ContextType, RequireFields<QueryCompareModelVersionsArgs, 'from' | 'to'>>;
  environment?: Resolver<Maybe<ResolversTypes['Environment']>, ParentType, ContextType, RequireFields<QueryEnvironmentArgs, 'digest'>>;
  model?: Resolver<Maybe<ResolversTypes['Model']>, ParentType, ContextType, RequireFields<QueryModelArgs, 'name'>>;
  modelPartition?: Resolver<Maybe<ResolversTypes['ModelPartition']>, ParentType, ContextType, RequireFields<QueryModelPartitionArgs, 'id'>>;
  modelVersion?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType, RequireFields<QueryModelVersionArgs, 'id'>>;
  models?: Resolver<ResolversTypes['ModelConnection'], ParentType, ContextType, RequireFields<QueryModelsArgs, 'first'>>;
  partitionGrid?: Resolver<ResolversTypes['PartitionGrid'], ParentType, ContextType, RequireFields<QueryPartitionGridArgs, 'version'>>;
  verifyAuditLog?: Resolver<ResolversTypes['AuditVerification'], ParentType, ContextType, RequireFields<QueryVerifyAuditLogArgs, 'model'>>;
  waitingModelVersions?: Resolver<ResolversTypes['ModelVersionConnection'], ParentType, ContextType, RequireFields<QueryWaitingModelVersionsArgs, 'first'>>;
};

export type SignatureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Signature'] = ResolversParentTypes['Signature']> = {
  features?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  inputs?: Resolver<Array<ResolversTypes['TensorSpec']>, ParentType, ContextType>;
  outputs?: Resolver<Array<ResolversTypes['TensorSpec']>, ParentType, ContextType>;
};

export type TensorSpecResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TensorSpec'] = ResolversParentTypes['TensorSpec']> = {
  datatype?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shape?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TrainingDatasetConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrainingDatasetConnection'] = ResolversParentTypes['TrainingDatasetConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TrainingDatasetEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TrainingDatasetEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrainingDatasetEdge'] = ResolversParentTypes['TrainingDatasetEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['DatasetVersion']>, ParentType, ContextType>;
};

export type VerdictCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerdictCounts'] = ResolversParentTypes['VerdictCounts']> = {
  better?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nonInferior?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  none?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tooLittleData?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  worse?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VersionGateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VersionGate'] = ResolversParentTypes['VersionGate']> = {
  better?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fleetPassed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nonInferior?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tooLittleData?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  verdicts?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType>;
  worse?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VersionSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VersionSummary'] = ResolversParentTypes['VersionSummary']> = {
  artifactBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  artifactCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  changedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  inheritedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  partitionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pinnedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  primaryMetric?: Resolver<Maybe<ResolversTypes['MetricSummary']>, ParentType, ContextType>;
  removedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  verdicts?: Resolver<ResolversTypes['VerdictCounts'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Alias?: AliasResolvers<ContextType>;
  AliasConnection?: AliasConnectionResolvers<ContextType>;
  AliasEdge?: AliasEdgeResolvers<ContextType>;
  AliasMove?: AliasMoveResolvers<ContextType>;
  AliasMoveConnection?: AliasMoveConnectionResolvers<ContextType>;
  AliasMoveEdge?: AliasMoveEdgeResolvers<ContextType>;
  Approval?: ApprovalResolvers<ContextType>;
  Artifact?: ArtifactResolvers<ContextType>;
  ArtifactConnection?: ArtifactConnectionResolvers<ContextType>;
  ArtifactEdge?: ArtifactEdgeResolvers<ContextType>;
  AuditEvent?: AuditEventResolvers<ContextType>;
  AuditEventConnection?: AuditEventConnectionResolvers<ContextType>;
  AuditEventEdge?: AuditEventEdgeResolvers<ContextType>;
  AuditKey?: AuditKeyResolvers<ContextType>;
  AuditVerification?: AuditVerificationResolvers<ContextType>;
  BaselineOutput?: BaselineOutputResolvers<ContextType>;
  BaselineTerm?: BaselineTermResolvers<ContextType>;
  BigInt?: GraphQLScalarType;
  CohortChange?: CohortChangeResolvers<ContextType>;
  CohortCounts?: CohortCountsResolvers<ContextType>;
  CohortOutcome?: CohortOutcomeResolvers<ContextType>;
  CohortOutcomeConnection?: CohortOutcomeConnectionResolvers<ContextType>;
  CohortOutcomeEdge?: CohortOutcomeEdgeResolvers<ContextType>;
  DatasetVersion?: DatasetVersionResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Environment?: EnvironmentResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Library?: LibraryResolvers<ContextType>;
  LibraryConnection?: LibraryConnectionResolvers<ContextType>;
  LibraryEdge?: LibraryEdgeResolvers<ContextType>;
  MetricSummary?: MetricSummaryResolvers<ContextType>;
  Model?: ModelResolvers<ContextType>;
  ModelConnection?: ModelConnectionResolvers<ContextType>;
  ModelEdge?: ModelEdgeResolvers<ContextType>;
  ModelPartition?: ModelPartitionResolvers<ContextType>;
  ModelPartitionConnection?: ModelPartitionConnectionResolvers<ContextType>;
  ModelPartitionEdge?: ModelPartitionEdgeResolvers<ContextType>;
  ModelVersion?: ModelVersionResolvers<ContextType>;
  ModelVersionComparison?: ModelVersionComparisonResolvers<ContextType>;
  ModelVersionConnection?: ModelVersionConnectionResolvers<ContextType>;
  ModelVersionEdge?: ModelVersionEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PartitionChange?: PartitionChangeResolvers<ContextType>;
  PartitionChangeConnection?: PartitionChangeConnectionResolvers<ContextType>;
  PartitionChangeEdge?: PartitionChangeEdgeResolvers<ContextType>;
  PartitionGrid?: PartitionGridResolvers<ContextType>;
  PartitionKeyConnection?: PartitionKeyConnectionResolvers<ContextType>;
  PartitionKeyEdge?: PartitionKeyEdgeResolvers<ContextType>;
  PipelineRun?: PipelineRunResolvers<ContextType>;
  PrimaryMetric?: PrimaryMetricResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Signature?: SignatureResolvers<ContextType>;
  TensorSpec?: TensorSpecResolvers<ContextType>;
  TrainingDatasetConnection?: TrainingDatasetConnectionResolvers<ContextType>;
  TrainingDatasetEdge?: TrainingDatasetEdgeResolvers<ContextType>;
  VerdictCounts?: VerdictCountsResolvers<ContextType>;
  VersionGate?: VersionGateResolvers<ContextType>;
  VersionSummary?: VersionSummaryResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>;
};
