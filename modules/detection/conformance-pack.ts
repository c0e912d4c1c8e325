import { ConfigOrganizationConformancePack } from "@cdktf/provider-aws/lib/config-organization-conformance-pack";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import {
  ConfigRule,
  existsIn,
  guardMessages,
  guardRuntime,
  nameOf,
  organizationTimeouts,
  scopeOf,
} from "./config-rule";
import { loggingGapRules } from "./logging-gap-rules";

export interface ConformancePackProps {
  /** Letters, digits and hyphens. Every member shows the pack under this name, with a prefix and a suffix of AWS. */
  readonly packName: string;
  /** Regions where AWS Config has conformance packs. */
  readonly regions: readonly string[];
  /** Accounts without a recorder, for want of which the pack would fail. @default - none */
  readonly excludedAccounts?: readonly string[];
  /** What must exist before AWS Config accepts a pack for the organization. @default - nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** `RDS_LOGGING_ENABLED` is `RdsLoggingEnabled`: CloudFormation takes letters and digits only. */
const logicalIdOf = (identifier: string) =>
  identifier.toLowerCase().replace(/(?:^|_)(\w)/g, (_, first: string) => first.toUpperCase());

const resourceOf = (identifier: string, rule: ConfigRule) => ({
  Type: "AWS::Config::ConfigRule",
  Properties: {
    ConfigRuleName: nameOf(identifier),
    Description: rule.reports,
    InputParameters: rule.parameters,
    Scope: scopeOf(rule) && { ComplianceResourceTypes: scopeOf(rule) },
    Source:
      rule.guardPolicy === undefined
        ? { Owner: "AWS", SourceIdentifier: identifier }
        : {
            Owner: "CUSTOM_POLICY",
            SourceDetails: guardMessages.map((MessageType) => ({ EventSource: "aws.config", MessageType })),
            CustomPolicyDetails: { PolicyRuntime: guardRuntime, PolicyText: rule.guardPolicy },
          },
  },
});

/** The rules that exist in a Region, as CloudFormation in lines that a reviewer can read, with nothing to fill in. */
function templateOf(region: string): string {
  const rules = Object.entries<ConfigRule>(loggingGapRules).filter(([, rule]) => existsIn(rule, region));
  const resources = rules.map(([identifier, rule]) => [logicalIdOf(identifier), resourceOf(identifier, rule)] as const);
  return JSON.stringify({ Resources: Object.fromEntries(resources) }, undefined, 2);
}

/**
 * Reports every resource of the organization whose logging is switched off and whose owner alone can switch it on:
 * databases, search, queues, functions, builds, APIs, VPNs. One pack per Region, instead of rules in every account.
 *
 * Belongs to the delegated administrator of `config-multiaccountsetup.amazonaws.com`. Every account that is not
 * excluded must have a recorder in each of the Regions. Needs no delivery bucket.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/conformance-pack-organization-apis.html
 * @see https://github.com/awslabs/aws-config-rules/blob/master/aws-config-conformance-packs/Operational-Best-Practices-for-Logging.yaml
 */
export class ConformancePack extends Construct {
  constructor(scope: Construct, id: string, props: ConformancePackProps) {
    super(scope, id);
    for (const region of props.regions) {
      new ConfigOrganizationConformancePack(this, region, {
        region,
        name: props.packName,
        templateBody: templateOf(region),
        excludedAccounts: props.excludedAccounts && [...props.excludedAccounts],
        timeouts: organizationTimeouts,
        dependsOn: props.dependsOn && [...props.dependsOn],
      });
    }
  }
}
