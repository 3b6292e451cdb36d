import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Monitor as MonitorMapper } from '../domain/monitor.ts';
import type { PartitionPerformance as PartitionPerformanceMapper, FleetPerformance as FleetPerformanceMapper } from '../store/performance-windows.ts';
import type { EndpointReference as EndpointReferenceMapper } from '../resolvers/endpoint.ts';
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
  DateTime: { input: Date; output: Date; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type ConfigureMonitorInput = {
  endpoint: Scalars['String']['input'];
  /** How long an outcome waits for its prediction and a prediction for its outcome, in hours. */
  outcomeWithinHours?: InputMaybe<Scalars['Int']['input']>;
  /** The output of the model that outcomes are compared with. */
  output?: InputMaybe<Scalars['String']['input']>;
  /** Length of a window, in minutes. Windows begin at multiples of it since 1970-01-01 UTC. */
  windowMinutes?: InputMaybe<Scalars['Int']['input']>;
};

/** Serving's endpoint. */
export type Endpoint = {
  __typename?: 'Endpoint';
  /** What is watched on this endpoint. */
  monitor?: Maybe<Monitor>;
  name: Scalars['String']['output'];
};

/** How one feature was distributed in a window of predictions. */
export type FeatureWindow = {
  __typename?: 'FeatureWindow';
  count: Scalars['Int']['output'];
  /** Predictions in each of the 16 bins of the training profile. */
  counts: Array<Scalars['Int']['output']>;
  mean: Scalars['Float']['output'];
  /** The version whose training quantiles are the bin edges. */
  referenceVersion: ModelVersion;
  windowStart: Scalars['DateTime']['output'];
};

export type FeatureWindowConnection = {
  __typename?: 'FeatureWindowConnection';
  edges: Array<FeatureWindowEdge>;
  nodes: Array<FeatureWindow>;
  pageInfo: PageInfo;
};

export type FeatureWindowEdge = {
  __typename?: 'FeatureWindowEdge';
  cursor: Scalars['String']['output'];
  node: FeatureWindow;
};

/** Error over a window. All errors are actual minus predicted, in the unit of the output (departures: seconds). */
export type FleetPerformance = {
  __typename?: 'FleetPerformance';
  /** Predictions whose outcome is known. */
  count: Scalars['Int']['output'];
  /** Share of these predictions that a pooled model or the baseline gave, 0 to 1. */
  fallbackShare: Scalars['Float']['output'];
  meanAbsoluteError: Scalars['Float']['output'];
  /** Mean error: positive where the actual value was larger than predicted. */
  meanError: Scalars['Float']['output'];
  rootMeanSquareError: Scalars['Float']['output'];
  windowStart: Scalars['DateTime']['output'];
};

export type FleetPerformanceConnection = {
  __typename?: 'FleetPerformanceConnection';
  edges: Array<FleetPerformanceEdge>;
  nodes: Array<FleetPerformance>;
  pageInfo: PageInfo;
};

export type FleetPerformanceEdge = {
  __typename?: 'FleetPerformanceEdge';
  cursor: Scalars['String']['output'];
  node: FleetPerformance;
};

/** The registry's model version. */
export type ModelVersion = {
  __typename?: 'ModelVersion';
  id: Scalars['ID']['output'];
};

/** What is watched on one endpoint; made with it. */
export type Monitor = {
  __typename?: 'Monitor';
  createdAt: Scalars['DateTime']['output'];
  endpoint: Endpoint;
  /** Error of the whole fleet, the newest window first. */
  fleetPerformance: FleetPerformanceConnection;
  /** The version that answers now, as far as monitoring knows. */
  liveVersion?: Maybe<ModelVersion>;
  /** Name of the model that the endpoint serves. */
  model: Scalars['String']['output'];
  /** Outcomes joined to a prediction so far. */
  outcomeCount: Scalars['Int']['output'];
  outcomeWithinHours: Scalars['Int']['output'];
  /** The output that outcomes are compared with; null until the first version is live or an operator names one. */
  output?: Maybe<Scalars['String']['output']>;
  /**
   * Error per partition and window beside what the gate measured: the newest window first, in it the partition with
   * the largest total error first.
   */
  performance: PartitionPerformanceConnection;
  /** Predictions read from the log so far. */
  predictionCount: Scalars['Int']['output'];
  /** The training profile of one partition: a row for each feature. */
  reference: Array<ReferenceProfile>;
  /** Outcomes that still wait for their prediction. */
  waitingOutcomeCount: Scalars['Int']['output'];
  windowMinutes: Scalars['Int']['output'];
  /** How a feature of a partition was distributed in each window, the newest first. */
  windows: FeatureWindowConnection;
};


/** What is watched on one endpoint; made with it. */
export type MonitorFleetPerformanceArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** What is watched on one endpoint; made with it. */
export type MonitorPerformanceArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  partitionPrefix?: InputMaybe<Scalars['String']['input']>;
  window?: InputMaybe<Scalars['DateTime']['input']>;
};


/** What is watched on one endpoint; made with it. */
export type MonitorReferenceArgs = {
  partition: Scalars['String']['input'];
};


/** What is watched on one endpoint; made with it. */
export type MonitorWindowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  feature: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  partition: Scalars['String']['input'];
};

export type MonitorConnection = {
  __typename?: 'MonitorConnection';
  edges: Array<MonitorEdge>;
  nodes: Array<Monitor>;
  pageInfo: PageInfo;
};

export type MonitorEdge = {
  __typename?: 'MonitorEdge';
  cursor: Scalars['String']['output'];
  node: Monitor;
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Changes what a monitor compares and how long its windows are. Windows that exist keep their length.
   * Errors: NOT_FOUND; INVALID_ARGUMENT (windowMinutes outside 1 to 10080, outcomeWithinHours outside 1 to 720).
   */
  configureMonitor: Monitor;
};


export type MutationConfigureMonitorArgs = {
  input: ConfigureMonitorInput;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Error of one partition over a window, under one version. */
export type PartitionPerformance = {
  __typename?: 'PartitionPerformance';
  count: Scalars['Int']['output'];
  fallbackShare: Scalars['Float']['output'];
  /** Mean absolute error that the gate measured for this partition; null where it measured none. */
  gateMeanAbsoluteError?: Maybe<Scalars['Float']['output']>;
  meanAbsoluteError: Scalars['Float']['output'];
  meanError: Scalars['Float']['output'];
  /** Canonical partition key. */
  partition: Scalars['String']['output'];
  /** meanAbsoluteError / gateMeanAbsoluteError; null where the gate measured none or 0. */
  ratioToGate?: Maybe<Scalars['Float']['output']>;
  rootMeanSquareError: Scalars['Float']['output'];
  version: ModelVersion;
  windowStart: Scalars['DateTime']['output'];
};

export type PartitionPerformanceConnection = {
  __typename?: 'PartitionPerformanceConnection';
  edges: Array<PartitionPerformanceEdge>;
  nodes: Array<PartitionPerformance>;
  pageInfo: PageInfo;
};

export type PartitionPerformanceEdge = {
  __typename?: 'PartitionPerformanceEdge';
  cursor: Scalars['String']['output'];
  node: PartitionPerformance;
};

export type Query = {
  __typename?: 'Query';
  /** The monitor of an endpoint, or null where no endpoint of that name was ever created. */
  monitor?: Maybe<Monitor>;
  /** All monitors, by the name of their endpoint. */
  monitors: MonitorConnection;
};


export type QueryMonitorArgs = {
  endpoint: Scalars['String']['input'];
};


export type QueryMonitorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** How one feature was distributed in the training data of a partition. */
export type ReferenceProfile = {
  __typename?: 'ReferenceProfile';
  count: Scalars['Int']['output'];
  /** Rows in each of the 16 bins. */
  counts: Array<Scalars['Int']['output']>;
  /** 15 bin edges at the training quantiles 1/16 to 15/16. Bin i holds edge i < x <= edge i+1. */
  edges: Array<Scalars['Float']['output']>;
  feature: Scalars['String']['output'];
  mean: Scalars['Float']['output'];
  standardDeviation: Scalars['Float']['output'];
  /** The version whose training data this is. */
  version: ModelVersion;
};

export type Role =
  | 'ADMIN'
  | 'APPROVER'
  | 'OPERATOR'
  | 'SERVICE'
  | 'VIEWER';



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
  Monitor: Monitor;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Endpoint:
    ( { __typename: 'Endpoint' }
    & GraphQLRecursivePick<FederationTypes['Endpoint'], {"name":true}> );
  Monitor:
    ( { __typename: 'Monitor' }
    & GraphQLRecursivePick<FederationTypes['Monitor'], {"endpoint":{"name":true}}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ConfigureMonitorInput: ConfigureMonitorInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Endpoint: ResolverTypeWrapper<EndpointReferenceMapper>;
  FeatureWindow: ResolverTypeWrapper<FeatureWindow>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FeatureWindowConnection: ResolverTypeWrapper<FeatureWindowConnection>;
  FeatureWindowEdge: ResolverTypeWrapper<FeatureWindowEdge>;
  FleetPerformance: ResolverTypeWrapper<FleetPerformanceMapper>;
  FleetPerformanceConnection: ResolverTypeWrapper<Omit<FleetPerformanceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['FleetPerformanceEdge']>, nodes: Array<ResolversTypes['FleetPerformance']> }>;
  FleetPerformanceEdge: ResolverTypeWrapper<Omit<FleetPerformanceEdge, 'node'> & { node: ResolversTypes['FleetPerformance'] }>;
  ModelVersion: ResolverTypeWrapper<ModelVersion>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Monitor: ResolverTypeWrapper<MonitorMapper>;
  MonitorConnection: ResolverTypeWrapper<Omit<MonitorConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['MonitorEdge']>, nodes: Array<ResolversTypes['Monitor']> }>;
  MonitorEdge: ResolverTypeWrapper<Omit<MonitorEdge, 'node'> & { node: ResolversTypes['Monitor'] }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PartitionPerformance: ResolverTypeWrapper<PartitionPerformanceMapper>;
  PartitionPerformanceConnection: ResolverTypeWrapper<Omit<PartitionPerformanceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PartitionPerformanceEdge']>, nodes: Array<ResolversTypes['PartitionPerformance']> }>;
  PartitionPerformanceEdge: ResolverTypeWrapper<Omit<PartitionPerformanceEdge, 'node'> & { node: ResolversTypes['PartitionPerformance'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReferenceProfile: ResolverTypeWrapper<ReferenceProfile>;
  Role: Role;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ConfigureMonitorInput: ConfigureMonitorInput;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  DateTime: Scalars['DateTime']['output'];
  Endpoint: EndpointReferenceMapper;
  FeatureWindow: FeatureWindow;
  Float: Scalars['Float']['output'];
  FeatureWindowConnection: FeatureWindowConnection;
  FeatureWindowEdge: FeatureWindowEdge;
  FleetPerformance: FleetPerformanceMapper;
  FleetPerformanceConnection: Omit<FleetPerformanceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['FleetPerformanceEdge']>, nodes: Array<ResolversParentTypes['FleetPerformance']> };
  FleetPerformanceEdge: Omit<FleetPerformanceEdge, 'node'> & { node: ResolversParentTypes['FleetPerformance'] };
  ModelVersion: ModelVersion;
  ID: Scalars['ID']['output'];
  Monitor: MonitorMapper;
  MonitorConnection: Omit<MonitorConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['MonitorEdge']>, nodes: Array<ResolversParentTypes['Monitor']> };
  MonitorEdge: Omit<MonitorEdge, 'node'> & { node: ResolversParentTypes['Monitor'] };
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  PartitionPerformance: PartitionPerformanceMapper;
  PartitionPerformanceConnection: Omit<PartitionPerformanceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PartitionPerformanceEdge']>, nodes: Array<ResolversParentTypes['PartitionPerformance']> };
  PartitionPerformanceEdge: Omit<PartitionPerformanceEdge, 'node'> & { node: ResolversParentTypes['PartitionPerformance'] };
  Query: Record<PropertyKey, never>;
  ReferenceProfile: ReferenceProfile;
};

export type AuthDirectiveArgs = {
  requires?: Role;
};

export type AuthDirectiveResolver<Result, Parent, ContextType = Context, Args = AuthDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EndpointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Endpoint'] = ResolversParentTypes['Endpoint'], FederationReferenceType extends FederationReferenceTypes['Endpoint'] = FederationReferenceTypes['Endpoint']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Endpoint']> | FederationReferenceType, FederationReferenceType, ContextType>;
  monitor?: Resolver<Maybe<ResolversTypes['Monitor']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FeatureWindowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeatureWindow'] = ResolversParentTypes['FeatureWindow']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  counts?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
  mean?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  referenceVersion?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
  windowStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type FeatureWindowConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeatureWindowConnection'] = ResolversParentTypes['FeatureWindowConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FeatureWindowEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['FeatureWindow']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FeatureWindowEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeatureWindowEdge'] = ResolversParentTypes['FeatureWindowEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FeatureWindow'], ParentType, ContextType>;
};

export type FleetPerformanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FleetPerformance'] = ResolversParentTypes['FleetPerformance']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fallbackShare?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  meanAbsoluteError?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  meanError?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rootMeanSquareError?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  windowStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type FleetPerformanceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FleetPerformanceConnection'] = ResolversParentTypes['FleetPerformanceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FleetPerformanceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['FleetPerformance']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FleetPerformanceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FleetPerformanceEdge'] = ResolversParentTypes['FleetPerformanceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FleetPerformance'], ParentType, ContextType>;
};

export type ModelVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelVersion'] = ResolversParentTypes['ModelVersion']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MonitorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Monitor'] = ResolversParentTypes['Monitor'], FederationReferenceType extends FederationReferenceTypes['Monitor'] = FederationReferenceTypes['Monitor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Monitor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endpoint?: Resolver<ResolversTypes['Endpoint'], ParentType, ContextType>;
  fleetPerformance?: Resolver<ResolversTypes['FleetPerformanceConnection'], ParentType, ContextType, RequireFields<MonitorFleetPerformanceArgs, 'first'>>;
  liveVersion?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcomeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outcomeWithinHours?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  output?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  performance?: Resolver<ResolversTypes['PartitionPerformanceConnection'], ParentType, ContextType, RequireFields<MonitorPerformanceArgs, 'first'>>;
  predictionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reference?: Resolver<Array<ResolversTypes['ReferenceProfile']>, ParentType, ContextType, RequireFields<MonitorReferenceArgs, 'partition'>>;
  waitingOutcomeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  windowMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  windows?: Resolver<ResolversTypes['FeatureWindowConnection'], ParentType, ContextType, RequireFields<MonitorWindowsArgs, 'feature' | 'first' | 'partition'>>;
};

export type MonitorConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MonitorConnection'] = ResolversParentTypes['MonitorConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MonitorEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Monitor']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MonitorEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MonitorEdge'] = ResolversParentTypes['MonitorEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  configureMonitor?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType, RequireFields<MutationConfigureMonitorArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartitionPerformanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionPerformance'] = ResolversParentTypes['PartitionPerformance']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fallbackShare?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  gateMeanAbsoluteError?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  meanAbsoluteError?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  meanError?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  partition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ratioToGate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  rootMeanSquareError?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
  windowStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PartitionPerformanceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionPerformanceConnection'] = ResolversParentTypes['PartitionPerformanceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PartitionPerformanceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PartitionPerformance']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PartitionPerformanceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionPerformanceEdge'] = ResolversParentTypes['PartitionPerformanceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PartitionPerformance'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  monitor?: Resolver<Maybe<ResolversTypes['Monitor']>, ParentType, ContextType, RequireFields<QueryMonitorArgs, 'endpoint'>>;
  monitors?: Resolver<ResolversTypes['MonitorConnection'], ParentType, ContextType, RequireFields<QueryMonitorsArgs, 'first'>>;
};

export type ReferenceProfileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReferenceProfile'] = ResolversParentTypes['ReferenceProfile']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  counts?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
  feature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mean?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  standardDeviation?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  Endpoint?: EndpointResolvers<ContextType>;
  FeatureWindow?: FeatureWindowResolvers<ContextType>;
  FeatureWindowConnection?: FeatureWindowConnectionResolvers<ContextType>;
  FeatureWindowEdge?: FeatureWindowEdgeResolvers<ContextType>;
  FleetPerformance?: FleetPerformanceResolvers<ContextType>;
  FleetPerformanceConnection?: FleetPerformanceConnectionResolvers<ContextType>;
  FleetPerformanceEdge?: FleetPerformanceEdgeResolvers<ContextType>;
  ModelVersion?: ModelVersionResolvers<ContextType>;
  Monitor?: MonitorResolvers<ContextType>;
  MonitorConnection?: MonitorConnectionResolvers<ContextType>;
  MonitorEdge?: MonitorEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PartitionPerformance?: PartitionPerformanceResolvers<ContextType>;
  PartitionPerformanceConnection?: PartitionPerformanceConnectionResolvers<ContextType>;
  PartitionPerformanceEdge?: PartitionPerformanceEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReferenceProfile?: ReferenceProfileResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>;
};
