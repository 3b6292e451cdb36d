import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Dataset as DatasetMapper } from '../domain/dataset.ts';
import type { DatasetVersion as DatasetVersionMapper, DatasetPartition as DatasetPartitionMapper } from '../domain/dataset-version.ts';
import type { VersionComparison as VersionComparisonMapper } from '../domain/version-comparison.ts';
import type { Expectation as ExpectationMapper, ExpectationResult as ExpectationResultMapper } from '../domain/expectation.ts';
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

export type AllowedValuesRule = {
  column: Scalars['String']['input'];
  values: Array<Scalars['String']['input']>;
};

export type ColumnComparison = {
  __typename?: 'ColumnComparison';
  from: ColumnProfile;
  /** Numbers only: the largest difference between the quantiles of both. */
  largestQuantileChange?: Maybe<Scalars['Float']['output']>;
  /** Numbers only. */
  meanChange?: Maybe<Scalars['Float']['output']>;
  name: Scalars['String']['output'];
  /** Share of nulls in `to` less that in `from`. */
  nullShareChange: Scalars['Float']['output'];
  to: ColumnProfile;
};

/** Counts between edges: the first bin holds `x <= edges[0]`, bin i `edges[i-1] < x <= edges[i]`, the last bin the rest. */
export type ColumnHistogram = {
  __typename?: 'ColumnHistogram';
  counts: Array<Scalars['BigInt']['output']>;
  edges: Array<Scalars['Float']['output']>;
};

/** One column of the rows that passed. */
export type ColumnProfile = {
  __typename?: 'ColumnProfile';
  distinctCount: Scalars['BigInt']['output'];
  /** Numbers only. */
  histogram?: Maybe<ColumnHistogram>;
  max?: Maybe<Scalars['String']['output']>;
  /** Numbers only. */
  mean?: Maybe<Scalars['Float']['output']>;
  /** As text: numbers in decimal, days and moments in ISO 8601. */
  min?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  nullCount: Scalars['BigInt']['output'];
  nullable: Scalars['Boolean']['output'];
  /** Numbers only; by rising probability. */
  quantiles: Array<ColumnQuantile>;
  standardDeviation?: Maybe<Scalars['Float']['output']>;
  /** Text only: the most frequent values, at most ten. */
  topValues: Array<ColumnValueCount>;
  type: ColumnType;
};

export type ColumnQuantile = {
  __typename?: 'ColumnQuantile';
  probability: Scalars['Float']['output'];
  value: Scalars['Float']['output'];
};

export type ColumnType =
  | 'BOOLEAN'
  /** A day without a time. */
  | 'DATE'
  /** A whole number of 64 bits. */
  | 'INTEGER'
  /** A finite number in double precision. */
  | 'NUMBER'
  | 'STRING'
  /** A moment in UTC; text without an offset is read as UTC. */
  | 'TIMESTAMP';

export type ColumnValueCount = {
  __typename?: 'ColumnValueCount';
  rowCount: Scalars['BigInt']['output'];
  value: Scalars['String']['output'];
};

/** Data of one kind: which columns it has, how it is cut into partitions, and what is expected of it. */
export type Dataset = {
  __typename?: 'Dataset';
  /** At most 500, in the order of the tables. */
  columns: Array<DatasetColumn>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  /** The DATE column by which partitions are cut into slices (a service day), or null. */
  dayColumn?: Maybe<Scalars['String']['output']>;
  description: Scalars['String']['output'];
  /** At most 100, in the order in which they are checked. */
  expectations: Array<Expectation>;
  /** The newest version; null before the first. */
  latestVersion?: Maybe<DatasetVersion>;
  /** Text that stands for a missing value in CSV files. */
  missingValues: Array<Scalars['String']['output']>;
  /** Lower-case letters, digits, `-` and `_`, at most 64. */
  name: Scalars['String']['output'];
  /** The person or team to ask. */
  owner: Scalars['String']['output'];
  /** The columns whose values make a partition key, in order; empty where the data is one partition. */
  partitionedBy: Array<Scalars['String']['output']>;
  /** Rises by one with every revision of the declaration. */
  revision: Scalars['Int']['output'];
  /** The column that says when a row happened, or null. */
  timeColumn?: Maybe<Scalars['String']['output']>;
  /** Newest first. */
  versions: DatasetVersionConnection;
};


/** Data of one kind: which columns it has, how it is cut into partitions, and what is expected of it. */
export type DatasetVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type DatasetColumn = {
  __typename?: 'DatasetColumn';
  description: Scalars['String']['output'];
  name: Scalars['String']['output'];
  nullable: Scalars['Boolean']['output'];
  type: ColumnType;
  /** As the description of a number: `s`, `m`, `km/h`; null where it has none. */
  unit?: Maybe<Scalars['String']['output']>;
};

export type DatasetColumnInput = {
  description?: Scalars['String']['input'];
  name: Scalars['String']['input'];
  nullable?: Scalars['Boolean']['input'];
  type: ColumnType;
  unit?: InputMaybe<Scalars['String']['input']>;
};

export type DatasetConnection = {
  __typename?: 'DatasetConnection';
  edges: Array<DatasetEdge>;
  pageInfo: PageInfo;
};

export type DatasetEdge = {
  __typename?: 'DatasetEdge';
  cursor: Scalars['String']['output'];
  node: Dataset;
};

export type DatasetFile = {
  __typename?: 'DatasetFile';
  /** Fetch it from the artifact store. */
  digest: Scalars['ID']['output'];
  rowCount: Scalars['BigInt']['output'];
  size: Scalars['BigInt']['output'];
};

export type DatasetPartition = {
  __typename?: 'DatasetPartition';
  /** Days with rows; null without a day column. */
  dayCount?: Maybe<Scalars['Int']['output']>;
  /** Of the partition's rows, whatever their order: an equal digest means equal rows. */
  digest: Scalars['ID']['output'];
  firstDay?: Maybe<Scalars['String']['output']>;
  /** The canonical key. */
  key: Scalars['String']['output'];
  lastDay?: Maybe<Scalars['String']['output']>;
  rowCount: Scalars['BigInt']['output'];
  /** Its days, in order; empty without a day column. */
  slices: DatasetSliceConnection;
  /** The values of the partition columns, in order. */
  values: Array<Scalars['String']['output']>;
};


export type DatasetPartitionSlicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type DatasetPartitionChange =
  /** Only in the later version. */
  | 'ADDED'
  /** In both, with other rows. */
  | 'CHANGED'
  /** Only in the earlier version. */
  | 'REMOVED';

export type DatasetPartitionComparison = {
  __typename?: 'DatasetPartitionComparison';
  change: DatasetPartitionChange;
  key: Scalars['String']['output'];
  /** Null where the later version has no row of it. */
  rowCountAfter?: Maybe<Scalars['BigInt']['output']>;
  /** Null where the earlier version has no row of it. */
  rowCountBefore?: Maybe<Scalars['BigInt']['output']>;
};

export type DatasetPartitionComparisonConnection = {
  __typename?: 'DatasetPartitionComparisonConnection';
  edges: Array<DatasetPartitionComparisonEdge>;
  pageInfo: PageInfo;
};

export type DatasetPartitionComparisonEdge = {
  __typename?: 'DatasetPartitionComparisonEdge';
  cursor: Scalars['String']['output'];
  node: DatasetPartitionComparison;
};

export type DatasetPartitionConnection = {
  __typename?: 'DatasetPartitionConnection';
  edges: Array<DatasetPartitionEdge>;
  pageInfo: PageInfo;
};

export type DatasetPartitionEdge = {
  __typename?: 'DatasetPartitionEdge';
  cursor: Scalars['String']['output'];
  node: DatasetPartition;
};

/** The rows of one partition on one day. */
export type DatasetSlice = {
  __typename?: 'DatasetSlice';
  day: Scalars['String']['output'];
  digest: Scalars['ID']['output'];
  rowCount: Scalars['BigInt']['output'];
};

export type DatasetSliceConnection = {
  __typename?: 'DatasetSliceConnection';
  edges: Array<DatasetSliceEdge>;
  pageInfo: PageInfo;
};

export type DatasetSliceEdge = {
  __typename?: 'DatasetSliceEdge';
  cursor: Scalars['String']['output'];
  node: DatasetSlice;
};

export type DatasetSource = {
  __typename?: 'DatasetSource';
  digest: Scalars['ID']['output'];
  /** The file's path inside the folder, or the artifact's digest. */
  name: Scalars['String']['output'];
  rowCount: Scalars['BigInt']['output'];
  size: Scalars['BigInt']['output'];
};

export type DatasetSourceConnection = {
  __typename?: 'DatasetSourceConnection';
  edges: Array<DatasetSourceEdge>;
  pageInfo: PageInfo;
};

export type DatasetSourceEdge = {
  __typename?: 'DatasetSourceEdge';
  cursor: Scalars['String']['output'];
  node: DatasetSource;
};

/** Exactly one of `artifacts` and `folder`. Files are Parquet, CSV with a header, or gzipped CSV, told by their content. */
export type DatasetSourceInput = {
  /** Digests in the artifact store, at most 1,000, in order. */
  artifacts?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** A folder on the service's machine that it may read (HEADWAY_DATASET_FOLDERS), or one inside. */
  folder?: InputMaybe<Scalars['String']['input']>;
  /** Of a folder, the files to read, in order of name: `*` stands for any part of a name. By default all .parquet, .csv and .csv.gz. */
  include?: InputMaybe<Scalars['String']['input']>;
};

/** Immutable content: the rows that passed, those that were set aside, and what was found out about both. */
export type DatasetVersion = {
  __typename?: 'DatasetVersion';
  /** What each column holds, in the order of the table; at most 500. */
  columns: Array<ColumnProfile>;
  /** SHA-256 of the columns and all rows, whatever their order and files: equal content has an equal digest. */
  contentDigest: Scalars['ID']['output'];
  createdAt: Scalars['DateTime']['output'];
  dataset: Dataset;
  /** The revision of the dataset's declaration that it was checked against. */
  declarationRevision: Scalars['Int']['output'];
  /** In the order of the expectations; at most 100. */
  expectationResults: Array<ExpectationResult>;
  /** The rows that passed, as Parquet, sorted by partition, day and time; the files in order are one table. */
  files: Array<DatasetFile>;
  /** The first and the last day; null without a day column. */
  firstDay?: Maybe<Scalars['String']['output']>;
  /** `<dataset>/<number>`. */
  id: Scalars['ID']['output'];
  lastDay?: Maybe<Scalars['String']['output']>;
  number: Scalars['Int']['output'];
  /** The version that was the newest when this one was made. */
  parent?: Maybe<DatasetVersion>;
  /** One partition by its canonical key, or null where the version has no row of it. */
  partition?: Maybe<DatasetPartition>;
  partitionCount: Scalars['Int']['output'];
  /** By key; `prefix` keeps the keys that begin with it. */
  partitions: DatasetPartitionConnection;
  /** The rows that were set aside, as Parquet, with quarantine_reason, source_file and source_row; null where none were. */
  quarantine?: Maybe<DatasetFile>;
  /** How many rows were set aside for each reason (an expectation's name), in the order of the expectations. */
  quarantinedByReason: Array<QuarantineReason>;
  /** Rows that were set aside. */
  quarantinedRowCount: Scalars['BigInt']['output'];
  /** The person or service that asked for it. */
  requestedBy: Scalars['String']['output'];
  /** Rows that passed. */
  rowCount: Scalars['BigInt']['output'];
  /** Parquet with one row for each partition and day: the partition columns, day, row_count, digest. */
  slices: DatasetFile;
  /** What it was read from, in the order of reading. */
  sources: DatasetSourceConnection;
};


/** Immutable content: the rows that passed, those that were set aside, and what was found out about both. */
export type DatasetVersionPartitionArgs = {
  key: Scalars['String']['input'];
};


/** Immutable content: the rows that passed, those that were set aside, and what was found out about both. */
export type DatasetVersionPartitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  prefix?: InputMaybe<Scalars['String']['input']>;
};


/** Immutable content: the rows that passed, those that were set aside, and what was found out about both. */
export type DatasetVersionSourcesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type DatasetVersionComparison = {
  __typename?: 'DatasetVersionComparison';
  /** The columns of both, in the order of the later version; at most 500. */
  columns: Array<ColumnComparison>;
  columnsAdded: Array<Scalars['String']['output']>;
  columnsRemoved: Array<Scalars['String']['output']>;
  /** Columns whose type or nullability differs. */
  columnsRetyped: Array<Scalars['String']['output']>;
  /** Whether both have the same content. */
  equal: Scalars['Boolean']['output'];
  from: DatasetVersion;
  /** The partitions that differ, by key. */
  partitions: DatasetPartitionComparisonConnection;
  partitionsAdded: Scalars['Int']['output'];
  partitionsChanged: Scalars['Int']['output'];
  partitionsRemoved: Scalars['Int']['output'];
  partitionsUnchanged: Scalars['Int']['output'];
  quarantinedRowCountChange: Scalars['BigInt']['output'];
  rowCountChange: Scalars['BigInt']['output'];
  to: DatasetVersion;
};


export type DatasetVersionComparisonPartitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  change?: InputMaybe<DatasetPartitionChange>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type DatasetVersionConnection = {
  __typename?: 'DatasetVersionConnection';
  edges: Array<DatasetVersionEdge>;
  pageInfo: PageInfo;
};

export type DatasetVersionEdge = {
  __typename?: 'DatasetVersionEdge';
  cursor: Scalars['String']['output'];
  node: DatasetVersion;
};

/** `column` less `minus` lies between `min` and `max`, both included: seconds for moments, days for days. */
export type DifferenceRule = {
  column: Scalars['String']['input'];
  max?: InputMaybe<Scalars['Float']['input']>;
  min?: InputMaybe<Scalars['Float']['input']>;
  minus: Scalars['String']['input'];
};

/**
 * Something that must hold for the data. Expectations are checked in their order; a row that broke one takes no part in
 * those after it, so that every quarantined row has one reason.
 */
export type Expectation = {
  __typename?: 'Expectation';
  /** Whether there is no version at all where it does not hold. */
  blocking: Scalars['Boolean']['output'];
  description: Scalars['String']['output'];
  level: ExpectationLevel;
  /** For a row's rule at level TABLE: the share of rows that may break it. */
  maxShare: Scalars['Float']['output'];
  name: Scalars['String']['output'];
  /** The rule as it was declared: one key, its kind, as in `ExpectationRuleInput`. */
  rule: Scalars['JSON']['output'];
};

export type ExpectationInput = {
  blocking?: Scalars['Boolean']['input'];
  description?: Scalars['String']['input'];
  /** ROW for rules about rows unless said otherwise; TABLE for nullShare, rowCount and quarantinedShare. */
  level?: InputMaybe<ExpectationLevel>;
  /** For a row's rule at level TABLE: the share of rows that may break it, 0 to 1. */
  maxShare?: Scalars['Float']['input'];
  /** Lower-case letters, digits, `-` and `_`, at most 64: the reason that quarantined rows carry. */
  name: Scalars['String']['input'];
  rule: ExpectationRuleInput;
};

export type ExpectationLevel =
  /** Rows that break it are set aside into the quarantine table, with the name of the expectation as the reason. */
  | 'ROW'
  /** Looks at the table as a whole and sets no row aside. */
  | 'TABLE';

export type ExpectationResult = {
  __typename?: 'ExpectationResult';
  /** Rows it was asked about: those that no earlier expectation had set aside. */
  checkedRowCount: Scalars['BigInt']['output'];
  /** A few of the rows that broke it. */
  examples: Array<Scalars['JSON']['output']>;
  expectation: Expectation;
  /** Rows that broke it; 0 or 1 where it looks at the table as a whole. */
  failedRowCount: Scalars['BigInt']['output'];
  /** What was measured: the share of rows that broke it, a share of nulls, a number of rows. */
  observed: Scalars['Float']['output'];
  passed: Scalars['Boolean']['output'];
};

/** Exactly one of these. A rule about values holds where there is none; say notNull where there must be one. */
export type ExpectationRuleInput = {
  allowedValues?: InputMaybe<AllowedValuesRule>;
  difference?: InputMaybe<DifferenceRule>;
  isNull?: InputMaybe<IsNullRule>;
  matches?: InputMaybe<MatchesRule>;
  notNull?: InputMaybe<NotNullRule>;
  nullShare?: InputMaybe<NullShareRule>;
  ordered?: InputMaybe<OrderedRule>;
  outside?: InputMaybe<OutsideRule>;
  quarantinedShare?: InputMaybe<QuarantinedShareRule>;
  range?: InputMaybe<RangeRule>;
  rowCount?: InputMaybe<RowCountRule>;
  unique?: InputMaybe<UniqueRule>;
};

/** No row has a value there: for a column that says what is wrong with a row. */
export type IsNullRule = {
  column: Scalars['String']['input'];
};

/** Text that matches a regular expression (RE2) as a whole. */
export type MatchesRule = {
  column: Scalars['String']['input'];
  pattern: Scalars['String']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Declares a dataset: its columns, partitions and expectations. The same declaration again answers with the dataset
   * that exists. Errors: ALREADY_EXISTS (another declaration has the name); INVALID_ARGUMENT (names, a column or an
   * expectation twice, an unknown column; `field` says which).
   */
  registerDataset: Dataset;
  /**
   * Reads the source, checks every row, sets aside the rows that break an expectation, and makes a version of the others;
   * content that is a version already answers with that version. Answers when the version is there: for millions of rows
   * that takes seconds to minutes, and the same call with the same `idempotencyKey` waits for the one under way. Errors:
   * NOT_FOUND (dataset, artifact, folder); PERMISSION_DENIED (a folder that the service may not read);
   * INVALID_ARGUMENT (no files, no rows, a file cut short or of no known format, a missing column, a value of the wrong
   * type: `field` is `<file>:<row>:<column>`, `value` what is there, `expected` what was declared);
   * FAILED_PRECONDITION (a blocking expectation does not hold: `field` is its name); ALREADY_EXISTS (the idempotency key
   * belongs to another request). Nothing is kept of a source that is refused.
   */
  registerDatasetVersion: DatasetVersion;
  /**
   * Changes what is declared for the versions that are registered from now on; the partition keys stay as they are.
   * Errors: NOT_FOUND; FAILED_PRECONDITION (other partition keys); INVALID_ARGUMENT as for `registerDataset`.
   */
  reviseDataset: Dataset;
};


export type MutationRegisterDatasetArgs = {
  input: RegisterDatasetInput;
};


export type MutationRegisterDatasetVersionArgs = {
  input: RegisterDatasetVersionInput;
};


export type MutationReviseDatasetArgs = {
  input: RegisterDatasetInput;
};

export type NotNullRule = {
  column: Scalars['String']['input'];
};

/** At most `max` (0 to 1) of the rows have no value. */
export type NullShareRule = {
  column: Scalars['String']['input'];
  max: Scalars['Float']['input'];
};

export type NumberRangeInput = {
  max: Scalars['Float']['input'];
  min: Scalars['Float']['input'];
};

export type OrderedBreaks =
  | 'GROUP'
  | 'ROW';

/** In each group of rows with equal values in `within`, taken by rising `by`, `column` never falls. */
export type OrderedRule = {
  /** What breaks it: the row at which the value falls, or all rows of its group. */
  breaks?: OrderedBreaks;
  by: Scalars['String']['input'];
  column: Scalars['String']['input'];
  /** Whether it must rise from row to row. */
  strictly?: Scalars['Boolean']['input'];
  within: Array<Scalars['String']['input']>;
};

/** Numbers that lie in none of the ranges, ends included. */
export type OutsideRule = {
  column: Scalars['String']['input'];
  ranges: Array<NumberRangeInput>;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type QuarantineReason = {
  __typename?: 'QuarantineReason';
  expectation: Scalars['String']['output'];
  rowCount: Scalars['BigInt']['output'];
};

/** At most `max` (0 to 1) of all rows were set aside by the expectations before it. */
export type QuarantinedShareRule = {
  max: Scalars['Float']['input'];
};

export type Query = {
  __typename?: 'Query';
  /**
   * What differs between two versions of one dataset. Errors: NOT_FOUND (either version); INVALID_ARGUMENT (versions of
   * two datasets).
   */
  compareDatasetVersions: DatasetVersionComparison;
  /** The dataset of that name, or null where there is none. */
  dataset?: Maybe<Dataset>;
  /** The version with that id (`<dataset>/<number>`), or null where there is none. */
  datasetVersion?: Maybe<DatasetVersion>;
  /** All datasets, by name. */
  datasets: DatasetConnection;
};


export type QueryCompareDatasetVersionsArgs = {
  from: Scalars['ID']['input'];
  to: Scalars['ID']['input'];
};


export type QueryDatasetArgs = {
  name: Scalars['String']['input'];
};


export type QueryDatasetVersionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDatasetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Numbers from `min` to `max`, both included. */
export type RangeRule = {
  column: Scalars['String']['input'];
  max?: InputMaybe<Scalars['Float']['input']>;
  min?: InputMaybe<Scalars['Float']['input']>;
};

export type RegisterDatasetInput = {
  columns: Array<DatasetColumnInput>;
  /** A column of type DATE. */
  dayColumn?: InputMaybe<Scalars['String']['input']>;
  description?: Scalars['String']['input'];
  expectations?: Array<ExpectationInput>;
  /** Text that stands for a missing value in CSV files. */
  missingValues?: Array<Scalars['String']['input']>;
  /** Lower-case letters, digits, `-` and `_`, at most 64. */
  name: Scalars['String']['input'];
  owner?: Scalars['String']['input'];
  /** Columns that are declared not nullable. */
  partitionedBy?: Array<Scalars['String']['input']>;
  timeColumn?: InputMaybe<Scalars['String']['input']>;
};

export type RegisterDatasetVersionInput = {
  dataset: Scalars['String']['input'];
  /** Two calls with the same key and the same input make one version. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  source: DatasetSourceInput;
};

export type Role =
  | 'ADMIN'
  | 'APPROVER'
  | 'OPERATOR'
  | 'SERVICE'
  | 'VIEWER';

/** The number of rows lies between `min` and `max`, both included. */
export type RowCountRule = {
  max?: InputMaybe<Scalars['BigInt']['input']>;
  min?: InputMaybe<Scalars['BigInt']['input']>;
};

export type UniqueKeep =
  | 'FIRST'
  | 'NONE';

/** No two rows have the same values in `columns`; rows with a null in them are left alone. */
export type UniqueRule = {
  columns: Array<Scalars['String']['input']>;
  /** Which of equal rows stays: the first that was read, or none. */
  keep?: UniqueKeep;
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
  Dataset: Dataset;
  DatasetVersion: DatasetVersion;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Dataset:
    ( { __typename: 'Dataset' }
    & GraphQLRecursivePick<FederationTypes['Dataset'], {"name":true}> );
  DatasetVersion:
    ( { __typename: 'DatasetVersion' }
    & GraphQLRecursivePick<FederationTypes['DatasetVersion'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AllowedValuesRule: AllowedValuesRule;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  ColumnComparison: ResolverTypeWrapper<ColumnComparison>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ColumnHistogram: ResolverTypeWrapper<ColumnHistogram>;
  ColumnProfile: ResolverTypeWrapper<ColumnProfile>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ColumnQuantile: ResolverTypeWrapper<ColumnQuantile>;
  ColumnType: ColumnType;
  ColumnValueCount: ResolverTypeWrapper<ColumnValueCount>;
  Dataset: ResolverTypeWrapper<DatasetMapper>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  DatasetColumn: ResolverTypeWrapper<DatasetColumn>;
  DatasetColumnInput: DatasetColumnInput;
  DatasetConnection: ResolverTypeWrapper<Omit<DatasetConnection, 'edges'> & { edges: Array<ResolversTypes['DatasetEdge']> }>;
  DatasetEdge: ResolverTypeWrapper<Omit<DatasetEdge, 'node'> & { node: ResolversTypes['Dataset'] }>;
  DatasetFile: ResolverTypeWrapper<DatasetFile>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DatasetPartition: ResolverTypeWrapper<DatasetPartitionMapper>;
  DatasetPartitionChange: DatasetPartitionChange;
  DatasetPartitionComparison: ResolverTypeWrapper<DatasetPartitionComparison>;
  DatasetPartitionComparisonConnection: ResolverTypeWrapper<DatasetPartitionComparisonConnection>;
  DatasetPartitionComparisonEdge: ResolverTypeWrapper<DatasetPartitionComparisonEdge>;
  DatasetPartitionConnection: ResolverTypeWrapper<Omit<DatasetPartitionConnection, 'edges'> & { edges: Array<ResolversTypes['DatasetPartitionEdge']> }>;
  DatasetPartitionEdge: ResolverTypeWrapper<Omit<DatasetPartitionEdge, 'node'> & { node: ResolversTypes['DatasetPartition'] }>;
  DatasetSlice: ResolverTypeWrapper<DatasetSlice>;
  DatasetSliceConnection: ResolverTypeWrapper<DatasetSliceConnection>;
  DatasetSliceEdge: ResolverTypeWrapper<DatasetSliceEdge>;
  DatasetSource: ResolverTypeWrapper<DatasetSource>;
  DatasetSourceConnection: ResolverTypeWrapper<DatasetSourceConnection>;
  DatasetSourceEdge: ResolverTypeWrapper<DatasetSourceEdge>;
  DatasetSourceInput: DatasetSourceInput;
  DatasetVersion: ResolverTypeWrapper<DatasetVersionMapper>;
  DatasetVersionComparison: ResolverTypeWrapper<VersionComparisonMapper>;
  DatasetVersionConnection: ResolverTypeWrapper<Omit<DatasetVersionConnection, 'edges'> & { edges: Array<ResolversTypes['DatasetVersionEdge']> }>;
  DatasetVersionEdge: ResolverTypeWrapper<Omit<DatasetVersionEdge, 'node'> & { node: ResolversTypes['DatasetVersion'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DifferenceRule: DifferenceRule;
  Expectation: ResolverTypeWrapper<ExpectationMapper>;
  ExpectationInput: ExpectationInput;
  ExpectationLevel: ExpectationLevel;
  ExpectationResult: ResolverTypeWrapper<ExpectationResultMapper>;
  ExpectationRuleInput: ExpectationRuleInput;
  IsNullRule: IsNullRule;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  MatchesRule: MatchesRule;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotNullRule: NotNullRule;
  NullShareRule: NullShareRule;
  NumberRangeInput: NumberRangeInput;
  OrderedBreaks: OrderedBreaks;
  OrderedRule: OrderedRule;
  OutsideRule: OutsideRule;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  QuarantineReason: ResolverTypeWrapper<QuarantineReason>;
  QuarantinedShareRule: QuarantinedShareRule;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RangeRule: RangeRule;
  RegisterDatasetInput: RegisterDatasetInput;
  RegisterDatasetVersionInput: RegisterDatasetVersionInput;
  Role: Role;
  RowCountRule: RowCountRule;
  UniqueKeep: UniqueKeep;
  UniqueRule: UniqueRule;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AllowedValuesRule: AllowedValuesRule;
  String: Scalars['String']['output'];
  BigInt: Scalars['BigInt']['output'];
  ColumnComparison: ColumnComparison;
  Float: Scalars['Float']['output'];
  ColumnHistogram: ColumnHistogram;
  ColumnProfile: ColumnProfile;
  Boolean: Scalars['Boolean']['output'];
  ColumnQuantile: ColumnQuantile;
  ColumnValueCount: ColumnValueCount;
  Dataset: DatasetMapper;
  Int: Scalars['Int']['output'];
  DatasetColumn: DatasetColumn;
  DatasetColumnInput: DatasetColumnInput;
  DatasetConnection: Omit<DatasetConnection, 'edges'> & { edges: Array<ResolversParentTypes['DatasetEdge']> };
  DatasetEdge: Omit<DatasetEdge, 'node'> & { node: ResolversParentTypes['Dataset'] };
  DatasetFile: DatasetFile;
  ID: Scalars['ID']['output'];
  DatasetPartition: DatasetPartitionMapper;
  DatasetPartitionComparison: DatasetPartitionComparison;
  DatasetPartitionComparisonConnection: DatasetPartitionComparisonConnection;
  DatasetPartitionComparisonEdge: DatasetPartitionComparisonEdge;
  DatasetPartitionConnection: Omit<DatasetPartitionConnection, 'edges'> & { edges: Array<ResolversParentTypes['DatasetPartitionEdge']> };
  DatasetPartitionEdge: Omit<DatasetPartitionEdge, 'node'> & { node: ResolversParentTypes['DatasetPartition'] };
  DatasetSlice: DatasetSlice;
  DatasetSliceConnection: DatasetSliceConnection;
  DatasetSliceEdge: DatasetSliceEdge;
  DatasetSource: DatasetSource;
  DatasetSourceConnection: DatasetSourceConnection;
  DatasetSourceEdge: DatasetSourceEdge;
  DatasetSourceInput: DatasetSourceInput;
  DatasetVersion: DatasetVersionMapper;
  DatasetVersionComparison: VersionComparisonMapper;
  DatasetVersionConnection: Omit<DatasetVersionConnection, 'edges'> & { edges: Array<ResolversParentTypes['DatasetVersionEdge']> };
  DatasetVersionEdge: Omit<DatasetVersionEdge, 'node'> & { node: ResolversParentTypes['DatasetVersion'] };
  DateTime: Scalars['DateTime']['output'];
  DifferenceRule: DifferenceRule;
  Expectation: ExpectationMapper;
  ExpectationInput: ExpectationInput;
  ExpectationResult: ExpectationResultMapper;
  ExpectationRuleInput: ExpectationRuleInput;
  IsNullRule: IsNullRule;
  JSON: Scalars['JSON']['output'];
  MatchesRule: MatchesRule;
  Mutation: Record<PropertyKey, never>;
  NotNullRule: NotNullRule;
  NullShareRule: NullShareRule;
  NumberRangeInput: NumberRangeInput;
  OrderedRule: OrderedRule;
  OutsideRule: OutsideRule;
  PageInfo: PageInfo;
  QuarantineReason: QuarantineReason;
  QuarantinedShareRule: QuarantinedShareRule;
  Query: Record<PropertyKey, never>;
  RangeRule: RangeRule;
  RegisterDatasetInput: RegisterDatasetInput;
  RegisterDatasetVersionInput: RegisterDatasetVersionInput;
  RowCountRule: RowCountRule;
  UniqueRule: UniqueRule;
};

export type AuthDirectiveArgs = {
  requires?: Role;
};

export type AuthDirectiveResolver<Result, Parent, ContextType = Context, Args = AuthDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type ColumnComparisonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ColumnComparison'] = ResolversParentTypes['ColumnComparison']> = {
  from?: Resolver<ResolversTypes['ColumnProfile'], ParentType, ContextType>;
  largestQuantileChange?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  meanChange?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nullShareChange?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['ColumnProfile'], ParentType, ContextType>;
};

export type ColumnHistogramResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ColumnHistogram'] = ResolversParentTypes['ColumnHistogram']> = {
  counts?: Resolver<Array<ResolversTypes['BigInt']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ColumnProfileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ColumnProfile'] = ResolversParentTypes['ColumnProfile']> = {
  distinctCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  histogram?: Resolver<Maybe<ResolversTypes['ColumnHistogram']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mean?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nullCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  nullable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  quantiles?: Resolver<Array<ResolversTypes['ColumnQuantile']>, ParentType, ContextType>;
  standardDeviation?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  topValues?: Resolver<Array<ResolversTypes['ColumnValueCount']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ColumnType'], ParentType, ContextType>;
};

export type ColumnQuantileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ColumnQuantile'] = ResolversParentTypes['ColumnQuantile']> = {
  probability?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ColumnValueCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ColumnValueCount'] = ResolversParentTypes['ColumnValueCount']> = {
  rowCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DatasetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Dataset'] = ResolversParentTypes['Dataset'], FederationReferenceType extends FederationReferenceTypes['Dataset'] = FederationReferenceTypes['Dataset']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Dataset']> | FederationReferenceType, FederationReferenceType, ContextType>;
  columns?: Resolver<Array<ResolversTypes['DatasetColumn']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dayColumn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expectations?: Resolver<Array<ResolversTypes['Expectation']>, ParentType, ContextType>;
  latestVersion?: Resolver<Maybe<ResolversTypes['DatasetVersion']>, ParentType, ContextType>;
  missingValues?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  partitionedBy?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  timeColumn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['DatasetVersionConnection'], ParentType, ContextType, RequireFields<DatasetVersionsArgs, 'first'>>;
};

export type DatasetColumnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetColumn'] = ResolversParentTypes['DatasetColumn']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nullable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ColumnType'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DatasetConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetConnection'] = ResolversParentTypes['DatasetConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DatasetEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DatasetEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetEdge'] = ResolversParentTypes['DatasetEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Dataset'], ParentType, ContextType>;
};

export type DatasetFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetFile'] = ResolversParentTypes['DatasetFile']> = {
  digest?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rowCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type DatasetPartitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetPartition'] = ResolversParentTypes['DatasetPartition']> = {
  dayCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  firstDay?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastDay?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rowCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  slices?: Resolver<ResolversTypes['DatasetSliceConnection'], ParentType, ContextType, RequireFields<DatasetPartitionSlicesArgs, 'first'>>;
  values?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DatasetPartitionComparisonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetPartitionComparison'] = ResolversParentTypes['DatasetPartitionComparison']> = {
  change?: Resolver<ResolversTypes['DatasetPartitionChange'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rowCountAfter?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  rowCountBefore?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
};

export type DatasetPartitionComparisonConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetPartitionComparisonConnection'] = ResolversParentTypes['DatasetPartitionComparisonConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DatasetPartitionComparisonEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DatasetPartitionComparisonEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetPartitionComparisonEdge'] = ResolversParentTypes['DatasetPartitionComparisonEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DatasetPartitionComparison'], ParentType, ContextType>;
};

export type DatasetPartitionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetPartitionConnection'] = ResolversParentTypes['DatasetPartitionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DatasetPartitionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DatasetPartitionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetPartitionEdge'] = ResolversParentTypes['DatasetPartitionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DatasetPartition'], ParentType, ContextType>;
};

export type DatasetSliceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetSlice'] = ResolversParentTypes['DatasetSlice']> = {
  day?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rowCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type DatasetSliceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetSliceConnection'] = ResolversParentTypes['DatasetSliceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DatasetSliceEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DatasetSliceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetSliceEdge'] = ResolversParentTypes['DatasetSliceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DatasetSlice'], ParentType, ContextType>;
};

export type DatasetSourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetSource'] = ResolversParentTypes['DatasetSource']> = {
  digest?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rowCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type DatasetSourceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetSourceConnection'] = ResolversParentTypes['DatasetSourceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DatasetSourceEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DatasetSourceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetSourceEdge'] = ResolversParentTypes['DatasetSourceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DatasetSource'], ParentType, ContextType>;
};

export type DatasetVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetVersion'] = ResolversParentTypes['DatasetVersion'], FederationReferenceType extends FederationReferenceTypes['DatasetVersion'] = FederationReferenceTypes['DatasetVersion']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DatasetVersion']> | FederationReferenceType, FederationReferenceType, ContextType>;
  columns?: Resolver<Array<ResolversTypes['ColumnProfile']>, ParentType, ContextType>;
  contentDigest?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dataset?: Resolver<ResolversTypes['Dataset'], ParentType, ContextType>;
  declarationRevision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expectationResults?: Resolver<Array<ResolversTypes['ExpectationResult']>, ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['DatasetFile']>, ParentType, ContextType>;
  firstDay?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastDay?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['DatasetVersion']>, ParentType, ContextType>;
  partition?: Resolver<Maybe<ResolversTypes['DatasetPartition']>, ParentType, ContextType, RequireFields<DatasetVersionPartitionArgs, 'key'>>;
  partitionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  partitions?: Resolver<ResolversTypes['DatasetPartitionConnection'], ParentType, ContextType, RequireFields<DatasetVersionPartitionsArgs, 'first'>>;
  quarantine?: Resolver<Maybe<ResolversTypes['DatasetFile']>, ParentType, ContextType>;
  quarantinedByReason?: Resolver<Array<ResolversTypes['QuarantineReason']>, ParentType, ContextType>;
  quarantinedRowCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rowCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  slices?: Resolver<ResolversTypes['DatasetFile'], ParentType, ContextType>;
  sources?: Resolver<ResolversTypes['DatasetSourceConnection'], ParentType, ContextType, RequireFields<DatasetVersionSourcesArgs, 'first'>>;
};

export type DatasetVersionComparisonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetVersionComparison'] = ResolversParentTypes['DatasetVersionComparison']> = {
  columns?: Resolver<Array<ResolversTypes['ColumnComparison']>, ParentType, ContextType>;
  columnsAdded?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  columnsRemoved?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  columnsRetyped?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  equal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DatasetVersion'], ParentType, ContextType>;
  partitions?: Resolver<ResolversTypes['DatasetPartitionComparisonConnection'], ParentType, ContextType, RequireFields<DatasetVersionComparisonPartitionsArgs, 'first'>>;
  partitionsAdded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  partitionsChanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  partitionsRemoved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  partitionsUnchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quarantinedRowCountChange?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  rowCountChange?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DatasetVersion'], ParentType, ContextType>;
};

export type DatasetVersionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetVersionConnection'] = ResolversParentTypes['DatasetVersionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DatasetVersionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DatasetVersionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetVersionEdge'] = ResolversParentTypes['DatasetVersionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DatasetVersion'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type ExpectationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Expectation'] = ResolversParentTypes['Expectation']> = {
  blocking?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['ExpectationLevel'], ParentType, ContextType>;
  maxShare?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type ExpectationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExpectationResult'] = ResolversParentTypes['ExpectationResult']> = {
  checkedRowCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  examples?: Resolver<Array<ResolversTypes['JSON']>, ParentType, ContextType>;
  expectation?: Resolver<ResolversTypes['Expectation'], ParentType, ContextType>;
  failedRowCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  observed?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  passed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  registerDataset?: Resolver<ResolversTypes['Dataset'], ParentType, ContextType, RequireFields<MutationRegisterDatasetArgs, 'input'>>;
  registerDatasetVersion?: Resolver<ResolversTypes['DatasetVersion'], ParentType, ContextType, RequireFields<MutationRegisterDatasetVersionArgs, 'input'>>;
  reviseDataset?: Resolver<ResolversTypes['Dataset'], ParentType, ContextType, RequireFields<MutationReviseDatasetArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QuarantineReasonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuarantineReason'] = ResolversParentTypes['QuarantineReason']> = {
  expectation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rowCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  compareDatasetVersions?: Resolver<ResolversTypes['DatasetVersionComparison'], ParentType, ContextType, RequireFields<QueryCompareDatasetVersionsArgs, 'from' | 'to'>>;
  dataset?: Resolver<Maybe<ResolversTypes['Dataset']>, ParentType, ContextType, RequireFields<QueryDatasetArgs, 'name'>>;
  datasetVersion?: Resolver<Maybe<ResolversTypes['DatasetVersion']>, ParentType, ContextType, RequireFields<QueryDatasetVersionArgs, 'id'>>;
  datasets?: Resolver<ResolversTypes['DatasetConnection'], ParentType, ContextType, RequireFields<QueryDatasetsArgs, 'first'>>;
};

export type Resolvers<ContextType = Context> = {
  BigInt?: GraphQLScalarType;
  ColumnComparison?: ColumnComparisonResolvers<ContextType>;
  ColumnHistogram?: ColumnHistogramResolvers<ContextType>;
  ColumnProfile?: ColumnProfileResolvers<ContextType>;
  ColumnQuantile?: ColumnQuantileResolvers<ContextType>;
  ColumnValueCount?: ColumnValueCountResolvers<ContextType>;
  Dataset?: DatasetResolvers<ContextType>;
  DatasetColumn?: DatasetColumnResolvers<ContextType>;
  DatasetConnection?: DatasetConnectionResolvers<ContextType>;
  DatasetEdge?: DatasetEdgeResolvers<ContextType>;
  DatasetFile?: DatasetFileResolvers<ContextType>;
  DatasetPartition?: DatasetPartitionResolvers<ContextType>;
  DatasetPartitionComparison?: DatasetPartitionComparisonResolvers<ContextType>;
  DatasetPartitionComparisonConnection?: DatasetPartitionComparisonConnectionResolvers<ContextType>;
  DatasetPartitionComparisonEdge?: DatasetPartitionComparisonEdgeResolvers<ContextType>;
  DatasetPartitionConnection?: DatasetPartitionConnectionResolvers<ContextType>;
  DatasetPartitionEdge?: DatasetPartitionEdgeResolvers<ContextType>;
  DatasetSlice?: DatasetSliceResolvers<ContextType>;
  DatasetSliceConnection?: DatasetSliceConnectionResolvers<ContextType>;
  DatasetSliceEdge?: DatasetSliceEdgeResolvers<ContextType>;
  DatasetSource?: DatasetSourceResolvers<ContextType>;
  DatasetSourceConnection?: DatasetSourceConnectionResolvers<ContextType>;
  DatasetSourceEdge?: DatasetSourceEdgeResolvers<ContextType>;
  DatasetVersion?: DatasetVersionResolvers<ContextType>;
  DatasetVersionComparison?: DatasetVersionComparisonResolvers<ContextType>;
  DatasetVersionConnection?: DatasetVersionConnectionResolvers<ContextType>;
  DatasetVersionEdge?: DatasetVersionEdgeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Expectation?: ExpectationResolvers<ContextType>;
  ExpectationResult?: ExpectationResultResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  QuarantineReason?: QuarantineReasonResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>;
};
