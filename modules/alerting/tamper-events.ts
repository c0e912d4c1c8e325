import { absent, and, equals, Expression, matches, notEquals, oneOf, or } from "./filter-pattern";
import {
  alarms,
  detection,
  keys,
  logGroups,
  organizationMembers,
  organizationPolicies,
  recording,
  roleChanges,
  sources,
  topic,
} from "./tamper-calls";
import { calls, field, request } from "./trail-record";

/** Events that are worth an alarm, each time. */
export interface Monitor {
  readonly name: string;
  /** What happened and what to do about it. */
  readonly description: string;
  readonly events: Expression;
}

export interface TamperEventsProps {
  /** The account that service control policies do not reach. */
  readonly managementAccountId: string;
  /** The role Terraform runs under in the management account: what it does there is no tampering. */
  readonly deploymentRoleArn: string;
  /** Name of the break-glass role, the same in every account; it may carry a path, `path/name`. */
  readonly breakGlassRoleName: string;
  /** How the names of the roles begin that were made for logging. */
  readonly roleNamePrefix: string;
  /** How the names of the log groups begin that were made for logging. */
  readonly logGroupNamePrefix: string;
  /** How the names of the alarms begin. */
  readonly alarmNamePrefix: string;
  /** Topic the alarms publish to. */
  readonly topicArn: string;
}

const check = "Find out who did it in the organization trail, and undo it unless it was agreed.";

/**
 * What guard rails cannot prevent. `break-glass` and `root-sessions` watch the whole organization; every `management-*`
 * watches the management account, and lets the deployment role do its work there. Attempts that AWS refused count too,
 * as far as they are recorded with their requests.
 *
 * Nobody's work is in the management account, so that what is not the deployment's is worth a question.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export function tamperEvents(props: TamperEventsProps): Monitor[] {
  const { deploymentRoleArn, breakGlassRoleName } = props;
  // A role is named with its path in ARNs, and without it in requests to IAM.
  const bareName = (role: string) => role.slice(role.lastIndexOf("/") + 1);
  const ofBreakGlass = `*:role/${breakGlassRoleName}`;
  const inManagement = equals(field.account, props.managementAccountId);
  // Users and root have no session issuer.
  const notByDeployment = or(absent(field.issuer), notEquals(field.issuer, deploymentRoleArn));
  const tampering = (name: string, what: string, events: Expression): Monitor => ({
    name: `management-${name}`,
    description: `In the management account somebody other than the deployment role ${what}. ${check}`,
    events: and(inManagement, notByDeployment, events),
  });
  return [
    {
      name: "break-glass",
      description: `The break-glass role ${breakGlassRoleName} of an account was taken or used. Find out why at once, unless it was agreed.`,
      events: or(
        and(
          calls("sts", "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"),
          matches(request("roleArn"), ofBreakGlass),
        ),
        matches(field.issuer, ofBreakGlass),
      ),
    },
    {
      name: "root-sessions",
      description: `Somebody opened a privileged root session in a member account, which can delete bucket policies. ${check}`,
      events: calls("sts", "AssumeRoot"),
    },
    {
      name: "management-root",
      description: `The root user of the management account was used. ${check}`,
      events: and(
        inManagement,
        equals("$.userIdentity.type", "Root"),
        absent("$.userIdentity.invokedBy"),
        notEquals("$.eventType", "AwsServiceEvent"),
      ),
    },
    {
      name: "management-roles",
      description: `In the management account a role of the logging, the deployment role or the break-glass role was changed. ${check}`,
      events: and(
        inManagement,
        roleChanges,
        or(
          oneOf(request("roleName"), [bareName(deploymentRoleArn), bareName(breakGlassRoleName)]),
          and(matches(request("roleName"), `${props.roleNamePrefix}*`), notByDeployment),
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
    tampering("detection", "switched off a detection service, or left its administrator", detection),
    tampering("log-groups", "deleted, redirected or changed log groups", logGroups(props.logGroupNamePrefix)),
    tampering("alarms", "deleted, silenced, set or changed alarms", alarms(props.alarmNamePrefix)),
    tampering("topic", "changed the topic of the alerts or who is told", topic(props.topicArn)),
    tampering("keys", "disabled, scheduled for deletion or re-configured a key", keys),
    tampering("sources", "deleted what collects flow logs, DNS logs or web ACL logs", sources),
  ];
}
