import { ConfigOrganizationManagedRule } from "@cdktf/provider-aws/lib/config-organization-managed-rule";
import { Fn, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { existsIn, nameOf, organizationTimeouts, scopeOf } from "./config-rule";
import { ControlRule, LoggingControl, loggingControlRules } from "./logging-control-rules";

export interface OrganizationRulesProps {
  /** Begins the name of every rule; 24 characters at most. */
  readonly rulePrefix: string;
  /** Region that judges what an account has once: trails, its public access block. */
  readonly homeRegion: string;
  readonly regions: readonly string[];
  /** Bucket that the organization's trail delivers to. */
  readonly trailBucketName: string;
  /** Days that a log group must keep its events; the rule knows fewer lengths, and takes the next shorter one. */
  readonly logGroupRetentionDays: number;
  /** Controls that the organization has decided against. @default - none */
  readonly exceptControls?: readonly LoggingControl[];
  /** Accounts without a recorder, for want of which the rules would fail. @default - none */
  readonly excludedAccounts?: readonly string[];
  /** What must exist before AWS Config accepts a rule for the organization. @default - nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Holds every account of the organization, those that join included, to the logging controls. Members can neither
 * change nor delete the rules.
 *
 * Belongs to the delegated administrator of `config-multiaccountsetup.amazonaws.com`. Every account that is not
 * excluded must have a recorder in each of the Regions: Terraform fails on the first that has none. For an account that
 * joins AWS Config tries again for seven hours.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/config-rule-multi-account-deployment.html
 */
export class OrganizationRules extends Construct {
  constructor(scope: Construct, id: string, props: OrganizationRulesProps) {
    super(scope, id);
    const controls = Object.entries<ControlRule>(loggingControlRules).filter(
      ([identifier]) => !props.exceptControls?.some((except) => except === identifier),
    );
    for (const region of props.regions) {
      for (const [identifier, control] of controls) {
        if (!existsIn(control, region) || (control.global && region !== props.homeRegion)) continue;
        new ConfigOrganizationManagedRule(this, `${nameOf(identifier)}-${region}`, {
          region,
          name: `${props.rulePrefix}-${control.shortName ?? nameOf(identifier)}`,
          description: control.reports,
          ruleIdentifier: identifier,
          inputParameters: control.parameters && Fn.jsonencode(control.parameters(props)),
          resourceTypesScope: scopeOf(control),
          excludedAccounts: props.excludedAccounts && [...props.excludedAccounts],
          timeouts: organizationTimeouts,
          dependsOn: props.dependsOn && [...props.dependsOn],
        });
      }
    }
  }
}
