import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook";
import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";
import { renderCloudConfig, syslogRelayCloudConfig, volumeGib } from "./syslog-relay-cloud-config";

export interface SyslogRelayInstancesProps {
  /** Name of everything that has one in the Region; at most 32 characters. */
  readonly name: string;
  /** Name of the role and of the instance profile. */
  readonly roleName: string;
  readonly region: string;
  readonly partition: Partition;
  /** The account that runs the relay. */
  readonly accountId: string;
  /**
   * Private subnets, one per Availability Zone. From there the instances must reach port 443 of Amazon Linux's
   * repositories (S3), CloudWatch Logs and Systems Manager, by endpoints or a NAT gateway.
   */
  readonly subnetIds: readonly string[];
  /** Any Nitro type; Graviton types get the arm64 image, others the x86_64 one. @default "t4g.small" */
  readonly instanceType?: string;
  /** @default 2 */
  readonly minSize?: number;
  /** @default 4 */
  readonly maxSize?: number;
  /** Existing log group, by its plain name: it becomes part of the instances' user data. */
  readonly logGroupName: string;
  /** ARN of that log group, without the `:*` that CloudWatch Logs shows behind it. */
  readonly logGroupArn: string;
  /**
   * Managed policy that lets instances hold encrypted and logged sessions, where the account's preferences ask for them.
   * @default - sessions as Session Manager has them by default
   */
  readonly sessionPolicyArn?: string;
  /** TCP port on which the instances listen with TLS. */
  readonly port: number;
  readonly securityGroupId: string;
  readonly targetGroupArn: string;
  /** What must exist before an instance can start and serve. */
  readonly ready: readonly ITerraformDependable[];
}

/** How long an instance serves before its successor starts from Amazon Linux's newest image. */
const lifetimeDays = 14;

/** Senders keep an instance this long after it left the load balancer; then they are cut off and connect to another. */
export const drainSeconds = 60;

/** A leaving instance stays this long, so that the agent ships what was received last. */
const shippingSeconds = drainSeconds + 240;

/** Families of Graviton have a `g` behind their generation: `t4g`, `c7gn`, but not `g4dn`. */
const architectureOf = (instanceType: string) => (/^[a-z]+\d+g/.test(instanceType) ? "arm64" : "x86_64");

/**
 * Instances of Amazon Linux 2023 that receive syslog and ship it to a log group, behind a target group made elsewhere.
 *
 * They are patched by replacement: the image's parameter is read whenever an instance starts, and none lives longer
 * than 14 days. A successor serves before an instance leaves, and one that leaves stays until its messages are shipped.
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-max-instance-lifetime.html
 * @see https://docs.aws.amazon.com/linux/al2023/ug/deterministic-upgrades.html
 * @throws when the log group's name is not known at synthesis.
 */
export class SyslogRelayInstances extends Construct {
  constructor(scope: Construct, id: string, props: SyslogRelayInstancesProps) {
    super(scope, id);
    if (Token.isUnresolved(props.logGroupName)) {
      throw new Error(`the log group's name of ${this.node.path} must be known at synthesis`);
    }
    const { policy, profile } = this.role(props);
    this.autoscaling(props, this.launchTemplate(props, profile.name), [policy, ...props.ready]);
  }

  /**
   * The role writes to the log group and lets Session Manager in. The managed policy AmazonSSMManagedInstanceCore
   * would also let it read every parameter of the account. Both statements hold only for sessions of this account's
   * instances.
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  private role({ partition, region, accountId, roleName, logGroupArn, ...props }: SyslogRelayInstancesProps) {
    // No condition: EC2's documentation shows none for this role. It can only be passed within its own account.
    const trust = new PolicyDocument(this, "trust", "trustPolicy", [
      { sid: "AllowInstances", principals: { services: ["ec2.amazonaws.com"] }, actions: ["sts:AssumeRole"] },
    ]);
    const role = new IamRole(this, "role", { name: roleName, assumeRolePolicy: trust.json });
    const conditions = {
      ArnLike: { "ec2:SourceInstanceArn": `arn:${partition}:ec2:${region}:${accountId}:instance/*` },
    };
    const permissions = new PolicyDocument(this, "permissions", "rolePolicy", [
      {
        sid: "WriteRelayedMessages",
        actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        resources: [`${logGroupArn}:*`],
        conditions,
      },
      {
        // The documented policy names no resource: a channel is opened before a session has a name.
        sid: "AcceptSessionsOfSessionManager",
        actions: [
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        resources: ["*"],
        conditions,
      },
    ]);
    const policy = new IamRolePolicy(this, "role-policy", {
      name: "relay-syslog",
      role: role.name,
      policy: permissions.json,
    });
    if (props.sessionPolicyArn) {
      new IamRolePolicyAttachment(this, "session-policy", { role: role.name, policyArn: props.sessionPolicyArn });
    }
    return { policy, profile: new IamInstanceProfile(this, "profile", { name: roleName, role: role.name }) };
  }

  private launchTemplate({ region, name, ...props }: SyslogRelayInstancesProps, profileName: string) {
    const instanceType = props.instanceType ?? "t4g.small";
    const image = `al2023-ami-kernel-default-${architectureOf(instanceType)}`;
    const userData = renderCloudConfig(
      syslogRelayCloudConfig({
        logGroupName: props.logGroupName,
        port: props.port,
        certificateValidityDays: 2 * lifetimeDays,
      }),
    );
    return new LaunchTemplate(this, "launch-template", {
      region,
      name,
      imageId: `resolve:ssm:/aws/service/ami-amazon-linux-latest/${image}`,
      instanceType,
      iamInstanceProfile: { name: profileName },
      instanceInitiatedShutdownBehavior: "terminate",
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      monitoring: { enabled: true },
      networkInterfaces: [
        { associatePublicIpAddress: "false", deleteOnTermination: "true", securityGroups: [props.securityGroupId] },
      ],
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { encrypted: "true", volumeType: "gp3", volumeSize: volumeGib, deleteOnTermination: "true" },
        },
      ],
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags: { Name: name } })),
      userData: Buffer.from(userData).toString("base64"),
    });
  }

  private autoscaling(
    { region, name, ...props }: SyslogRelayInstancesProps,
    template: LaunchTemplate,
    dependsOn: ITerraformDependable[],
  ) {
    const replacement = { minHealthyPercentage: 100, maxHealthyPercentage: 150 };
    const group = new AutoscalingGroup(this, "group", {
      region,
      name,
      minSize: props.minSize ?? 2,
      maxSize: props.maxSize ?? 4,
      vpcZoneIdentifier: [...props.subnetIds],
      launchTemplate: { id: template.id, version: `${template.latestVersion}` },
      targetGroupArns: [props.targetGroupArn],
      healthCheckType: "ELB",
      healthCheckGracePeriod: 300,
      defaultInstanceWarmup: 300,
      maxInstanceLifetime: lifetimeDays * 24 * 60 * 60,
      instanceMaintenancePolicy: replacement,
      instanceRefresh: { strategy: "Rolling", preferences: replacement },
      dependsOn,
    });
    new AutoscalingLifecycleHook(this, "leaving", {
      region,
      name: "ship-what-was-received",
      autoscalingGroupName: group.name,
      lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      heartbeatTimeout: shippingSeconds,
      defaultResult: "CONTINUE",
    });
    new AutoscalingPolicy(this, "scaling", {
      region,
      name: "cpu",
      autoscalingGroupName: group.name,
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        targetValue: 50,
      },
    });
  }
}
