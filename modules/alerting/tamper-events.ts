import { absent, and, equals, Expression, filterPattern, matches, notEquals, oneOf, or } from "./filter-pattern";
import { Severity } from "./severity";
import {
  alarms,
  carriers,
  credentials,
  detection,
  keys,
  logGroups,
  organizationMembers,
  organizationPolicies,
  recording,
  remoteWork,
  roleChanges,
  sources,
  tellers,
} from "./tamper-calls";
import { calls, field, request } from "./trail-record";

/** Events that are worth an alarm, each time. */
export interface Monitor {
  /** Names the alarm, and the part of its runbook. */
  readonly name: string;
  readonly severity: Severity;
  /** What happened and what to do about it. */
  readonly what: string;
  /** Which events raise the alarm, in CloudWatch's syntax. */
  readonly pattern: string;
}

export interface TamperEventsProps {
  /** The account that service control policies do not reach. */
  readonly managementAccountId: string;
  /** The role Terraform runs under in the management account: what it does there is no tampering. */
  readonly deploymentRoleArn: string;
  /** Name of the break-glass role, the same in every account; it may carry a path, `path/name`. */
  readonly breakGlassRoleName: string;
  /** Begins the names of roles, rules and alarms. */
  readonly namePrefix: string;
  /** How the names of the log groups begin that were made for logging. */
  readonly logGroupNamePrefix: string;
  /** How the ARNs of the topics begin that tell people. */
  readonly topicArnPrefix: string;
}

const check = "Find out who did it in the organization trail, and undo it unless it was agreed.";

// A role is named with its path in ARNs, and without it in requests to IAM.
const bareName = (role: string) => role.slice(role.lastIndexOf("/") + 1);

/** Who was taken for somebody else, in any account. */
function signIns({ breakGlassRoleName }: TamperEventsProps): Monitor[] {
  const ofBreakGlass = `*:role/${breakGlassRoleName}`;
  return [
    {
      name: "break-glass",
      severity: "high",
      what: `The break-glass role ${breakGlassRoleName} of an account was taken or used. Find out why at once, unless it was agreed.`,
      pattern: filterPattern(
        or(
          and(
            calls("sts", "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"),
            matches(request("roleArn"), ofBreakGlass),
          ),
          matches(field.issuer, ofBreakGlass),
        ),
      ),
    },
    {
      name: "root-sessions",
      severity: "high",
      what: `Somebody opened a privileged root session in a member account, which can delete bucket policies. ${check}`,
      pattern: filterPattern(calls("sts", "AssumeRoot")),
    },
    {
      name: "root",
      severity: "high",
      what: `The root user of an account was used, or signed in, which guard rails do not refuse. ${check}`,
      pattern: filterPattern(
        and(
          equals("$.userIdentity.type", "Root"),
          absent("$.userIdentity.invokedBy"),
          notEquals("$.eventType", "AwsServiceEvent"),
        ),
      ),
    },
    {
      // A session by federation never says that there was a second factor.
      name: "sign-in-without-mfa",
      severity: "high",
      what: "A user of an account signed in with a password alone. Ask whoever it is, and give the user a second factor.",
      pattern: filterPattern(
        and(
          equals(field.name, "ConsoleLogin"),
          equals("$.userIdentity.type", "IAMUser"),
          equals("$.additionalEventData.MFAUsed", "No"),
          equals("$.responseElements.ConsoleLogin", "Success"),
        ),
      ),
    },
  ];
}

/** What ends the alerting itself, in any account, by anybody but a role that is named as the deployment's is. */
function endOfAlerting(props: TamperEventsProps): Monitor[] {
  const prefix = `${props.namePrefix}-`;
  const notByDeployment = or(absent(field.issuerName), notEquals(field.issuerName, bareName(props.deploymentRoleArn)));
  return [
    {
      name: "alerting-ended",
      severity: "high",
      what: `In some account somebody changed the rules, the bus or the role that carry alerts, or what shares metrics. ${check}`,
      pattern: filterPattern(and(notByDeployment, carriers(prefix))),
    },
    {
      name: "alarms-ended",
      severity: "high",
      what: `In some account somebody deleted, silenced, set or changed an alarm, or changed a topic that tells people. ${check}`,
      pattern: filterPattern(and(notByDeployment, tellers(prefix, props.topicArnPrefix))),
    },
  ];
}

/** What nobody but the deployment role does in the management account. */
function inManagement(props: TamperEventsProps): Monitor[] {
  const { deploymentRoleArn, breakGlassRoleName, namePrefix } = props;
  const here = equals(field.account, props.managementAccountId);
  // Users and root have no session issuer.
  const notByDeployment = or(absent(field.issuer), notEquals(field.issuer, deploymentRoleArn));
  const tampering = (name: string, what: string, events: Expression): Monitor => ({
    name: `management-${name}`,
    severity: "high",
    what: `In the management account somebody other than the deployment role ${what}. ${check}`,
    pattern: filterPattern(and(here, notByDeployment, events)),
  });
  return [
    {
      name: "management-roles",
      severity: "high",
      what: `In the management account a role of the logging, the deployment role or the break-glass role was changed, or whom any role trusts. ${check}`,
      pattern: filterPattern(
        and(
          here,
          roleChanges,
          or(
            oneOf(request("roleName"), [bareName(deploymentRoleArn), bareName(breakGlassRoleName)]),
            and(
              notByDeployment,
              or(matches(request("roleName"), `${namePrefix}-*`), equals(field.name, "UpdateAssumeRolePolicy")),
            ),
          ),
        ),
      ),
    },
    tampering("guardrails", "changed policies of the organization, or who may", organizationPolicies),
    tampering(
      "organization",
      "changed which services and administrators are trusted, or removed or moved an account",
      organizationMembers,
    ),
    tampering("recording", "changed the organization trail or the recorder of AWS Config", recording),
    tampering("detection", "switched off a detection service, or changed its administrator", detection),
    tampering("log-groups", "deleted, redirected or changed log groups", logGroups(props.logGroupNamePrefix)),
    tampering("alarms", "deleted, silenced, set or changed alarms", alarms(`${namePrefix}-`)),
    tampering("keys", "disabled, scheduled for deletion or re-configured a key", keys),
    tampering("sources", "deleted what collects flow logs, DNS logs or web ACL logs", sources),
    tampering("credentials", "made a user, a key or a password, or changed who vouches for people", credentials),
    tampering("remote-work", "ran something in members by stacks, commands or automations", remoteWork),
  ];
}

/**
 * What no rule of EventBridge tells, or what its end would keep it from telling: who was taken for somebody else, the
 * management account, which guard rails do not reach, and the alerting itself. Attempts that AWS refused count too, as far
 * as they are recorded with their requests.
 *
 * Nobody's work is in the management account, so that what is not the deployment's is worth a question.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export const tamperEvents = (props: TamperEventsProps): Monitor[] => [
  ...signIns(props),
  ...endOfAlerting(props),
  ...inManagement(props),
];
