import { ConfigConfigRule } from "@cdktf/provider-aws/lib/config-config-rule";
import { ConfigRemediationConfiguration } from "@cdktf/provider-aws/lib/config-remediation-configuration";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { accountRule, existsIn, nameOf } from "../detection/config-rule";
import { roleArn } from "../policy/arn";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";
import { Statement } from "../policy/statement";
import { RemediationDocument, RemediedRule, remediedRules } from "./logging-remediation-rules";

export interface LoggingRemediationProps {
  /** Begins the name of every rule, which continues with AWS's own, e.g. `acme-elb-logging-enabled`. */
  readonly rulePrefix: string;
  readonly partition: Partition;
  readonly accountId: string;
  /**
   * Region that is recorded -> what must be running before AWS Config accepts a rule; nothing where the recorder is
   * another's. Each of them gets the rules.
   */
  readonly recorders: Readonly<Record<string, readonly ITerraformDependable[]>>;
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

interface Remediation {
  readonly rule: ConfigConfigRule;
  readonly region: string;
  readonly resourceType: string | undefined;
  readonly document: RemediationDocument;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Reports the resources of an account whose logging is switched off and can be switched on by AWS's own documents, and
 * has them switched on. A remediation hangs on a rule of its own account; every other gap is the organization's matter.
 *
 * AWS owns no document for relational databases, DocumentDB, OpenSearch, EKS, ECS, Lambda or CodeBuild. Its documents
 * for Redshift, Step Functions and AppSync need a bucket, log group or role of each resource's own, and those for VPCs
 * and web ACLs would compete with the logging that Terraform attaches.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/remediation.html
 */
export class LoggingRemediation extends Construct {
  constructor(scope: Construct, id: string, props: LoggingRemediationProps) {
    super(scope, id);
    const remediations: Remediation[] = [];
    for (const [region, recorder] of Object.entries(props.recorders)) {
      for (const [identifier, remedied] of Object.entries<RemediedRule>(remediedRules)) {
        if (!existsIn(remedied, region)) continue;
        const rule = accountRule(this, `${nameOf(identifier)}-${region}`, {
          region,
          name: `${props.rulePrefix}-${nameOf(identifier)}`,
          identifier,
          rule: remedied,
          recorder,
        });
        const { document, resourceTypes } = remedied;
        const parameters = parametersOf(document, props.loadBalancerBucketNames?.[region]);
        if (props.remediate && parameters)
          remediations.push({ rule, region, resourceType: resourceTypes[0], document, parameters });
      }
    }
    if (remediations.length > 0) this.remediate(props, remediations);
  }

  private remediate(props: LoggingRemediationProps, remediations: readonly Remediation[]) {
    const { partition, accountId } = props;
    const trust = new PolicyDocument(this, "trust", "trustPolicy", [
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
    const documents = [...new Set(remediations.map(({ document }) => document))];
    const permissions = new PolicyDocument(
      this,
      "permissions",
      "rolePolicy",
      remediationPermissions(partition, accountId, Object.keys(props.recorders), documents),
    );
    const rolePolicy = new IamRolePolicy(this, "role-policy", {
      name: "switch-logging-on",
      role: role.name,
      policy: permissions.json,
    });

    for (const { rule, region, resourceType, document, parameters } of remediations) {
      new ConfigRemediationConfiguration(this, `${rule.node.id}-remediation`, {
        region,
        configRuleName: rule.name,
        resourceType,
        targetType: "SSM_DOCUMENT",
        targetId: document.documentName,
        parameter: [
          { name: "AutomationAssumeRole", staticValue: roleArn(partition, accountId, props.roleName) },
          { name: document.resourceParameter, resourceValue: "RESOURCE_ID" },
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
function parametersOf({ bucketParameters }: RemediationDocument, bucketName: string | undefined) {
  if (!bucketParameters) return {};
  return bucketName === undefined ? undefined : bucketParameters(bucketName);
}

/** What the documents may do in an account and its Regions, and nothing for a document that is not used. */
export function remediationPermissions(
  partition: Partition,
  accountId: string,
  regions: readonly string[],
  documents: readonly RemediationDocument[],
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
      conditions: { StringEquals: { "aws:RequestedRegion": regions } },
    },
    ...documents.map(({ sid, changes, changed }) => ({
      sid,
      actions: changes,
      resources: [`arn:${partition}:${changed(accountId)}`],
    })),
  ];
}
