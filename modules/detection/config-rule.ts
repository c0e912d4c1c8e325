import { ConfigConfigRule } from "@cdktf/provider-aws/lib/config-config-rule";
import { Fn, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** Parameters of a rule: name -> value, which AWS Config takes as text. */
export type RuleParameters = Readonly<Record<string, string>>;

/** A rule of AWS Config, whoever deploys it. In a table its key is the identifier AWS gave it, or we did. */
export interface ConfigRule {
  /** What a finding means. */
  readonly reports: string;
  /** Types the recorder has to record. A rule that answers to changes is limited to them. */
  readonly resourceTypes: readonly string[];
  /** Evaluated once a day instead of with each change. @default false */
  readonly periodic?: boolean;
  /** Parameters that AWS Config hands to the rule. @default - the rule's own defaults */
  readonly parameters?: RuleParameters;
  /** A condition in Guard, where AWS offers no rule of its own. @default - AWS's rule of this identifier */
  readonly guardPolicy?: string;
  /** The one Region where the rule exists. @default - every Region but `absentFrom` */
  readonly onlyIn?: string;
  /** Regions where the rule does not exist, separated by spaces. @default - none */
  readonly absentFrom?: string;
}

export const govCloud = "us-gov-east-1 us-gov-west-1";
/** Regions of 2024 and later, which rules reach last. */
export const latest = "ap-east-2 ap-southeast-5 ap-southeast-6 ap-southeast-7 mx-central-1";
/** Regions of 2022 and later. */
export const recent = `${latest} ap-south-2 ap-southeast-4 ca-west-1 eu-central-2 eu-south-2 il-central-1 me-central-1`;

/** Whether AWS Config has the rule in a Region. */
export function existsIn(
  { onlyIn, absentFrom = "" }: Pick<ConfigRule, "onlyIn" | "absentFrom">,
  region: string,
): boolean {
  return onlyIn === undefined ? !absentFrom.split(/\s+/).includes(region) : region === onlyIn;
}

/** AWS's name of a rule: `RDS_LOGGING_ENABLED` is `rds-logging-enabled`. */
export const nameOf = (identifier: string) => identifier.toLowerCase().replaceAll("_", "-");

/** Types that limit a rule; a periodic one cannot be limited. */
export const scopeOf = ({
  periodic,
  resourceTypes,
}: Pick<ConfigRule, "periodic" | "resourceTypes">): string[] | undefined => (periodic ? undefined : [...resourceTypes]);

/** What runs a condition in Guard, and the messages on which it is run: a change, whether or not it fits one. */
export const guardRuntime = "guard-2.x.x";
export const guardMessages = ["ConfigurationItemChangeNotification", "OversizedConfigurationItemChangeNotification"];

/** An organization's rule is there once it is in every account, which takes a large one longer than Terraform waits. */
export const organizationTimeouts = { create: "30m", update: "30m", delete: "30m" };

export interface AccountRuleProps {
  readonly region: string;
  readonly name: string;
  readonly identifier: string;
  readonly rule: ConfigRule;
  /** The one resource of `rule.resourceTypes` that is looked at. @default - every one */
  readonly resourceId?: string;
  /** What must be running before AWS Config accepts a rule; nothing where the recorder is another's. */
  readonly recorder: readonly ITerraformDependable[];
}

/** A rule in one account and Region. */
export function accountRule(scope: Construct, id: string, props: AccountRuleProps): ConfigConfigRule {
  const { identifier, rule, resourceId } = props;
  const types = scopeOf(rule);
  return new ConfigConfigRule(scope, id, {
    region: props.region,
    name: props.name,
    description: rule.reports,
    source:
      rule.guardPolicy === undefined
        ? { owner: "AWS", sourceIdentifier: identifier }
        : {
            owner: "CUSTOM_POLICY",
            sourceDetail: guardMessages.map((messageType) => ({ eventSource: "aws.config", messageType })),
            customPolicyDetails: { policyRuntime: guardRuntime, policyText: rule.guardPolicy },
          },
    inputParameters: rule.parameters && Fn.jsonencode(rule.parameters),
    scope: types && { complianceResourceTypes: types, complianceResourceId: resourceId },
    dependsOn: props.recorder.length > 0 ? [...props.recorder] : undefined,
  });
}
