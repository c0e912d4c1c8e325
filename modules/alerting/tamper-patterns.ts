import { sizeLimits } from "../checks/size-limits";
import { exclusionTags } from "../guardrails/exclusion-tags";
import { NamingField } from "../tampering/service-tampering";
import { distinct, Tampering, tamperings } from "../tampering/tampering";
import { at, EventPattern, eventPattern, Match, matching, NamedPattern } from "./event-pattern";

export interface TamperPatternsProps {
  /** What the account is to the logging; in `workload` accounts others work too. */
  readonly account: "management" | "logArchive" | "securityTooling" | "workload";
  /** Begins the name of everything that logs. */
  readonly namePrefix: string;
  /** The role Terraform runs under in the account: what it does is no tampering. */
  readonly deploymentRoleArn: string;
  /** The role that raises the retention of log groups: that it does is no tampering. */
  readonly retentionRoleArn: string;
  /** Names of the roles that guard rails let through, without their paths; a `*` stands for any text. */
  readonly roleNames: readonly string[];
  /** Names of log groups that are kept, with a `*` at their end. */
  readonly logGroupNames: readonly string[];
  /** Documents and parameters of Systems Manager that do not begin with the prefix; may end in `*`. */
  readonly ssmNames: readonly string[];
}

const refusedByRail: EventPattern = { errorMessage: [{ wildcard: "*service control policy*" }] };

/** What is ours in a field of a request. */
function ours(props: TamperPatternsProps): Readonly<Record<NamingField, readonly Match[]>> {
  const { namePrefix, roleNames, logGroupNames, ssmNames } = props;
  const named = { prefix: `${namePrefix}-` };
  const arn = { wildcard: `*:${namePrefix}-*` };
  const path = { wildcard: `*/${namePrefix}-*` };
  const groups = logGroupNames.map(matching);
  const groupArns = logGroupNames.map((name) => ({ wildcard: `*:log-group:${name}` }));
  const names = [named, ...ssmNames.map(matching)];
  return {
    alarmName: [named],
    alarmNames: [named],
    aliasName: [{ prefix: `alias/${namePrefix}-` }],
    analyzerArn: [path],
    analyzerName: [named],
    bucketName: [named, { prefix: `aws-waf-logs-${namePrefix}-` }],
    chatConfigurationArn: [path],
    "configRule.configRuleName": [named],
    configRuleName: [named],
    deliveryDestinationName: [named],
    deliveryStreamName: [named],
    destinationName: [named],
    eventBusName: [named],
    executionArn: [arn],
    instanceProfileName: [named],
    logGroupIdentifier: [...groups, ...groupArns],
    logGroupName: groups,
    "muteTargets.alarmNames": [named],
    name: names,
    names,
    policyArn: [path],
    policyName: [named],
    queueUrl: [path],
    // Ids of AWS's: whosever they are.
    resourceArn: ["*:delivery:*", "*:config-rule/*", "*:malware-protection-plan/*", `arn:*:s3:::${namePrefix}-*`].map(
      matching,
    ),
    resourceARN: [path],
    resourceIdentifier: groupArns,
    resourceType: ["Association"],
    roleName: [named, ...roleNames.map(matching)],
    rule: [named],
    stateMachineArn: [arn],
    streamARN: [path],
    streamName: [named],
    subscriptionArn: [arn],
    syncName: [{ prefix: namePrefix }],
    topicArn: [arn],
  };
}

/** What AWS says of a refusal names the resource; its record often leaves the request out. */
const refused = ({ namePrefix }: TamperPatternsProps): EventPattern => ({
  errorMessage: [{ wildcard: `*resource: *:${namePrefix}-*` }, { wildcard: `*resource: */${namePrefix}*` }],
});

/** Calls of an account's services that nobody but the roles of these ARNs makes, and what they must be like beside. */
const callsOfOthers = (roleArns: readonly string[], calls: EventPattern): EventPattern => {
  const issuer = (match: Match) => at("sessionContext.sessionIssuer.arn", [match]);
  return {
    source: [{ prefix: "aws." }],
    "detail-type": ["AWS API Call via CloudTrail"],
    // Users and root have no session, and so no issuer of one.
    detail: { userIdentity: { $or: [issuer({ exists: false }), issuer({ "anything-but": roleArns })] }, ...calls },
  };
};

/** Calls of one service that are alike in what they have to be about. */
interface Calls {
  readonly source: string;
  readonly names: readonly string[];
  readonly fields: readonly NamingField[];
}

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

const callsOf = ({ eventSource, eventNames, about }: Tampering): Calls => ({
  source: eventSource,
  names: eventNames,
  fields: typeof about === "object" ? about.ours : [],
});

/** One entry for each service. */
const byService = (rows: readonly Tampering[]): Calls[] =>
  unique(rows.map(({ eventSource }) => eventSource)).map((source) => {
    const ofService = rows.filter(({ eventSource }) => eventSource === source).map(callsOf);
    return { source, names: distinct(ofService.flatMap(({ names }) => names)), fields: [] };
  });

/** As few patterns as hold all of it, each as long as EventBridge takes it at most. */
function packed(items: readonly Calls[], patternOf: (items: readonly Calls[]) => EventPattern): EventPattern[] {
  const groups = items.reduce<readonly (readonly Calls[])[]>((full, item) => {
    const last = full.at(-1) ?? [];
    return eventPattern(patternOf([...last, item])).length <= sizeLimits.eventPattern.limit
      ? [...full.slice(0, -1), [...last, item]]
      : [...full, [item]];
  }, []);
  return groups.filter((group) => group.length > 0).map(patternOf);
}

const numbered = (name: string, patterns: readonly EventPattern[]): NamedPattern[] =>
  patterns.map((pattern, index) => ({ name: `${name}-${index + 1}`, pattern }));

const sourceAndName = ({ source, names }: Calls): EventPattern => ({
  eventSource: [source],
  eventName: names.map(matching),
});

/** Whatever they are about. */
function aboutEverything(props: TamperPatternsProps, rows: readonly Tampering[]): EventPattern[] {
  const whosever = byService(
    rows.filter(({ about }) => about === "everything" || (about === "keys" && props.account !== "workload")),
  );
  const keys = byService(rows.filter(({ about }) => about === "keys" && props.account === "workload"));
  const branch = (calls: Calls) => ({
    ...sourceAndName(calls),
    ...(keys.includes(calls) ? refusedByRail : {}),
  });
  return packed([...whosever, ...keys], (items) =>
    callsOfOthers([props.deploymentRoleArn], { $or: items.map(branch) }),
  );
}

/** About what is ours by its name. */
function aboutOurs(
  props: TamperPatternsProps,
  rows: readonly Tampering[],
  roleArns: readonly string[],
): EventPattern[] {
  const matches = ours(props);
  const named = rows.filter(({ about }) => typeof about === "object");
  return packed(named.map(callsOf), (items) =>
    callsOfOthers(roleArns, {
      eventSource: unique(items.map(({ source }) => source)),
      eventName: distinct(items.flatMap(({ names }) => names)).map(matching),
      $or: [
        ...unique(items.flatMap(({ fields }) => fields)).map((field) =>
          at(`requestParameters.${field}`, matches[field]),
        ),
        refused(props),
      ],
    }),
  );
}

/** Where requests hold tags as pairs of a key and a value. */
const tagLists = ["tagSet.items", "tagSpecificationSet.items.tags", "tags"];

/** That a workload is tagged out of scans, or without an agent; Lambda and EKS hold tags as fields of an object. */
const excluded: readonly EventPattern[] = [
  ...tagLists.flatMap((list) => [
    at(`requestParameters.${list}`, { key: exclusionTags }),
    at(`requestParameters.${list}`, { key: ["GuardDutyManaged"], value: ["false"] }),
  ]),
  ...exclusionTags.map((tag) => at(`requestParameters.tags.${tag}`, [{ exists: true }])),
  at("requestParameters.tags.GuardDutyManaged", ["false"]),
];

const aboutExclusions = (props: TamperPatternsProps, rows: readonly Tampering[]): EventPattern[] =>
  packed(byService(rows.filter(({ about }) => about === "exclusions")), (items) =>
    callsOfOthers([props.deploymentRoleArn], {
      eventSource: items.map(({ source }) => source),
      eventName: distinct(items.flatMap(({ names }) => names)).map(matching),
      $or: excluded,
    }),
  );

/**
 * Root does anything, or signs in: guard rails refuse its calls, and not its sign-in.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
const root: EventPattern = {
  source: [{ prefix: "aws." }],
  "detail-type": ["AWS API Call via CloudTrail", "AWS Console Sign In via CloudTrail"],
  detail: { userIdentity: { type: ["Root"], invokedBy: [{ exists: false }] } },
};

/** A user signs in with a password alone; of a session by federation, its identity provider knows. */
const signInWithoutMfa: EventPattern = {
  source: [{ prefix: "aws." }],
  "detail-type": ["AWS Console Sign In via CloudTrail"],
  detail: {
    eventName: ["ConsoleLogin"],
    userIdentity: { type: ["IAMUser"] },
    additionalEventData: { MFAUsed: ["No"] },
    responseElements: { ConsoleLogin: ["Success"] },
  },
};

/** Rows that are tampering in an account, and that EventBridge delivers. */
const told = (account: TamperPatternsProps["account"]): Tampering[] =>
  tamperings
    .filter(({ untold, readOnly }) => untold === undefined && !readOnly)
    .filter((row) => row.in !== "management" || account === "management")
    .filter((row) => row.in !== "outsideSecurityTooling" || account !== "securityTooling");

/**
 * Everything that is tampering in an account and Region, done or attempted, by anybody but the roles whose work it is: as
 * few patterns as EventBridge takes, because of its 2,048 characters for one. What was refused has an `errorCode`.
 *
 * An event sets off one rule for each of its kinds: what root tampers with sets off two.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
export function tamperPatterns(props: TamperPatternsProps): NamedPattern[] {
  const rows = told(props.account);
  const shortening = (row: Tampering) => row.denied === "DenyShorteningRetention";
  const others = rows.filter((row) => !shortening(row));
  return [
    ...numbered("tampering", aboutEverything(props, others)),
    ...numbered("tampering-ours", aboutOurs(props, others, [props.deploymentRoleArn])),
    ...numbered(
      "tampering-retention",
      aboutOurs(props, rows.filter(shortening), [props.deploymentRoleArn, props.retentionRoleArn]),
    ),
    ...numbered("tampering-exclusions", aboutExclusions(props, others)),
    { name: "root", pattern: root },
    { name: "sign-in-without-mfa", pattern: signInWithoutMfa },
  ];
}
