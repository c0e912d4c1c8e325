/** Statement of a guard rail that refuses an action to whoever is not let through. */
export type Denial =
  | "DenyBlindingAnalyzers"
  | "DenyBlindingDetection"
  | "DenyChangingDeliveries"
  | "DenyChangingLocks"
  | "DenyChangingRemediation"
  | "DenyChangingSecurityContact"
  | "DenyChangingTagged"
  | "DenyDestroyingEvidence"
  | "DenyDestroyingKeys"
  | "DenyDetachingLogs"
  | "DenyEndingTheRecord"
  | "DenyExcludingFromScans"
  | "DenyForgingLogs"
  | "DenyLeavingOrganization"
  | "DenyLoweringDefaults"
  | "DenyReadingLogs"
  | "DenyReconfiguringArchive"
  | "DenyRedirectingKeys"
  | "DenyRedirectingLogEvents"
  | "DenyRewritingLogEvents"
  | "DenyRootSessions"
  | "DenyShorteningRetention"
  | "DenyStoppingWork"
  | "DenySuppressingFindings"
  | "DenyTakingOverRoles"
  | "DenyThinningLogGroups";

/** Fields of a request that name what a call is about; a dot leads into the object or the list that a field holds. */
export type NamingField =
  | "alarmName"
  | "alarmNames"
  | "aliasName"
  | "analyzerArn"
  | "analyzerName"
  | "bucketName"
  | "chatConfigurationArn"
  | "configRule.configRuleName"
  | "configRuleName"
  | "deliveryDestinationName"
  | "deliveryStreamName"
  | "destinationName"
  | "eventBusName"
  | "executionArn"
  | "instanceProfileName"
  | "logGroupIdentifier"
  | "logGroupName"
  | "muteTargets.alarmNames"
  | "name"
  | "names"
  | "policyArn"
  | "policyName"
  | "queueUrl"
  | "resourceArn"
  | "resourceARN"
  | "resourceIdentifier"
  | "resourceType"
  | "roleName"
  | "rule"
  | "stateMachineArn"
  | "streamARN"
  | "streamName"
  | "subscriptionArn"
  | "syncName"
  | "topicArn";

/**
 * What a call has to be about, to be tampering:
 *
 * - `everything`: whatever it is about, because it is an account's, or cannot be told from a team's own;
 * - `keys`: whatever key, where nobody but us has keys, and elsewhere what a guard rail refused, because neither a request
 *   nor a record names a key's alias;
 * - `exclusions`: tags that withdraw a workload from scans;
 * - `ours`: what begins with our prefix in one of these fields of the request.
 */
export type Subject = "everything" | "keys" | "exclusions" | { readonly ours: readonly NamingField[] };

/** Accounts in which a call is tampering; Security Tooling closes findings every day. */
export type Reach = "everywhere" | "management" | "outsideSecurityTooling";

/** Actions of a service that end, blind, redirect or unlock something, and are alike in all of this. */
export interface TamperingGroup {
  /** Names of actions, as policies write them: a `*` stands for any text. */
  readonly actions: readonly string[];
  /** The statement that denies them, or why none does. */
  readonly denied: Denial | { readonly not: string };
  /** @default "everything" */
  readonly about?: Subject;
  /** @default "everywhere" */
  readonly in?: Reach;
  /**
   * How CloudTrail names the events of these actions, where it names them otherwise.
   * @default - as the actions
   */
  readonly recordedAs?: readonly string[];
  /** Why CloudTrail has no event that an alert could tell them by. @default - there is one */
  readonly untold?: string;
  /** Whether CloudTrail calls the events read-only, which EventBridge leaves out. @default false */
  readonly readOnly?: boolean;
}

/** What may be done to the record and to those who watch by one service. */
export interface ServiceTampering {
  /** As in the names of actions. */
  readonly service: string;
  /** As CloudTrail names the service, without the domain. @default - as in the names of actions */
  readonly source?: string;
  readonly groups: readonly TamperingGroup[];
}

/** Who may administer a service for the organization is decided by the management account, which no guard rail binds. */
export const managementAlone = { not: "the management account alone may, where no guard rail reaches" } as const;
