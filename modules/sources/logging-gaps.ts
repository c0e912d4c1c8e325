import { ConfigConfigRule, ConfigConfigRuleSource } from "@cdktf/provider-aws/lib/config-config-rule";
import { ConfigRemediationConfiguration } from "@cdktf/provider-aws/lib/config-remediation-configuration";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Fn, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { roleArn } from "../policy/arn";
import { Partition } from "../policy/region";
import { PolicyDocument, Statement } from "../policy/statement";
import { LoggingRemediation } from "./logging-gap-remediations";
import { existsIn, LoggingGapRule, loggingGapRules } from "./logging-gap-rules";

export interface LoggingGapsProps {
  /** Begins the name of every rule, which continues with AWS's own, e.g. `acme-rds-logging-enabled`. */
  readonly rulePrefix: string;
  readonly partition: Partition;
  readonly accountId: string;
  /** Region -> recorder that must be running before AWS Config accepts a rule. Each of them gets the rules. */
  readonly recorders: Readonly<Record<string, ITerraformDependable>>;
  /** Whether what AWS has a document for is switched on by itself. Otherwise it is only reported. */
  readonly remediate: boolean;
  /** Name of the role remediation runs under. */
  readonly roleName: string;
  /**
   * Region -> bucket that admits the logs of the account's load balancers.
   * @default - Classic Load Balancers are reported, never changed
   */
  readonly loadBalancerBucketNames?: Readonly<Record<string, string>>;
}

interface RemediatedRule {
  readonly rule: ConfigConfigRule;
  readonly region: string;
  readonly resourceType: string | undefined;
  readonly remediation: LoggingRemediation;
  readonly parameters: Readonly<Record<string, string>>;
}

/** AWS's name of a rule: `RDS_LOGGING_ENABLED` is `rds-logging-enabled`. */
const nameOf = (identifier: string) => identifier.toLowerCase().replaceAll("_", "-");

const sourceOf = (identifier: string, { guardPolicy }: LoggingGapRule): ConfigConfigRuleSource =>
  guardPolicy === undefined
    ? { owner: "AWS", sourceIdentifier: identifier }
    : {
        owner: "CUSTOM_POLICY",
        sourceDetail: [
          { eventSource: "aws.config", messageType: "ConfigurationItemChangeNotification" },
          { eventSource: "aws.config", messageType: "OversizedConfigurationItemChangeNotification" },
        ],
        customPolicyDetails: { policyRuntime: "guard-2.x.x", policyText: guardPolicy },
      };

/**
 * Reports every resource of an account whose logging is switched off: those whose owners alone can switch it on, and
 * those made since Terraform last attached the archive's logging.
 *
 * Remediation exists for few rules. AWS owns no document for relational databases, DocumentDB, OpenSearch, EKS, ECS,
 * Lambda or CodeBuild. Its documents for Redshift, Step Functions and AppSync need a bucket, log group or role of each
 * resource's own, and those for VPCs and web ACLs would compete with the logging that Terraform attaches.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/remediation.html
 */
export class LoggingGaps extends Construct {
  constructor(scope: Construct, id: string, props: LoggingGapsProps) {
    super(scope, id);
    const remediated: RemediatedRule[] = [];
    for (const [region, recorder] of Object.entries(props.recorders)) {
      for (const [identifier, gap] of Object.entries<LoggingGapRule>(loggingGapRules)) {
        if (!existsIn(gap, region)) continue;
        const rule = new ConfigConfigRule(this, `${nameOf(identifier)}-${region}`, {
          region,
          name: `${props.rulePrefix}-${nameOf(identifier)}`,
          description: gap.reports,
          source: sourceOf(identifier, gap),
          inputParameters: gap.parameters && Fn.jsonencode(gap.parameters),
          scope: gap.periodic ? undefined : { complianceResourceTypes: [...gap.resourceTypes] },
          dependsOn: [recorder],
        });
        const { remediation, resourceTypes } = gap;
        const parameters = remediation && parametersOf(remediation, props.loadBalancerBucketNames?.[region]);
        if (props.remediate && remediation && parameters)
          remediated.push({ rule, region, resourceType: resourceTypes[0], remediation, parameters });
      }
    }
    if (remediated.length > 0) this.remediate(props, remediated);
  }

  private remediate(props: LoggingGapsProps, remediated: readonly RemediatedRule[]) {
    const { partition, accountId } = props;
    const trust = new PolicyDocument(this, "trust", [
      {
        sid: "AllowAutomationOfThisAccount",
        principals: { services: ["ssm.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
        conditions: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": `arn:${partition}:ssm:*:${accountId}:automation-execution/*` },
        },
      },
    ]);
    const role = new IamRole(this, "role", { name: props.roleName, assumeRolePolicy: trust.json });
    const documents = [...new Set(remediated.map(({ remediation }) => remediation))];
    const permissions = new PolicyDocument(this, "permissions", permissionsOf(props, documents));
    const rolePolicy = new IamRolePolicy(this, "role-policy", {
      name: "switch-logging-on",
      role: role.name,
      policy: permissions.json,
    });

    for (const { rule, region, resourceType, remediation, parameters } of remediated) {
      new ConfigRemediationConfiguration(this, `${rule.node.id}-remediation`, {
        region,
        configRuleName: rule.name,
        resourceType,
        targetType: "SSM_DOCUMENT",
        targetId: remediation.documentName,
        parameter: [
          { name: "AutomationAssumeRole", staticValue: roleArn(partition, accountId, props.roleName) },
          { name: remediation.resourceParameter, resourceValue: "RESOURCE_ID" },
          ...Object.entries(parameters).map(([name, staticValue]) => ({ name, staticValue })),
        ],
        automatic: true,
        // What fails three times within an hour waits for a person.
        maximumAutomaticAttempts: 3,
        retryAttemptSeconds: 3600,
        executionControls: { ssmControls: { concurrentExecutionRatePercentage: 10, errorPercentage: 20 } },
        dependsOn: [rolePolicy],
      });
    }
  }
}

/** Fixed parameters of a document; undefined where the bucket it needs is missing. */
function parametersOf({ bucketParameters }: LoggingRemediation, bucketName: string | undefined) {
  if (!bucketParameters) return {};
  return bucketName === undefined ? undefined : bucketParameters(bucketName);
}

/** What the documents may do, and nothing for a document that is not used. */
function permissionsOf(
  { partition, accountId, recorders }: LoggingGapsProps,
  documents: readonly LoggingRemediation[],
): Statement[] {
  return [
    {
      sid: "RunTheDocuments",
      actions: ["ssm:GetAutomationExecution", "ssm:StartAutomationExecution"],
      resources: [
        `arn:${partition}:ssm:*:${accountId}:automation-execution/*`,
        ...documents.map(({ documentName }) => `arn:${partition}:ssm:*:*:automation-definition/${documentName}:*`),
      ],
    },
    // These actions name no resource, or name one only when they are told which.
    {
      sid: "ReadHowResourcesLog",
      actions: documents.flatMap(({ reads }) => reads),
      resources: ["*"],
      conditions: { StringEquals: { "aws:RequestedRegion": Object.keys(recorders) } },
    },
    ...documents.map(({ sid, changes, changed }) => ({
      sid,
      actions: changes,
      resources: [`arn:${partition}:${changed(accountId)}`],
    })),
  ];
}
