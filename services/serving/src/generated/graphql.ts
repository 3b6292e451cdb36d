import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Endpoint as EndpointMapper, Variant as VariantMapper } from '../domain/endpoint.ts';
import type { Rollout as RolloutMapper, RolloutReplica as RolloutReplicaMapper } from '../domain/rollout.ts';
import type { PredictionAnswer as PredictionAnswerMapper } from '../domain/prediction.ts';
import type { ModelStub as ModelStubMapper, ModelVersionStub as ModelVersionStubMapper } from '../domain/stubs.ts';
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
  /** A whole number of up to 53 bits. */
  BigInt: { input: number; output: number; }
  /** One column of a table: a JSON array with a number, a string or null for each row. */
  Column: { input: (number | string | null)[]; output: (number | string | null)[]; }
  /** A moment in UTC, ISO 8601. */
  DateTime: { input: Date; output: Date; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type CreateEndpointInput = {
  /** Share of the predicted rows that are logged, from 0 to 1. */
  logShare?: InputMaybe<Scalars['Float']['input']>;
  /** The model's name in the registry. It may be registered later. */
  model: Scalars['String']['input'];
  /** Lower-case letters, digits, `-` and `_`; at most 63; begins with a letter. */
  name: Scalars['String']['input'];
  /** By default PRIMARY follows `champion` and CHALLENGER follows `challenger`. */
  variants?: InputMaybe<Array<VariantInput>>;
};

/** A name under which a model answers predictions. */
export type Endpoint = {
  __typename?: 'Endpoint';
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  /** What may run its models; null leaves it to each replica's setting. */
  engine?: Maybe<Engine>;
  /** The version that answers; null until one is loaded. */
  liveVersion?: Maybe<ModelVersion>;
  logShare: Scalars['Float']['output'];
  model?: Maybe<Model>;
  name: Scalars['String']['output'];
  /** Partitions with a model of their own or a pooled one in the live version. */
  partitionCount?: Maybe<Scalars['Int']['output']>;
  /** Different artifacts that the endpoint's variants hold in memory, on the replica that answers this query. */
  residentArtifactCount: Scalars['Int']['output'];
  /** Revision of the alias that the live version came from; null until one is loaded. */
  revision?: Maybe<Scalars['Int']['output']>;
  /** Rollouts of this endpoint, newest first. */
  rollouts?: Maybe<RolloutConnection>;
  /** The variants, the primary one first. */
  variants: Array<Variant>;
};


/** A name under which a model answers predictions. */
export type EndpointRolloutsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type EndpointConnection = {
  __typename?: 'EndpointConnection';
  edges: Array<EndpointEdge>;
  nodes: Array<Endpoint>;
  pageInfo: PageInfo;
};

export type EndpointEdge = {
  __typename?: 'EndpointEdge';
  cursor: Scalars['String']['output'];
  node: Endpoint;
};

/** What runs models. */
export type Engine =
  /** The compiled engine where it was proved to answer as ONNX Runtime did at training, ONNX Runtime for the rest. */
  | 'AUTO'
  /** The compiled engine alone: a version with a model that it cannot run is not loaded. */
  | 'COMPILED'
  | 'ONNX_RUNTIME';

export type FeatureColumnInput = {
  name: Scalars['String']['input'];
  values: Scalars['Column']['input'];
};

export type Model = {
  __typename?: 'Model';
  /** Endpoints that answer with this model. */
  endpoints?: Maybe<EndpointConnection>;
  name: Scalars['String']['output'];
};


export type ModelEndpointsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ModelVersion = {
  __typename?: 'ModelVersion';
  id: Scalars['ID']['output'];
  /** Rollouts that brought this version to an endpoint, newest first. */
  rollouts?: Maybe<RolloutConnection>;
  /** Variants that answer from this version now. */
  servedBy?: Maybe<Array<Variant>>;
};


export type ModelVersionRolloutsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Creates an endpoint whose variants follow aliases of a model from now on; the version that an alias names already is
   * loaded at once. The same content again answers the endpoint that is there; other content is ALREADY_EXISTS.
   */
  createEndpoint: Endpoint;
  /** Deletes an endpoint, drains what it is answering and frees its models. NOT_FOUND when there is none. */
  deleteEndpoint: Endpoint;
  /**
   * Sets what may run an endpoint's models; null leaves it to each replica's setting again. Replicas load the models anew
   * beside those that answer and swap; COMPILED keeps what answers where a model cannot be compiled. NOT_FOUND when there is
   * no such endpoint.
   */
  setEndpointEngine: Endpoint;
  /**
   * Sets the share of the partitions that a CANARY answers or a SHADOW answers too. Which partitions those are follows from
   * their keys: a larger share holds the smaller one. NOT_FOUND (endpoint, variant); INVALID_ARGUMENT (a variant of another
   * role, a share that is not from 0 to 1, canaries that add up to more than 1).
   */
  setVariantWeight: Endpoint;
};


export type MutationCreateEndpointArgs = {
  input: CreateEndpointInput;
};


export type MutationDeleteEndpointArgs = {
  name: Scalars['String']['input'];
};


export type MutationSetEndpointEngineArgs = {
  engine?: InputMaybe<Engine>;
  name: Scalars['String']['input'];
};


export type MutationSetVariantWeightArgs = {
  endpoint: Scalars['String']['input'];
  variant: Scalars['String']['input'];
  weight: Scalars['Float']['input'];
};

export type OutputColumn = {
  __typename?: 'OutputColumn';
  name: Scalars['String']['output'];
  values: Scalars['Column']['output'];
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type PredictInput = {
  endpoint: Scalars['String']['input'];
  /** Every feature of the model once, each with one finite number a row. */
  features: Array<FeatureColumnInput>;
  /** Whether these rows may enter the prediction log. */
  log?: InputMaybe<Scalars['Boolean']['input']>;
  /** Refuse to answer from an older revision of the endpoint. */
  minimumRevision?: InputMaybe<Scalars['Int']['input']>;
  /**
   * The canonical partition key of each row: values in the model's order joined by `/`. May be left out for a model
   * without partitions.
   */
  partitions?: InputMaybe<Array<Scalars['String']['input']>>;
  /**
   * When each row is predicted, in whole milliseconds since 1970 UTC, for a caller whose clock is not this one's, such as a
   * simulation or a replay; by default now. The prediction log has it.
   */
  predictedAt?: InputMaybe<Scalars['Column']['input']>;
  /** NOT_FOUND when a row's partition has no model of its own, in place of a pooled model or the baseline. */
  strict?: InputMaybe<Scalars['Boolean']['input']>;
  /** The caller's name for what is predicted, for each row; outcomes are joined by it. */
  subjectIds?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Ask a version by id that a variant has loaded, such as the challenger's; by default the primary variant's. */
  versionId?: InputMaybe<Scalars['ID']['input']>;
};

/** Answers, by columns in the order of the rows asked. */
export type Prediction = {
  __typename?: 'Prediction';
  /** Identifies the request in the prediction log: a row's prediction id is this, `/` and the row's number from 0. */
  id: Scalars['ID']['output'];
  /** One column for each output of the model; null where the baseline declares no such output. */
  outputs: Array<OutputColumn>;
  /** Rises with every version that goes live at the endpoint. */
  revision: Scalars['Int']['output'];
  /** The version of each row, where a canary answered some; else null. */
  rowVersionIds?: Maybe<Scalars['Column']['output']>;
  /** What answered each row: `exact`, `pooled:<canonical key>` or `baseline`. */
  sources: Scalars['Column']['output'];
  /** The same, as the registry tells it. */
  version?: Maybe<ModelVersion>;
  /** The version that every row was answered by, but those of a canary. */
  versionId: Scalars['ID']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** An endpoint by name, or null. */
  endpoint?: Maybe<Endpoint>;
  /** Endpoints by name. */
  endpoints?: Maybe<EndpointConnection>;
  /**
   * Predicts rows of many partitions in one call, by columns. Every answer is from one version, whatever
   * moves meanwhile, but for the partitions of a canary (`rowVersionIds`). Errors: INVALID_ARGUMENT (a feature that is missing, unknown or not a finite number; columns of
   * different lengths; a malformed partition key; a `predictedAt` that is no time), NOT_FOUND (endpoint; with `strict` also a partition without a model of
   * its own), FAILED_PRECONDITION (`minimumRevision` not reached: `details.revision` has the current one), UNAVAILABLE
   * (nothing loaded yet, or the deadline passed), RESOURCE_EXHAUSTED (too many rows waiting).
   */
  predict?: Maybe<Prediction>;
  /** A rollout by id, or null. */
  rollout?: Maybe<Rollout>;
  /** Rollouts, newest first; of one endpoint or of all. */
  rollouts?: Maybe<RolloutConnection>;
  /** The serving process that answers this query: what it holds and what it did since it began. */
  servingReplica: ServingReplica;
};


export type QueryEndpointArgs = {
  name: Scalars['String']['input'];
};


export type QueryEndpointsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPredictArgs = {
  input: PredictInput;
};


export type QueryRolloutArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRolloutsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  endpoint?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ReplicaState =
  /** Answers from the version. */
  | 'COMPLETED'
  /** Could answer from the version, and waits until the other replicas can. */
  | 'LOADED'
  | 'LOADING';

export type Role =
  | 'ADMIN'
  | 'APPROVER'
  | 'OPERATOR'
  | 'SERVICE'
  | 'VIEWER';

/** The way of one version into a variant, on all replicas. */
export type Rollout = {
  __typename?: 'Rollout';
  alias: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  endpoint?: Maybe<Endpoint>;
  endpointName: Scalars['String']['output'];
  /** Why it failed. */
  failure?: Maybe<RolloutFailure>;
  id: Scalars['ID']['output'];
  loadedCount: Scalars['Int']['output'];
  /** Partitions of the version; null until its manifest was read. */
  partitionCount?: Maybe<Scalars['Int']['output']>;
  /** What the variant answered from before, and goes on with when this fails. */
  previousVersion?: Maybe<ModelVersion>;
  replicas: Array<RolloutReplica>;
  /** Revision of the alias. */
  revision: Scalars['Int']['output'];
  role: VariantRole;
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  state: RolloutState;
  /** Artifacts to load, over all replicas; what is in memory already is not loaded again. */
  toLoadCount: Scalars['Int']['output'];
  variant: Scalars['String']['output'];
  version?: Maybe<ModelVersion>;
};

export type RolloutConnection = {
  __typename?: 'RolloutConnection';
  edges: Array<RolloutEdge>;
  nodes: Array<Rollout>;
  pageInfo: PageInfo;
};

export type RolloutEdge = {
  __typename?: 'RolloutEdge';
  cursor: Scalars['String']['output'];
  node: Rollout;
};

export type RolloutFailure = {
  __typename?: 'RolloutFailure';
  code: Scalars['String']['output'];
  /** Canonical key of the partition whose artifact was refused. */
  partition?: Maybe<Scalars['String']['output']>;
  reason: Scalars['String']['output'];
};

/** What one serving process did for a rollout. */
export type RolloutReplica = {
  __typename?: 'RolloutReplica';
  durationMs?: Maybe<Scalars['Int']['output']>;
  loadedCount: Scalars['Int']['output'];
  replica: Scalars['String']['output'];
  /** Artifacts that were in memory already. */
  reusedCount: Scalars['Int']['output'];
  state: ReplicaState;
  toLoadCount: Scalars['Int']['output'];
};

export type RolloutState =
  | 'COMPLETED'
  | 'FAILED'
  | 'LOADING'
  | 'PENDING'
  /** A newer revision came before this one was complete. */
  | 'SUPERSEDED'
  /** Every replica has loaded it, so that it can fail no more; they begin to answer from it. */
  | 'SWAPPING';

/** One serving process. */
export type ServingReplica = {
  __typename?: 'ServingReplica';
  /** Who gives the process its memory: `jemalloc` gives unloaded models' memory back to the system. */
  allocator: Scalars['String']['output'];
  compiledBytes: Scalars['BigInt']['output'];
  /** Those that the compiled engine runs, and the memory of their programs; the others are ONNX Runtime's. */
  compiledCount: Scalars['Int']['output'];
  evictionCount: Scalars['BigInt']['output'];
  /** Different artifacts that its versions hold. All can be answered; those that are not in memory are loaded on demand. */
  heldCount: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  /** Models loaded since the process began, those unloaded to make room, and those that a request had to wait for. */
  loadCount: Scalars['BigInt']['output'];
  /** Those in memory now. */
  loadedCount: Scalars['Int']['output'];
  missCount: Scalars['BigInt']['output'];
  /** Milliseconds that requests spent waiting for models to be loaded. */
  missMs: Scalars['Float']['output'];
  /** Memory of the whole process that the system counts as resident. */
  processBytes: Scalars['BigInt']['output'];
  /** Memory of the models that are loaded, as far as is known. */
  residentBytes: Scalars['BigInt']['output'];
  /** What `residentBytes` of ONNX Runtime sessions is kept within; null for no limit. */
  residentLimitBytes?: Maybe<Scalars['BigInt']['output']>;
};

/** A part of an endpoint that follows one alias of its model. */
export type Variant = {
  __typename?: 'Variant';
  alias: Scalars['String']['output'];
  desiredRevision?: Maybe<Scalars['Int']['output']>;
  /** The version that the alias names, to be loaded or loaded. */
  desiredVersion?: Maybe<ModelVersion>;
  endpoint: Endpoint;
  /** `<endpoint>/<name>` */
  id: Scalars['ID']['output'];
  liveRevision?: Maybe<Scalars['Int']['output']>;
  /** When the live version was complete on every replica. */
  liveSince?: Maybe<Scalars['DateTime']['output']>;
  /** The version that is loaded on every replica. */
  liveVersion?: Maybe<ModelVersion>;
  name: Scalars['String']['output'];
  /** Partitions of the live version. */
  partitionCount?: Maybe<Scalars['Int']['output']>;
  role: VariantRole;
  /** Share of the partitions of a CANARY or SHADOW; null for the other roles. */
  weight?: Maybe<Scalars['Float']['output']>;
};

export type VariantInput = {
  alias: Scalars['String']['input'];
  /** By default the role's name in lower case. */
  name?: InputMaybe<Scalars['String']['input']>;
  role: VariantRole;
  /** Share of the partitions, from 0 to 1: needed for a CANARY, 1 by default for a SHADOW, not for the others. */
  weight?: InputMaybe<Scalars['Float']['input']>;
};

export type VariantRole =
  /** Answers its share of the partitions in the primary variant's place, always the same ones. */
  | 'CANARY'
  /** Loaded and checked, and answers only those who ask for its version. */
  | 'CHALLENGER'
  /** Answers. */
  | 'PRIMARY'
  /** Answers its share of the partitions beside the primary variant: for the log, never for the caller. */
  | 'SHADOW';



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
  Endpoint: Endpoint;
  Model: Model;
  ModelVersion: ModelVersion;
  Rollout: Rollout;
  Variant: Variant;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Endpoint:
    ( { __typename: 'Endpoint' }
    & GraphQLRecursivePick<FederationTypes['Endpoint'], {"name":true}> );
  Model:
    ( { __typename: 'Model' }
    & GraphQLRecursivePick<FederationTypes['Model'], {"name":true}> );
  ModelVersion:
    ( { __typename: 'ModelVersion' }
    & GraphQLRecursivePick<FederationTypes['ModelVersion'], {"id":true}> );
  Rollout:
    ( { __typename: 'Rollout' }
    & GraphQLRecursivePick<FederationTypes['Rollout'], {"id":true}> );
  Variant:
    ( { __typename: 'Variant' }
    & GraphQLRecursivePick<FederationTypes['Variant'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  Column: ResolverTypeWrapper<Scalars['Column']['output']>;
  CreateEndpointInput: CreateEndpointInput;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Endpoint: ResolverTypeWrapper<EndpointMapper>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  EndpointConnection: ResolverTypeWrapper<Omit<EndpointConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['EndpointEdge']>, nodes: Array<ResolversTypes['Endpoint']> }>;
  EndpointEdge: ResolverTypeWrapper<Omit<EndpointEdge, 'node'> & { node: ResolversTypes['Endpoint'] }>;
  Engine: Engine;
  FeatureColumnInput: FeatureColumnInput;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Model: ResolverTypeWrapper<ModelStubMapper>;
  ModelVersion: ResolverTypeWrapper<ModelVersionStubMapper>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OutputColumn: ResolverTypeWrapper<OutputColumn>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PredictInput: PredictInput;
  Prediction: ResolverTypeWrapper<PredictionAnswerMapper>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReplicaState: ReplicaState;
  Role: Role;
  Rollout: ResolverTypeWrapper<RolloutMapper>;
  RolloutConnection: ResolverTypeWrapper<Omit<RolloutConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['RolloutEdge']>, nodes: Array<ResolversTypes['Rollout']> }>;
  RolloutEdge: ResolverTypeWrapper<Omit<RolloutEdge, 'node'> & { node: ResolversTypes['Rollout'] }>;
  RolloutFailure: ResolverTypeWrapper<RolloutFailure>;
  RolloutReplica: ResolverTypeWrapper<RolloutReplicaMapper>;
  RolloutState: RolloutState;
  ServingReplica: ResolverTypeWrapper<ServingReplica>;
  Variant: ResolverTypeWrapper<VariantMapper>;
  VariantInput: VariantInput;
  VariantRole: VariantRole;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  BigInt: Scalars['BigInt']['output'];
  Column: Scalars['Column']['output'];
  CreateEndpointInput: CreateEndpointInput;
  Float: Scalars['Float']['output'];
  String: Scalars['String']['output'];
  DateTime: Scalars['DateTime']['output'];
  Endpoint: EndpointMapper;
  Int: Scalars['Int']['output'];
  EndpointConnection: Omit<EndpointConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['EndpointEdge']>, nodes: Array<ResolversParentTypes['Endpoint']> };
  EndpointEdge: Omit<EndpointEdge, 'node'> & { node: ResolversParentTypes['Endpoint'] };
  FeatureColumnInput: FeatureColumnInput;
  JSON: Scalars['JSON']['output'];
  Model: ModelStubMapper;
  ModelVersion: ModelVersionStubMapper;
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  OutputColumn: OutputColumn;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  PredictInput: PredictInput;
  Prediction: PredictionAnswerMapper;
  Query: Record<PropertyKey, never>;
  Rollout: RolloutMapper;
  RolloutConnection: Omit<RolloutConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['RolloutEdge']>, nodes: Array<ResolversParentTypes['Rollout']> };
  RolloutEdge: Omit<RolloutEdge, 'node'> & { node: ResolversParentTypes['Rollout'] };
  RolloutFailure: RolloutFailure;
  RolloutReplica: RolloutReplicaMapper;
  ServingReplica: ServingReplica;
  Variant: VariantMapper;
  VariantInput: VariantInput;
};

export type AuthDirectiveArgs = {
  requires?: Role;
};

export type AuthDirectiveResolver<Result, Parent, ContextType = Context, Args = AuthDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export interface ColumnScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Column'], any> {
  name: 'Column';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EndpointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Endpoint'] = ResolversParentTypes['Endpoint'], FederationReferenceType extends FederationReferenceTypes['Endpoint'] = FederationReferenceTypes['Endpoint']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Endpoint']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  engine?: Resolver<Maybe<ResolversTypes['Engine']>, ParentType, ContextType>;
  liveVersion?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  logShare?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['Model']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  partitionCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  residentArtifactCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  rollouts?: Resolver<Maybe<ResolversTypes['RolloutConnection']>, ParentType, ContextType, RequireFields<EndpointRolloutsArgs, 'first'>>;
  variants?: Resolver<Array<ResolversTypes['Variant']>, ParentType, ContextType>;
};

export type EndpointConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndpointConnection'] = ResolversParentTypes['EndpointConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EndpointEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Endpoint']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EndpointEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndpointEdge'] = ResolversParentTypes['EndpointEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Endpoint'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type ModelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Model'] = ResolversParentTypes['Model'], FederationReferenceType extends FederationReferenceTypes['Model'] = FederationReferenceTypes['Model']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Model']> | FederationReferenceType, FederationReferenceType, ContextType>;
  endpoints?: Resolver<Maybe<ResolversTypes['EndpointConnection']>, ParentType, ContextType, RequireFields<ModelEndpointsArgs, 'first'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ModelVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelVersion'] = ResolversParentTypes['ModelVersion'], FederationReferenceType extends FederationReferenceTypes['ModelVersion'] = FederationReferenceTypes['ModelVersion']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ModelVersion']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rollouts?: Resolver<Maybe<ResolversTypes['RolloutConnection']>, ParentType, ContextType, RequireFields<ModelVersionRolloutsArgs, 'first'>>;
  servedBy?: Resolver<Maybe<Array<ResolversTypes['Variant']>>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createEndpoint?: Resolver<ResolversTypes['Endpoint'], ParentType, ContextType, RequireFields<MutationCreateEndpointArgs, 'input'>>;
  deleteEndpoint?: Resolver<ResolversTypes['Endpoint'], ParentType, ContextType, RequireFields<MutationDeleteEndpointArgs, 'name'>>;
  setEndpointEngine?: Resolver<ResolversTypes['Endpoint'], ParentType, ContextType, RequireFields<MutationSetEndpointEngineArgs, 'name'>>;
  setVariantWeight?: Resolver<ResolversTypes['Endpoint'], ParentType, ContextType, RequireFields<MutationSetVariantWeightArgs, 'endpoint' | 'variant' | 'weight'>>;
};

export type OutputColumnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutputColumn'] = ResolversParentTypes['OutputColumn']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PredictionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Prediction'] = ResolversParentTypes['Prediction']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outputs?: Resolver<Array<ResolversTypes['OutputColumn']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rowVersionIds?: Resolver<Maybe<ResolversTypes['Column']>, ParentType, ContextType>;
  sources?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  versionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  endpoint?: Resolver<Maybe<ResolversTypes['Endpoint']>, ParentType, ContextType, RequireFields<QueryEndpointArgs, 'name'>>;
  endpoints?: Resolver<Maybe<ResolversTypes['EndpointConnection']>, ParentType, ContextType, RequireFields<QueryEndpointsArgs, 'first'>>;
  predict?: Resolver<Maybe<ResolversTypes['Prediction']>, ParentType, ContextType, RequireFields<QueryPredictArgs, 'input'>>;
  rollout?: Resolver<Maybe<ResolversTypes['Rollout']>, ParentType, ContextType, RequireFields<QueryRolloutArgs, 'id'>>;
  rollouts?: Resolver<Maybe<ResolversTypes['RolloutConnection']>, ParentType, ContextType, RequireFields<QueryRolloutsArgs, 'first'>>;
  servingReplica?: Resolver<ResolversTypes['ServingReplica'], ParentType, ContextType>;
};

export type RolloutResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Rollout'] = ResolversParentTypes['Rollout'], FederationReferenceType extends FederationReferenceTypes['Rollout'] = FederationReferenceTypes['Rollout']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Rollout']> | FederationReferenceType, FederationReferenceType, ContextType>;
  alias?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endpoint?: Resolver<Maybe<ResolversTypes['Endpoint']>, ParentType, ContextType>;
  endpointName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['RolloutFailure']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loadedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  partitionCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  previousVersion?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  replicas?: Resolver<Array<ResolversTypes['RolloutReplica']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['VariantRole'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RolloutState'], ParentType, ContextType>;
  toLoadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
};

export type RolloutConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RolloutConnection'] = ResolversParentTypes['RolloutConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RolloutEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Rollout']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RolloutEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RolloutEdge'] = ResolversParentTypes['RolloutEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Rollout'], ParentType, ContextType>;
};

export type RolloutFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RolloutFailure'] = ResolversParentTypes['RolloutFailure']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  partition?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RolloutReplicaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RolloutReplica'] = ResolversParentTypes['RolloutReplica']> = {
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  loadedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  replica?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reusedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReplicaState'], ParentType, ContextType>;
  toLoadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ServingReplicaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServingReplica'] = ResolversParentTypes['ServingReplica']> = {
  allocator?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  compiledBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  compiledCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  evictionCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  heldCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loadCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  loadedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  missMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  processBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  residentBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  residentLimitBytes?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
};

export type VariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant'], FederationReferenceType extends FederationReferenceTypes['Variant'] = FederationReferenceTypes['Variant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Variant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  alias?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  desiredRevision?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  desiredVersion?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  endpoint?: Resolver<ResolversTypes['Endpoint'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  liveRevision?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  liveSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  liveVersion?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  partitionCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['VariantRole'], ParentType, ContextType>;
  weight?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  BigInt?: GraphQLScalarType;
  Column?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Endpoint?: EndpointResolvers<ContextType>;
  EndpointConnection?: EndpointConnectionResolvers<ContextType>;
  EndpointEdge?: EndpointEdgeResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Model?: ModelResolvers<ContextType>;
  ModelVersion?: ModelVersionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OutputColumn?: OutputColumnResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Prediction?: PredictionResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Rollout?: RolloutResolvers<ContextType>;
  RolloutConnection?: RolloutConnectionResolvers<ContextType>;
  RolloutEdge?: RolloutEdgeResolvers<ContextType>;
  RolloutFailure?: RolloutFailureResolvers<ContextType>;
  RolloutReplica?: RolloutReplicaResolvers<ContextType>;
  ServingReplica?: ServingReplicaResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>;
};
