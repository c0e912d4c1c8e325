import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { SsmServiceSetting } from "@cdktf/provider-aws/lib/ssm-service-setting";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { logTypes } from "../archive/log-types";
import { PolicyDocument } from "../policy/policy-document";
import { Statement } from "../policy/statement";
import { instanceStatements, LoggedSessions, preferencesName, userStatements } from "./session-permissions";

export interface SessionManagerProps extends LoggedSessions {
  /** Region -> key that encrypts sessions; its policy needs `sessionKeyStatement`. */
  readonly keyArns: Readonly<Record<string, string>>;
  /** Managed policy for the roles of instances. */
  readonly instancePolicyName: string;
  /** Managed policy for those who hold sessions. */
  readonly userPolicyName: string;
  /** Minutes, 1 to 60. @default 20 */
  readonly idleSessionTimeoutMinutes?: number;
  /** Minutes, 1 to 1440. @default 480 */
  readonly maxSessionDurationMinutes?: number;
  /**
   * Role, made under the path `service-role/`, that Systems Manager lends to instances with IMDSv2 and no role, or one
   * without `ssm:UpdateInstanceInformation`. It serves the SSM agent alone, not the CloudWatch agent.
   * @default - such instances are not managed
   */
  readonly defaultHostManagementRoleName?: string;
}

const defaultHostManagementSetting = "/ssm/managed-instance/default-ec2-instance-management-role";

/** @returns the minutes as the document wants them. @throws when Session Manager would not accept them. */
function minutes(name: string, value: number, maximum: number): string {
  if (!Number.isInteger(value) || value < 1 || value > maximum) {
    throw new Error(`${name} is ${value}: Session Manager accepts whole minutes from 1 to ${maximum}`);
  }
  return String(value);
}

/**
 * Sessions on instances are encrypted end to end and logged as they go, in a log group of the Region, and again in the
 * archive when they end, `sessions/ACCOUNT/REGION/SESSION.log`.
 *
 * What would leave a session without a log, and what becomes of it here:
 * - An instance role without permissions: no session starts. Before it opens a shell, the agent must decrypt the data
 *   key and see that log group and bucket are encrypted; one policy holds these permissions and those to write.
 * - A log group that is missing or not encrypted: no session starts, for the same reason.
 * - Port forwarding, SSH, single commands, a team's own session document: denied to whoever has the user policy, as are
 *   changes to the preferences; Regions without preferences are not allowed. Others need a service control policy.
 * - An instance that stops during a session loses the archived transcript, and PowerShell transcription or an instance
 *   without PowerShell 5.1 the streamed one: with an archive, neither loses both.
 * - Writes that are denied by another policy, and a full disk: the session goes on. Only the SSM agent's log on the
 *   instance says so, which `OperatingSystemLogs` collects.
 *
 * If the console already made the document, creating it is refused: import it. The instance policy complements
 * AmazonSSMManagedInstanceCore or default host management. The user policy lets sessions on every instance be started:
 * narrow it with a boundary.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html
 */
export class SessionManager extends Construct {
  readonly instancePolicyArn: string;
  readonly userPolicyArn: string;

  /** @throws when a Region has no key, or minutes are out of range. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: SessionManagerProps,
  ) {
    super(scope, id);
    const keys = props.regions.map((region) => ({ region, keyArn: this.keyArn(region) }));
    const keyArns = keys.map(({ keyArn }) => keyArn);
    const { archive } = props;
    const timeouts = {
      idleSessionTimeout: minutes("idleSessionTimeoutMinutes", props.idleSessionTimeoutMinutes ?? 20, 60),
      maxSessionDuration: minutes("maxSessionDurationMinutes", props.maxSessionDurationMinutes ?? 480, 1440),
    };
    for (const { region, keyArn } of keys) {
      new SsmDocument(this, `preferences-${region}`, {
        region,
        name: preferencesName,
        documentType: "Session",
        documentFormat: "JSON",
        content: Fn.jsonencode({
          schemaVersion: "1.0",
          description: "Session Manager preferences of this account and Region",
          sessionType: "Standard_Stream",
          inputs: {
            kmsKeyId: keyArn,
            cloudWatchLogGroupName: props.logGroupName,
            cloudWatchEncryptionEnabled: true,
            cloudWatchStreamingEnabled: true,
            ...(archive && {
              s3BucketName: archive.bucketName,
              s3KeyPrefix: `${logTypes.sessions.prefix}${props.accountId}/${region}`,
            }),
            s3EncryptionEnabled: true,
            runAsEnabled: false,
            ...timeouts,
          },
        }),
      });
    }
    this.instancePolicyArn = this.policy("instance", props.instancePolicyName, instanceStatements(props, keyArns));
    this.userPolicyArn = this.policy("user", props.userPolicyName, userStatements(props, keyArns));
    if (props.defaultHostManagementRoleName) this.manageHostsByDefault(props.defaultHostManagementRoleName);
  }

  private keyArn(region: string): string {
    const arn = this.props.keyArns[region];
    if (!arn) throw new Error(`${this.node.path} has no key for sessions in ${region}`);
    return arn;
  }

  private policy(id: string, name: string, statements: readonly Statement[]): string {
    const document = new PolicyDocument(this, `${id}-permissions`, "managedPolicy", statements);
    return new IamPolicy(this, `${id}-policy`, { name, policy: document.json }).arn;
  }

  /**
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html
   */
  private manageHostsByDefault(name: string): void {
    const { partition, accountId, regions } = this.props;
    // No condition: the documentation shows none for this role, and a role can only be passed within its own account.
    const trust = new PolicyDocument(this, "host-trust", "trustPolicy", [
      {
        sid: "AllowDefaultHostManagement",
        principals: { services: ["ssm.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
      },
    ]);
    const role = new IamRole(this, "host-role", { name, path: "/service-role/", assumeRolePolicy: trust.json });
    const policies = {
      management: `arn:${partition}:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy`,
      sessions: this.instancePolicyArn,
    };
    const attachments = Object.entries(policies).map(
      ([id, policyArn]) => new IamRolePolicyAttachment(this, `host-${id}`, { role: role.name, policyArn }),
    );
    for (const region of regions) {
      new SsmServiceSetting(this, `host-management-${region}`, {
        region,
        settingId: `arn:${partition}:ssm:${region}:${accountId}:servicesetting${defaultHostManagementSetting}`,
        settingValue: `service-role/${name}`,
        dependsOn: attachments,
      });
    }
  }
}
