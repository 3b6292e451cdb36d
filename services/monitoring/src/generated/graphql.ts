import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Monitor as MonitorMapper } from '../domain/monitor.ts';
import type { PartitionPerformance as PartitionPerformanceMapper, FleetPerformance as FleetPerformanceMapper } from '../store/performance-windows.ts';
import type { EndpointReference as EndpointReferenceMapper } from '../resolvers/endpoint.ts';
import type { Report as ReportMapper } from '../domain/report.ts';
import type { Alert as AlertMapper } from '../domain/alert.ts';
import type { Silence as SilenceMapper } from '../domain/silence.ts';
import type { DriftFinding as DriftFindingMapper, PerformanceFinding as PerformanceFindingMapper, FaultFinding as FaultFindingMapper } from '../resolvers/finding-types.ts';
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

/** What people should look at. There is one for each endpoint, kind and check while it goes on; a clean window resolves it. */
export type Alert = {
  __typename?: 'Alert';
  acknowledgedAt?: Maybe<Scalars['DateTime']['output']>;
  acknowledgedBy?: Maybe<Scalars['String']['output']>;
  /** Which check of the data quality failed. */
  check?: Maybe<QualityCheck>;
  dataQualityReport?: Maybe<DataQualityReport>;
  /** The newest report; the one of the alert's kind is set. */
  driftReport?: Maybe<DriftReport>;
  id: Scalars['ID']['output'];
  /** Whether a silence keeps it from being told. */
  isSilenced: Scalars['Boolean']['output'];
  kind: ReportKind;
  model: Scalars['String']['output'];
  monitor: Monitor;
  note?: Maybe<Scalars['String']['output']>;
  openedAt: Scalars['DateTime']['output'];
  partitionCount: Scalars['Int']['output'];
  performanceReport?: Maybe<PerformanceReport>;
  resolvedAt?: Maybe<Scalars['DateTime']['output']>;
  severity: AlertSeverity;
  state: AlertState;
  title: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
  /** Windows it was found in so far. */
  windowCount: Scalars['Int']['output'];
  windowEnd: Scalars['DateTime']['output'];
  /** The newest window it was found in. */
  windowStart: Scalars['DateTime']['output'];
};

export type AlertConnection = {
  __typename?: 'AlertConnection';
  edges: Array<AlertEdge>;
  nodes: Array<Alert>;
  pageInfo: PageInfo;
};

export type AlertEdge = {
  __typename?: 'AlertEdge';
  cursor: Scalars['String']['output'];
  node: Alert;
};

export type AlertSeverity =
  | 'CRITICAL'
  /** Less than a tenth of the partitions. */
  | 'WARNING';

export type AlertState =
  | 'ACKNOWLEDGED'
  | 'OPEN'
  | 'RESOLVED';

/** The registry's artifact. */
export type Artifact = {
  __typename?: 'Artifact';
  digest: Scalars['ID']['output'];
};

export type ConfigureMonitorInput = {
  /** How far the delay of outcomes may move from the usual before their clock is taken for wrong. */
  clockToleranceSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** How many windows in a row must show a finding before it is told. */
  confirmWindows?: InputMaybe<Scalars['Int']['input']>;
  endpoint: Scalars['String']['input'];
  /** How long a window waits for late data after its end, by the time of the data. */
  graceMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Least Kolmogorov–Smirnov distance that is drift, 0 to 1. */
  leastDistance?: InputMaybe<Scalars['Float']['input']>;
  /** Least ratio of the mean absolute error to the gate's that is a loss of performance. */
  leastRatio?: InputMaybe<Scalars['Float']['input']>;
  /** Least rows of a partition in a window to test it. */
  minimumRows?: InputMaybe<Scalars['Int']['input']>;
  /** How long an outcome waits for its prediction and a prediction for its outcome, in hours. */
  outcomeWithinHours?: InputMaybe<Scalars['Int']['input']>;
  /** The output of the model that outcomes are compared with; holds for predictions logged from then on. */
  output?: InputMaybe<Scalars['String']['input']>;
  /** Share of false discoveries accepted among what is found, over all partitions and features of a window. */
  rate?: InputMaybe<Scalars['Float']['input']>;
  testDataQuality?: InputMaybe<Scalars['Boolean']['input']>;
  testDrift?: InputMaybe<Scalars['Boolean']['input']>;
  testPerformance?: InputMaybe<Scalars['Boolean']['input']>;
  /** Length of a window, in minutes. Windows shorter than a day are tested by the day. */
  windowMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Windows begin at multiples of their length after this many minutes since 1970-01-01 UTC: 480 for days that begin at 8:00 UTC. */
  windowOffsetMinutes?: InputMaybe<Scalars['Int']['input']>;
};

/** Faults of the data in a window. They never start a retraining: partitions with wrong values are left out of the other tests. */
export type DataQualityReport = {
  __typename?: 'DataQualityReport';
  affectedCount: Scalars['Int']['output'];
  checks: Array<QualityCheckResult>;
  createdAt: Scalars['DateTime']['output'];
  faults: PartitionFaultConnection;
  id: Scalars['ID']['output'];
  /** False where the window was still open: a look that told and raised nothing. */
  isFinal: Scalars['Boolean']['output'];
  monitor: Monitor;
  partitionsFile?: Maybe<Artifact>;
  results?: Maybe<Artifact>;
  /** Partitions that were checked. */
  testedCount: Scalars['Int']['output'];
  /** The version that was live when the window was tested. */
  version?: Maybe<ModelVersion>;
  /** Exclusive. */
  windowEnd: Scalars['DateTime']['output'];
  windowStart: Scalars['DateTime']['output'];
};


/** Faults of the data in a window. They never start a retraining: partitions with wrong values are left out of the other tests. */
export type DataQualityReportFaultsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  check?: InputMaybe<QualityCheck>;
  first?: InputMaybe<Scalars['Int']['input']>;
  partitionPrefix?: InputMaybe<Scalars['String']['input']>;
};

export type DataQualityReportConnection = {
  __typename?: 'DataQualityReportConnection';
  edges: Array<DataQualityReportEdge>;
  nodes: Array<DataQualityReport>;
  pageInfo: PageInfo;
};

export type DataQualityReportEdge = {
  __typename?: 'DataQualityReportEdge';
  cursor: Scalars['String']['output'];
  node: DataQualityReport;
};

/**
 * Whether features are distributed as at training, in all partitions of one window: two-sample Kolmogorov–Smirnov with
 * effective sample sizes (rows of one day are alike), less what moved the whole fleet, corrected by Benjamini and Hochberg
 * over all partitions and features.
 */
export type DriftReport = {
  __typename?: 'DriftReport';
  /** Partitions with a confirmed finding. */
  affectedCount: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** What moved in the fleet as a whole, by feature; never told as drift of a partition. */
  fleetShifts: Array<FleetShift>;
  id: Scalars['ID']['output'];
  /** False where the window was still open: a look that told and raised nothing. */
  isFinal: Scalars['Boolean']['output'];
  /** Partitions left out because their data failed a check of quality. */
  leftOutCount: Scalars['Int']['output'];
  monitor: Monitor;
  /** Partitions with a finding, confirmed ones first, the worst first. */
  partitions: PartitionDriftConnection;
  /** Affected partitions, the worst first: headway.partitions/1; null where there is none. */
  partitionsFile?: Maybe<Artifact>;
  /** Declared share of false discoveries. */
  rate: Scalars['Float']['output'];
  /** All tests of the window, Parquet. */
  results?: Maybe<Artifact>;
  /** Partitions with a finding that earlier windows do not confirm yet. */
  suspectedCount: Scalars['Int']['output'];
  /** Partitions that had enough rows to be tested. */
  testedCount: Scalars['Int']['output'];
  /** The version that was live when the window was tested. */
  version?: Maybe<ModelVersion>;
  /** Exclusive. */
  windowEnd: Scalars['DateTime']['output'];
  windowStart: Scalars['DateTime']['output'];
};


/**
 * Whether features are distributed as at training, in all partitions of one window: two-sample Kolmogorov–Smirnov with
 * effective sample sizes (rows of one day are alike), less what moved the whole fleet, corrected by Benjamini and Hochberg
 * over all partitions and features.
 */
export type DriftReportPartitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  confirmed?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  partitionPrefix?: InputMaybe<Scalars['String']['input']>;
};

export type DriftReportConnection = {
  __typename?: 'DriftReportConnection';
  edges: Array<DriftReportEdge>;
  nodes: Array<DriftReport>;
  pageInfo: PageInfo;
};

export type DriftReportEdge = {
  __typename?: 'DriftReportEdge';
  cursor: Scalars['String']['output'];
  node: DriftReport;
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
  /** Predictions without a value. */
  missingCount: Scalars['Int']['output'];
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

/** How one feature moved over the fleet in a window. */
export type FleetShift = {
  __typename?: 'FleetShift';
  feature: Scalars['String']['output'];
  /** By how much test statistics of all partitions were divided for what they share, at least 1. */
  inflation: Scalars['Float']['output'];
  /** Median over partitions of the Kolmogorov–Smirnov distance. */
  medianDistance?: Maybe<Scalars['Float']['output']>;
  /** Partitions tested in it; features of one value a day are not tested. */
  testedCount: Scalars['Int']['output'];
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
  /** Faulty data, a report for each window, the newest first. */
  dataQualityReports: DataQualityReportConnection;
  /** Drift of features, a report for each window, the newest first. */
  driftReports: DriftReportConnection;
  endpoint: Endpoint;
  /** Error of the whole fleet, the newest window first. */
  fleetPerformance: FleetPerformanceConnection;
  /** The version that answers now, as far as monitoring knows. */
  liveVersion?: Maybe<ModelVersion>;
  /** Name of the model that the endpoint serves. */
  model: Scalars['String']['output'];
  /** Time of the newest outcome, by which windows close; null before the first. */
  observedThrough?: Maybe<Scalars['DateTime']['output']>;
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
  /** Errors against the gate, a report for each window, the newest first. */
  performanceReports: PerformanceReportConnection;
  /** Time of the newest prediction, by which windows close; null before the first. */
  predictedThrough?: Maybe<Scalars['DateTime']['output']>;
  /** Predictions read from the log so far. */
  predictionCount: Scalars['Int']['output'];
  /** The training profile of one partition: a row for each feature. */
  reference: Array<ReferenceProfile>;
  /** How its windows are tested. */
  tests: MonitorTests;
  /** Outcomes that still wait for their prediction. */
  waitingOutcomeCount: Scalars['Int']['output'];
  windowMinutes: Scalars['Int']['output'];
  windowOffsetMinutes: Scalars['Int']['output'];
  /** How a feature of a partition was distributed in each window, the newest first. */
  windows: FeatureWindowConnection;
};


/** What is watched on one endpoint; made with it. */
export type MonitorDataQualityReportsArgs = {
  affected?: InputMaybe<Scalars['Boolean']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** What is watched on one endpoint; made with it. */
export type MonitorDriftReportsArgs = {
  affected?: InputMaybe<Scalars['Boolean']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
export type MonitorPerformanceReportsArgs = {
  affected?: InputMaybe<Scalars['Boolean']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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

/** How the windows of a monitor are tested. */
export type MonitorTests = {
  __typename?: 'MonitorTests';
  clockToleranceSeconds: Scalars['Int']['output'];
  confirmWindows: Scalars['Int']['output'];
  graceMinutes: Scalars['Int']['output'];
  leastDistance: Scalars['Float']['output'];
  leastRatio: Scalars['Float']['output'];
  minimumRows: Scalars['Int']['output'];
  /** Share of false discoveries accepted among what is found. */
  rate: Scalars['Float']['output'];
  testDataQuality: Scalars['Boolean']['output'];
  testDrift: Scalars['Boolean']['output'];
  testPerformance: Scalars['Boolean']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Notes who looks after an alert. It stays acknowledged while it goes on.
   * Errors: NOT_FOUND; FAILED_PRECONDITION (it is resolved).
   */
  acknowledgeAlert: Alert;
  /**
   * Tests now what can be tested: windows that are closed for good, open ones as a look, whose reports are not final, tell
   * nothing and raise nothing. `completeThrough` says that all predictions and outcomes up to that time are here, so that
   * windows up to it close without waiting for later data.
   * Errors: NOT_FOUND.
   */
  checkMonitor: Monitor;
  /**
   * Changes what a monitor compares, how long its windows are and how they are tested. Windows that exist keep their length.
   * Errors: NOT_FOUND; INVALID_ARGUMENT (windowMinutes outside 1 to 10080, outcomeWithinHours outside 1 to 720, a rate
   * outside 0.000001 to 0.5, and the like).
   */
  configureMonitor: Monitor;
  /**
   * Ends a silence before its time. One that is over stays as it is.
   * Errors: NOT_FOUND.
   */
  endSilence: Silence;
  /**
   * Keeps alerts from being told (the event `monitoring.alert.raised`) until a time by the clock. They are recorded all the
   * same, and reports and the events that start a retraining go on: a silence is for people.
   * Errors: NOT_FOUND; INVALID_ARGUMENT (until is not ahead).
   */
  silenceAlerts: Silence;
};


export type MutationAcknowledgeAlertArgs = {
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};


export type MutationCheckMonitorArgs = {
  completeThrough?: InputMaybe<Scalars['DateTime']['input']>;
  endpoint: Scalars['String']['input'];
};


export type MutationConfigureMonitorArgs = {
  input: ConfigureMonitorInput;
};


export type MutationEndSilenceArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSilenceAlertsArgs = {
  input: SilenceAlertsInput;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** One partition that errs more than its gate measured. */
export type PartitionDegradation = {
  __typename?: 'PartitionDegradation';
  count: Scalars['Int']['output'];
  /** The ratio over what all partitions share. */
  excess: Scalars['Float']['output'];
  gateMeanAbsoluteError: Scalars['Float']['output'];
  isConfirmed: Scalars['Boolean']['output'];
  meanAbsoluteError: Scalars['Float']['output'];
  pValue: Scalars['Float']['output'];
  partition: Scalars['String']['output'];
  qValue: Scalars['Float']['output'];
  rank: Scalars['Int']['output'];
  /** meanAbsoluteError / gateMeanAbsoluteError. */
  ratio: Scalars['Float']['output'];
  /** Student's t of these windows together. */
  statistic: Scalars['Float']['output'];
  /** The version that trained the artifact. */
  version: ModelVersion;
  windows: Scalars['Int']['output'];
};

export type PartitionDegradationConnection = {
  __typename?: 'PartitionDegradationConnection';
  edges: Array<PartitionDegradationEdge>;
  nodes: Array<PartitionDegradation>;
  pageInfo: PageInfo;
};

export type PartitionDegradationEdge = {
  __typename?: 'PartitionDegradationEdge';
  cursor: Scalars['String']['output'];
  node: PartitionDegradation;
};

/** Drift of one partition in a window, by its worst feature. */
export type PartitionDrift = {
  __typename?: 'PartitionDrift';
  /** Rows of the window, and how many independent ones they are worth. */
  count: Scalars['Int']['output'];
  /** Kolmogorov–Smirnov distance, 0 to 1. */
  distance: Scalars['Float']['output'];
  effectiveCount: Scalars['Float']['output'];
  feature: Scalars['String']['output'];
  /** Features of the partition with a finding. */
  featureCount: Scalars['Int']['output'];
  isConfirmed: Scalars['Boolean']['output'];
  /** Difference of the means in standard deviations at training; null where those were 0. */
  meanDifference?: Maybe<Scalars['Float']['output']>;
  /** Of all these windows together. */
  pValue: Scalars['Float']['output'];
  partition: Scalars['String']['output'];
  /** Least rate at which it is found. */
  qValue: Scalars['Float']['output'];
  rank: Scalars['Int']['output'];
  /** Population stability index: by custom 0.1 is a small and 0.25 a large shift. */
  stabilityIndex: Scalars['Float']['output'];
  /** Kolmogorov's statistic, less what moved the fleet. */
  statistic: Scalars['Float']['output'];
  windowPValue: Scalars['Float']['output'];
  /** Windows that say so together. */
  windows: Scalars['Int']['output'];
};

export type PartitionDriftConnection = {
  __typename?: 'PartitionDriftConnection';
  edges: Array<PartitionDriftEdge>;
  nodes: Array<PartitionDrift>;
  pageInfo: PageInfo;
};

export type PartitionDriftEdge = {
  __typename?: 'PartitionDriftEdge';
  cursor: Scalars['String']['output'];
  node: PartitionDrift;
};

/** One partition that failed a check. */
export type PartitionFault = {
  __typename?: 'PartitionFault';
  check: QualityCheck;
  /** What is usual or allowed, in the same unit. */
  expected: Scalars['Float']['output'];
  feature?: Maybe<Scalars['String']['output']>;
  partition: Scalars['String']['output'];
  rank: Scalars['Int']['output'];
  /** What was seen: a share (NULLS, RANGE, ORDER), the mean delay in seconds (CLOCK) or rows (VOLUME, STALENESS). */
  value: Scalars['Float']['output'];
};

export type PartitionFaultConnection = {
  __typename?: 'PartitionFaultConnection';
  edges: Array<PartitionFaultEdge>;
  nodes: Array<PartitionFault>;
  pageInfo: PageInfo;
};

export type PartitionFaultEdge = {
  __typename?: 'PartitionFaultEdge';
  cursor: Scalars['String']['output'];
  node: PartitionFault;
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

/**
 * Whether partitions err more than their gate measured: one-sided t with the spread from day to day moderated over the
 * fleet, less the rise that all partitions share, corrected by Benjamini and Hochberg over all partitions.
 */
export type PerformanceReport = {
  __typename?: 'PerformanceReport';
  affectedCount: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  /** False where the window was still open: a look that told and raised nothing. */
  isFinal: Scalars['Boolean']['output'];
  leftOutCount: Scalars['Int']['output'];
  /** Median over partitions of the mean absolute error over the gate's. */
  medianRatio?: Maybe<Scalars['Float']['output']>;
  monitor: Monitor;
  partitions: PartitionDegradationConnection;
  partitionsFile?: Maybe<Artifact>;
  rate: Scalars['Float']['output'];
  results?: Maybe<Artifact>;
  /** How much of it was taken for what all partitions share. */
  sharedRatio?: Maybe<Scalars['Float']['output']>;
  suspectedCount: Scalars['Int']['output'];
  testedCount: Scalars['Int']['output'];
  /** The version that was live when the window was tested. */
  version?: Maybe<ModelVersion>;
  /** Exclusive. */
  windowEnd: Scalars['DateTime']['output'];
  windowStart: Scalars['DateTime']['output'];
};


/**
 * Whether partitions err more than their gate measured: one-sided t with the spread from day to day moderated over the
 * fleet, less the rise that all partitions share, corrected by Benjamini and Hochberg over all partitions.
 */
export type PerformanceReportPartitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  confirmed?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  partitionPrefix?: InputMaybe<Scalars['String']['input']>;
};

export type PerformanceReportConnection = {
  __typename?: 'PerformanceReportConnection';
  edges: Array<PerformanceReportEdge>;
  nodes: Array<PerformanceReport>;
  pageInfo: PageInfo;
};

export type PerformanceReportEdge = {
  __typename?: 'PerformanceReportEdge';
  cursor: Scalars['String']['output'];
  node: PerformanceReport;
};

export type QualityCheck =
  /** Outcomes observed after they were received, or received with another delay than usual. */
  | 'CLOCK'
  /** Features without a value, far more often than at training. */
  | 'NULLS'
  /** Outcomes before their predictions. */
  | 'ORDER'
  /** Values far outside the training range. */
  | 'RANGE'
  /** Silent while others speak. */
  | 'STALENESS'
  /** Far fewer or more rows than usual on that weekday. */
  | 'VOLUME';

export type QualityCheckResult = {
  __typename?: 'QualityCheckResult';
  /** Partitions that failed it. */
  affectedCount: Scalars['Int']['output'];
  check: QualityCheck;
};

export type Query = {
  __typename?: 'Query';
  /** An alert by its id. */
  alert?: Maybe<Alert>;
  /** Alerts, the newest first. */
  alerts: AlertConnection;
  /** A data quality report by its id. */
  dataQualityReport?: Maybe<DataQualityReport>;
  /** A drift report by its id. */
  driftReport?: Maybe<DriftReport>;
  /** The monitor of an endpoint, or null where no endpoint of that name was ever created. */
  monitor?: Maybe<Monitor>;
  /** All monitors, by the name of their endpoint. */
  monitors: MonitorConnection;
  /** A performance report by its id. */
  performanceReport?: Maybe<PerformanceReport>;
  /** Silences, the newest first. */
  silences: SilenceConnection;
};


export type QueryAlertArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAlertsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  endpoint?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<ReportKind>;
  state?: InputMaybe<AlertState>;
};


export type QueryDataQualityReportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDriftReportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryMonitorArgs = {
  endpoint: Scalars['String']['input'];
};


export type QueryMonitorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPerformanceReportArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySilencesArgs = {
  active?: InputMaybe<Scalars['Boolean']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  endpoint?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** How one feature was distributed in the training data of a partition. */
export type ReferenceProfile = {
  __typename?: 'ReferenceProfile';
  count: Scalars['Int']['output'];
  /** Rows in each of the 16 bins. */
  counts: Array<Scalars['Int']['output']>;
  /** How much the rows of one day are alike, 0 (not at all) to 1 (one value a day): intraclass correlation. */
  dayCorrelation: Scalars['Float']['output'];
  /** 15 bin edges at the training quantiles 1/16 to 15/16. Bin i holds edge i < x <= edge i+1. */
  edges: Array<Scalars['Float']['output']>;
  feature: Scalars['String']['output'];
  mean: Scalars['Float']['output'];
  standardDeviation: Scalars['Float']['output'];
  /** The version whose training data this is. */
  version: ModelVersion;
};

export type ReportKind =
  | 'DATA_QUALITY'
  | 'DRIFT'
  | 'PERFORMANCE';

export type Role =
  | 'ADMIN'
  | 'APPROVER'
  | 'OPERATOR'
  | 'SERVICE'
  | 'VIEWER';

/** Keeps alerts from being told to people; it ends by the clock, not by the time of the data. */
export type Silence = {
  __typename?: 'Silence';
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  endedBy?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  isActive: Scalars['Boolean']['output'];
  kind?: Maybe<ReportKind>;
  monitor: Monitor;
  partitionPrefix?: Maybe<Scalars['String']['output']>;
  reason?: Maybe<Scalars['String']['output']>;
  until: Scalars['DateTime']['output'];
};

export type SilenceAlertsInput = {
  endpoint: Scalars['String']['input'];
  /** Every kind where it is left out. */
  kind?: InputMaybe<ReportKind>;
  /** Only alerts all of whose partitions have canonical keys that begin with this. */
  partitionPrefix?: InputMaybe<Scalars['String']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
  until: Scalars['DateTime']['input'];
};

export type SilenceConnection = {
  __typename?: 'SilenceConnection';
  edges: Array<SilenceEdge>;
  nodes: Array<Silence>;
  pageInfo: PageInfo;
};

export type SilenceEdge = {
  __typename?: 'SilenceEdge';
  cursor: Scalars['String']['output'];
  node: Silence;
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
  Alert: Alert;
  DataQualityReport: DataQualityReport;
  DriftReport: DriftReport;
  Endpoint: Endpoint;
  Monitor: Monitor;
  PerformanceReport: PerformanceReport;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Alert:
    ( { __typename: 'Alert' }
    & GraphQLRecursivePick<FederationTypes['Alert'], {"id":true}> );
  DataQualityReport:
    ( { __typename: 'DataQualityReport' }
    & GraphQLRecursivePick<FederationTypes['DataQualityReport'], {"id":true}> );
  DriftReport:
    ( { __typename: 'DriftReport' }
    & GraphQLRecursivePick<FederationTypes['DriftReport'], {"id":true}> );
  Endpoint:
    ( { __typename: 'Endpoint' }
    & GraphQLRecursivePick<FederationTypes['Endpoint'], {"name":true}> );
  Monitor:
    ( { __typename: 'Monitor' }
    & GraphQLRecursivePick<FederationTypes['Monitor'], {"endpoint":{"name":true}}> );
  PerformanceReport:
    ( { __typename: 'PerformanceReport' }
    & GraphQLRecursivePick<FederationTypes['PerformanceReport'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Alert: ResolverTypeWrapper<AlertMapper>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AlertConnection: ResolverTypeWrapper<Omit<AlertConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AlertEdge']>, nodes: Array<ResolversTypes['Alert']> }>;
  AlertEdge: ResolverTypeWrapper<Omit<AlertEdge, 'node'> & { node: ResolversTypes['Alert'] }>;
  AlertSeverity: AlertSeverity;
  AlertState: AlertState;
  Artifact: ResolverTypeWrapper<Artifact>;
  ConfigureMonitorInput: ConfigureMonitorInput;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  DataQualityReport: ResolverTypeWrapper<ReportMapper>;
  DataQualityReportConnection: ResolverTypeWrapper<Omit<DataQualityReportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['DataQualityReportEdge']>, nodes: Array<ResolversTypes['DataQualityReport']> }>;
  DataQualityReportEdge: ResolverTypeWrapper<Omit<DataQualityReportEdge, 'node'> & { node: ResolversTypes['DataQualityReport'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DriftReport: ResolverTypeWrapper<ReportMapper>;
  DriftReportConnection: ResolverTypeWrapper<Omit<DriftReportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['DriftReportEdge']>, nodes: Array<ResolversTypes['DriftReport']> }>;
  DriftReportEdge: ResolverTypeWrapper<Omit<DriftReportEdge, 'node'> & { node: ResolversTypes['DriftReport'] }>;
  Endpoint: ResolverTypeWrapper<EndpointReferenceMapper>;
  FeatureWindow: ResolverTypeWrapper<FeatureWindow>;
  FeatureWindowConnection: ResolverTypeWrapper<FeatureWindowConnection>;
  FeatureWindowEdge: ResolverTypeWrapper<FeatureWindowEdge>;
  FleetPerformance: ResolverTypeWrapper<FleetPerformanceMapper>;
  FleetPerformanceConnection: ResolverTypeWrapper<Omit<FleetPerformanceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['FleetPerformanceEdge']>, nodes: Array<ResolversTypes['FleetPerformance']> }>;
  FleetPerformanceEdge: ResolverTypeWrapper<Omit<FleetPerformanceEdge, 'node'> & { node: ResolversTypes['FleetPerformance'] }>;
  FleetShift: ResolverTypeWrapper<FleetShift>;
  ModelVersion: ResolverTypeWrapper<ModelVersion>;
  Monitor: ResolverTypeWrapper<MonitorMapper>;
  MonitorConnection: ResolverTypeWrapper<Omit<MonitorConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['MonitorEdge']>, nodes: Array<ResolversTypes['Monitor']> }>;
  MonitorEdge: ResolverTypeWrapper<Omit<MonitorEdge, 'node'> & { node: ResolversTypes['Monitor'] }>;
  MonitorTests: ResolverTypeWrapper<MonitorTests>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PartitionDegradation: ResolverTypeWrapper<PerformanceFindingMapper>;
  PartitionDegradationConnection: ResolverTypeWrapper<Omit<PartitionDegradationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PartitionDegradationEdge']>, nodes: Array<ResolversTypes['PartitionDegradation']> }>;
  PartitionDegradationEdge: ResolverTypeWrapper<Omit<PartitionDegradationEdge, 'node'> & { node: ResolversTypes['PartitionDegradation'] }>;
  PartitionDrift: ResolverTypeWrapper<DriftFindingMapper>;
  PartitionDriftConnection: ResolverTypeWrapper<Omit<PartitionDriftConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PartitionDriftEdge']>, nodes: Array<ResolversTypes['PartitionDrift']> }>;
  PartitionDriftEdge: ResolverTypeWrapper<Omit<PartitionDriftEdge, 'node'> & { node: ResolversTypes['PartitionDrift'] }>;
  PartitionFault: ResolverTypeWrapper<FaultFindingMapper>;
  PartitionFaultConnection: ResolverTypeWrapper<Omit<PartitionFaultConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PartitionFaultEdge']>, nodes: Array<ResolversTypes['PartitionFault']> }>;
  PartitionFaultEdge: ResolverTypeWrapper<Omit<PartitionFaultEdge, 'node'> & { node: ResolversTypes['PartitionFault'] }>;
  PartitionPerformance: ResolverTypeWrapper<PartitionPerformanceMapper>;
  PartitionPerformanceConnection: ResolverTypeWrapper<Omit<PartitionPerformanceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PartitionPerformanceEdge']>, nodes: Array<ResolversTypes['PartitionPerformance']> }>;
  PartitionPerformanceEdge: ResolverTypeWrapper<Omit<PartitionPerformanceEdge, 'node'> & { node: ResolversTypes['PartitionPerformance'] }>;
  PerformanceReport: ResolverTypeWrapper<ReportMapper>;
  PerformanceReportConnection: ResolverTypeWrapper<Omit<PerformanceReportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PerformanceReportEdge']>, nodes: Array<ResolversTypes['PerformanceReport']> }>;
  PerformanceReportEdge: ResolverTypeWrapper<Omit<PerformanceReportEdge, 'node'> & { node: ResolversTypes['PerformanceReport'] }>;
  QualityCheck: QualityCheck;
  QualityCheckResult: ResolverTypeWrapper<QualityCheckResult>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReferenceProfile: ResolverTypeWrapper<ReferenceProfile>;
  ReportKind: ReportKind;
  Role: Role;
  Silence: ResolverTypeWrapper<SilenceMapper>;
  SilenceAlertsInput: SilenceAlertsInput;
  SilenceConnection: ResolverTypeWrapper<Omit<SilenceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['SilenceEdge']>, nodes: Array<ResolversTypes['Silence']> }>;
  SilenceEdge: ResolverTypeWrapper<Omit<SilenceEdge, 'node'> & { node: ResolversTypes['Silence'] }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Alert: AlertMapper;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  AlertConnection: Omit<AlertConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AlertEdge']>, nodes: Array<ResolversParentTypes['Alert']> };
  AlertEdge: Omit<AlertEdge, 'node'> & { node: ResolversParentTypes['Alert'] };
  Artifact: Artifact;
  ConfigureMonitorInput: ConfigureMonitorInput;
  Float: Scalars['Float']['output'];
  DataQualityReport: ReportMapper;
  DataQualityReportConnection: Omit<DataQualityReportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['DataQualityReportEdge']>, nodes: Array<ResolversParentTypes['DataQualityReport']> };
  DataQualityReportEdge: Omit<DataQualityReportEdge, 'node'> & { node: ResolversParentTypes['DataQualityReport'] };
  DateTime: Scalars['DateTime']['output'];
  DriftReport: ReportMapper;
  DriftReportConnection: Omit<DriftReportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['DriftReportEdge']>, nodes: Array<ResolversParentTypes['DriftReport']> };
  DriftReportEdge: Omit<DriftReportEdge, 'node'> & { node: ResolversParentTypes['DriftReport'] };
  Endpoint: EndpointReferenceMapper;
  FeatureWindow: FeatureWindow;
  FeatureWindowConnection: FeatureWindowConnection;
  FeatureWindowEdge: FeatureWindowEdge;
  FleetPerformance: FleetPerformanceMapper;
  FleetPerformanceConnection: Omit<FleetPerformanceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['FleetPerformanceEdge']>, nodes: Array<ResolversParentTypes['FleetPerformance']> };
  FleetPerformanceEdge: Omit<FleetPerformanceEdge, 'node'> & { node: ResolversParentTypes['FleetPerformance'] };
  FleetShift: FleetShift;
  ModelVersion: ModelVersion;
  Monitor: MonitorMapper;
  MonitorConnection: Omit<MonitorConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['MonitorEdge']>, nodes: Array<ResolversParentTypes['Monitor']> };
  MonitorEdge: Omit<MonitorEdge, 'node'> & { node: ResolversParentTypes['Monitor'] };
  MonitorTests: MonitorTests;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  PartitionDegradation: PerformanceFindingMapper;
  PartitionDegradationConnection: Omit<PartitionDegradationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PartitionDegradationEdge']>, nodes: Array<ResolversParentTypes['PartitionDegradation']> };
  PartitionDegradationEdge: Omit<PartitionDegradationEdge, 'node'> & { node: ResolversParentTypes['PartitionDegradation'] };
  PartitionDrift: DriftFindingMapper;
  PartitionDriftConnection: Omit<PartitionDriftConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PartitionDriftEdge']>, nodes: Array<ResolversParentTypes['PartitionDrift']> };
  PartitionDriftEdge: Omit<PartitionDriftEdge, 'node'> & { node: ResolversParentTypes['PartitionDrift'] };
  PartitionFault: FaultFindingMapper;
  PartitionFaultConnection: Omit<PartitionFaultConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PartitionFaultEdge']>, nodes: Array<ResolversParentTypes['PartitionFault']> };
  PartitionFaultEdge: Omit<PartitionFaultEdge, 'node'> & { node: ResolversParentTypes['PartitionFault'] };
  PartitionPerformance: PartitionPerformanceMapper;
  PartitionPerformanceConnection: Omit<PartitionPerformanceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PartitionPerformanceEdge']>, nodes: Array<ResolversParentTypes['PartitionPerformance']> };
  PartitionPerformanceEdge: Omit<PartitionPerformanceEdge, 'node'> & { node: ResolversParentTypes['PartitionPerformance'] };
  PerformanceReport: ReportMapper;
  PerformanceReportConnection: Omit<PerformanceReportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PerformanceReportEdge']>, nodes: Array<ResolversParentTypes['PerformanceReport']> };
  PerformanceReportEdge: Omit<PerformanceReportEdge, 'node'> & { node: ResolversParentTypes['PerformanceReport'] };
  QualityCheckResult: QualityCheckResult;
  Query: Record<PropertyKey, never>;
  ReferenceProfile: ReferenceProfile;
  Silence: SilenceMapper;
  SilenceAlertsInput: SilenceAlertsInput;
  SilenceConnection: Omit<SilenceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['SilenceEdge']>, nodes: Array<ResolversParentTypes['Silence']> };
  SilenceEdge: Omit<SilenceEdge, 'node'> & { node: ResolversParentTypes['Silence'] };
};

export type AuthDirectiveArgs = {
  requires?: Role;
};

export type AuthDirectiveResolver<Result, Parent, ContextType = Context, Args = AuthDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AlertResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Alert'] = ResolversParentTypes['Alert'], FederationReferenceType extends FederationReferenceTypes['Alert'] = FederationReferenceTypes['Alert']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Alert']> | FederationReferenceType, FederationReferenceType, ContextType>;
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  acknowledgedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  check?: Resolver<Maybe<ResolversTypes['QualityCheck']>, ParentType, ContextType>;
  dataQualityReport?: Resolver<Maybe<ResolversTypes['DataQualityReport']>, ParentType, ContextType>;
  driftReport?: Resolver<Maybe<ResolversTypes['DriftReport']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isSilenced?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ReportKind'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  monitor?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  partitionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  performanceReport?: Resolver<Maybe<ResolversTypes['PerformanceReport']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['AlertSeverity'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AlertState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  windowCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  windowEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  windowStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AlertConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertConnection'] = ResolversParentTypes['AlertConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AlertEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Alert']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AlertEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertEdge'] = ResolversParentTypes['AlertEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Alert'], ParentType, ContextType>;
};

export type ArtifactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Artifact'] = ResolversParentTypes['Artifact']> = {
  digest?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DataQualityReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DataQualityReport'] = ResolversParentTypes['DataQualityReport'], FederationReferenceType extends FederationReferenceTypes['DataQualityReport'] = FederationReferenceTypes['DataQualityReport']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DataQualityReport']> | FederationReferenceType, FederationReferenceType, ContextType>;
  affectedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  checks?: Resolver<Array<ResolversTypes['QualityCheckResult']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  faults?: Resolver<ResolversTypes['PartitionFaultConnection'], ParentType, ContextType, RequireFields<DataQualityReportFaultsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isFinal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  monitor?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType>;
  partitionsFile?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType>;
  results?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType>;
  testedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  windowEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  windowStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type DataQualityReportConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DataQualityReportConnection'] = ResolversParentTypes['DataQualityReportConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DataQualityReportEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['DataQualityReport']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DataQualityReportEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DataQualityReportEdge'] = ResolversParentTypes['DataQualityReportEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DataQualityReport'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DriftReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DriftReport'] = ResolversParentTypes['DriftReport'], FederationReferenceType extends FederationReferenceTypes['DriftReport'] = FederationReferenceTypes['DriftReport']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DriftReport']> | FederationReferenceType, FederationReferenceType, ContextType>;
  affectedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fleetShifts?: Resolver<Array<ResolversTypes['FleetShift']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isFinal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  leftOutCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  monitor?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType>;
  partitions?: Resolver<ResolversTypes['PartitionDriftConnection'], ParentType, ContextType, RequireFields<DriftReportPartitionsArgs, 'confirmed' | 'first'>>;
  partitionsFile?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  results?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType>;
  suspectedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  testedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  windowEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  windowStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type DriftReportConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DriftReportConnection'] = ResolversParentTypes['DriftReportConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DriftReportEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['DriftReport']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DriftReportEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DriftReportEdge'] = ResolversParentTypes['DriftReportEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DriftReport'], ParentType, ContextType>;
};

export type EndpointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Endpoint'] = ResolversParentTypes['Endpoint'], FederationReferenceType extends FederationReferenceTypes['Endpoint'] = FederationReferenceTypes['Endpoint']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Endpoint']> | FederationReferenceType, FederationReferenceType, ContextType>;
  monitor?: Resolver<Maybe<ResolversTypes['Monitor']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FeatureWindowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeatureWindow'] = ResolversParentTypes['FeatureWindow']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  counts?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
  mean?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  missingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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

export type FleetShiftResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FleetShift'] = ResolversParentTypes['FleetShift']> = {
  feature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  inflation?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  medianDistance?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  testedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ModelVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelVersion'] = ResolversParentTypes['ModelVersion']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MonitorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Monitor'] = ResolversParentTypes['Monitor'], FederationReferenceType extends FederationReferenceTypes['Monitor'] = FederationReferenceTypes['Monitor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Monitor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dataQualityReports?: Resolver<ResolversTypes['DataQualityReportConnection'], ParentType, ContextType, RequireFields<MonitorDataQualityReportsArgs, 'affected' | 'first'>>;
  driftReports?: Resolver<ResolversTypes['DriftReportConnection'], ParentType, ContextType, RequireFields<MonitorDriftReportsArgs, 'affected' | 'first'>>;
  endpoint?: Resolver<ResolversTypes['Endpoint'], ParentType, ContextType>;
  fleetPerformance?: Resolver<ResolversTypes['FleetPerformanceConnection'], ParentType, ContextType, RequireFields<MonitorFleetPerformanceArgs, 'first'>>;
  liveVersion?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  observedThrough?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  outcomeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outcomeWithinHours?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  output?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  performance?: Resolver<ResolversTypes['PartitionPerformanceConnection'], ParentType, ContextType, RequireFields<MonitorPerformanceArgs, 'first'>>;
  performanceReports?: Resolver<ResolversTypes['PerformanceReportConnection'], ParentType, ContextType, RequireFields<MonitorPerformanceReportsArgs, 'affected' | 'first'>>;
  predictedThrough?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  predictionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reference?: Resolver<Array<ResolversTypes['ReferenceProfile']>, ParentType, ContextType, RequireFields<MonitorReferenceArgs, 'partition'>>;
  tests?: Resolver<ResolversTypes['MonitorTests'], ParentType, ContextType>;
  waitingOutcomeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  windowMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  windowOffsetMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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

export type MonitorTestsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MonitorTests'] = ResolversParentTypes['MonitorTests']> = {
  clockToleranceSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  confirmWindows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  graceMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  leastDistance?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  leastRatio?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  minimumRows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  testDataQuality?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  testDrift?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  testPerformance?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acknowledgeAlert?: Resolver<ResolversTypes['Alert'], ParentType, ContextType, RequireFields<MutationAcknowledgeAlertArgs, 'id'>>;
  checkMonitor?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType, RequireFields<MutationCheckMonitorArgs, 'endpoint'>>;
  configureMonitor?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType, RequireFields<MutationConfigureMonitorArgs, 'input'>>;
  endSilence?: Resolver<ResolversTypes['Silence'], ParentType, ContextType, RequireFields<MutationEndSilenceArgs, 'id'>>;
  silenceAlerts?: Resolver<ResolversTypes['Silence'], ParentType, ContextType, RequireFields<MutationSilenceAlertsArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartitionDegradationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionDegradation'] = ResolversParentTypes['PartitionDegradation']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  excess?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  gateMeanAbsoluteError?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  isConfirmed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  meanAbsoluteError?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  pValue?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  partition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  qValue?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ratio?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  statistic?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
  windows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PartitionDegradationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionDegradationConnection'] = ResolversParentTypes['PartitionDegradationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PartitionDegradationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PartitionDegradation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PartitionDegradationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionDegradationEdge'] = ResolversParentTypes['PartitionDegradationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PartitionDegradation'], ParentType, ContextType>;
};

export type PartitionDriftResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionDrift'] = ResolversParentTypes['PartitionDrift']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  distance?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  effectiveCount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  feature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  featureCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isConfirmed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  meanDifference?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  pValue?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  partition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  qValue?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stabilityIndex?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  statistic?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  windowPValue?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  windows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PartitionDriftConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionDriftConnection'] = ResolversParentTypes['PartitionDriftConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PartitionDriftEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PartitionDrift']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PartitionDriftEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionDriftEdge'] = ResolversParentTypes['PartitionDriftEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PartitionDrift'], ParentType, ContextType>;
};

export type PartitionFaultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionFault'] = ResolversParentTypes['PartitionFault']> = {
  check?: Resolver<ResolversTypes['QualityCheck'], ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  feature?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  partition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PartitionFaultConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionFaultConnection'] = ResolversParentTypes['PartitionFaultConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PartitionFaultEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PartitionFault']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PartitionFaultEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartitionFaultEdge'] = ResolversParentTypes['PartitionFaultEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PartitionFault'], ParentType, ContextType>;
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

export type PerformanceReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PerformanceReport'] = ResolversParentTypes['PerformanceReport'], FederationReferenceType extends FederationReferenceTypes['PerformanceReport'] = FederationReferenceTypes['PerformanceReport']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PerformanceReport']> | FederationReferenceType, FederationReferenceType, ContextType>;
  affectedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isFinal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  leftOutCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  medianRatio?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  monitor?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType>;
  partitions?: Resolver<ResolversTypes['PartitionDegradationConnection'], ParentType, ContextType, RequireFields<PerformanceReportPartitionsArgs, 'confirmed' | 'first'>>;
  partitionsFile?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  results?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType>;
  sharedRatio?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  suspectedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  testedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  windowEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  windowStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PerformanceReportConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PerformanceReportConnection'] = ResolversParentTypes['PerformanceReportConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PerformanceReportEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PerformanceReport']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PerformanceReportEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PerformanceReportEdge'] = ResolversParentTypes['PerformanceReportEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PerformanceReport'], ParentType, ContextType>;
};

export type QualityCheckResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QualityCheckResult'] = ResolversParentTypes['QualityCheckResult']> = {
  affectedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  check?: Resolver<ResolversTypes['QualityCheck'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  alert?: Resolver<Maybe<ResolversTypes['Alert']>, ParentType, ContextType, RequireFields<QueryAlertArgs, 'id'>>;
  alerts?: Resolver<ResolversTypes['AlertConnection'], ParentType, ContextType, RequireFields<QueryAlertsArgs, 'first'>>;
  dataQualityReport?: Resolver<Maybe<ResolversTypes['DataQualityReport']>, ParentType, ContextType, RequireFields<QueryDataQualityReportArgs, 'id'>>;
  driftReport?: Resolver<Maybe<ResolversTypes['DriftReport']>, ParentType, ContextType, RequireFields<QueryDriftReportArgs, 'id'>>;
  monitor?: Resolver<Maybe<ResolversTypes['Monitor']>, ParentType, ContextType, RequireFields<QueryMonitorArgs, 'endpoint'>>;
  monitors?: Resolver<ResolversTypes['MonitorConnection'], ParentType, ContextType, RequireFields<QueryMonitorsArgs, 'first'>>;
  performanceReport?: Resolver<Maybe<ResolversTypes['PerformanceReport']>, ParentType, ContextType, RequireFields<QueryPerformanceReportArgs, 'id'>>;
  silences?: Resolver<ResolversTypes['SilenceConnection'], ParentType, ContextType, RequireFields<QuerySilencesArgs, 'active' | 'first'>>;
};

export type ReferenceProfileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReferenceProfile'] = ResolversParentTypes['ReferenceProfile']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  counts?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
  dayCorrelation?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
  feature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mean?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  standardDeviation?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
};

export type SilenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Silence'] = ResolversParentTypes['Silence']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['ReportKind']>, ParentType, ContextType>;
  monitor?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType>;
  partitionPrefix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SilenceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SilenceConnection'] = ResolversParentTypes['SilenceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SilenceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Silence']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SilenceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SilenceEdge'] = ResolversParentTypes['SilenceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Silence'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Alert?: AlertResolvers<ContextType>;
  AlertConnection?: AlertConnectionResolvers<ContextType>;
  AlertEdge?: AlertEdgeResolvers<ContextType>;
  Artifact?: ArtifactResolvers<ContextType>;
  DataQualityReport?: DataQualityReportResolvers<ContextType>;
  DataQualityReportConnection?: DataQualityReportConnectionResolvers<ContextType>;
  DataQualityReportEdge?: DataQualityReportEdgeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DriftReport?: DriftReportResolvers<ContextType>;
  DriftReportConnection?: DriftReportConnectionResolvers<ContextType>;
  DriftReportEdge?: DriftReportEdgeResolvers<ContextType>;
  Endpoint?: EndpointResolvers<ContextType>;
  FeatureWindow?: FeatureWindowResolvers<ContextType>;
  FeatureWindowConnection?: FeatureWindowConnectionResolvers<ContextType>;
  FeatureWindowEdge?: FeatureWindowEdgeResolvers<ContextType>;
  FleetPerformance?: FleetPerformanceResolvers<ContextType>;
  FleetPerformanceConnection?: FleetPerformanceConnectionResolvers<ContextType>;
  FleetPerformanceEdge?: FleetPerformanceEdgeResolvers<ContextType>;
  FleetShift?: FleetShiftResolvers<ContextType>;
  ModelVersion?: ModelVersionResolvers<ContextType>;
  Monitor?: MonitorResolvers<ContextType>;
  MonitorConnection?: MonitorConnectionResolvers<ContextType>;
  MonitorEdge?: MonitorEdgeResolvers<ContextType>;
  MonitorTests?: MonitorTestsResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PartitionDegradation?: PartitionDegradationResolvers<ContextType>;
  PartitionDegradationConnection?: PartitionDegradationConnectionResolvers<ContextType>;
  PartitionDegradationEdge?: PartitionDegradationEdgeResolvers<ContextType>;
  PartitionDrift?: PartitionDriftResolvers<ContextType>;
  PartitionDriftConnection?: PartitionDriftConnectionResolvers<ContextType>;
  PartitionDriftEdge?: PartitionDriftEdgeResolvers<ContextType>;
  PartitionFault?: PartitionFaultResolvers<ContextType>;
  PartitionFaultConnection?: PartitionFaultConnectionResolvers<ContextType>;
  PartitionFaultEdge?: PartitionFaultEdgeResolvers<ContextType>;
  PartitionPerformance?: PartitionPerformanceResolvers<ContextType>;
  PartitionPerformanceConnection?: PartitionPerformanceConnectionResolvers<ContextType>;
  PartitionPerformanceEdge?: PartitionPerformanceEdgeResolvers<ContextType>;
  PerformanceReport?: PerformanceReportResolvers<ContextType>;
  PerformanceReportConnection?: PerformanceReportConnectionResolvers<ContextType>;
  PerformanceReportEdge?: PerformanceReportEdgeResolvers<ContextType>;
  QualityCheckResult?: QualityCheckResultResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReferenceProfile?: ReferenceProfileResolvers<ContextType>;
  Silence?: SilenceResolvers<ContextType>;
  SilenceConnection?: SilenceConnectionResolvers<ContextType>;
  SilenceEdge?: SilenceEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>;
};
