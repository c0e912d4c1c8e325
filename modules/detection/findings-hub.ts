import { SecurityhubConfigurationPolicy } from "@cdktf/provider-aws/lib/securityhub-configuration-policy";
import { SecurityhubConfigurationPolicyAssociation } from "@cdktf/provider-aws/lib/securityhub-configuration-policy-association";
import { SecurityhubFindingAggregator } from "@cdktf/provider-aws/lib/securityhub-finding-aggregator";
import { SecurityhubOrganizationConfiguration } from "@cdktf/provider-aws/lib/securityhub-organization-configuration";
import { Construct } from "constructs";
import { RemovedBlock } from "../guardrails/removed-block";
import { Partition } from "../policy/region";
import { Standard, standards } from "./standards";

export interface FindingsHubProps {
  readonly partition: Partition;
  /** Region in which the findings of all Regions and accounts come together. */
  readonly homeRegion: string;
  /** The other Regions. */
  readonly linkedRegions: readonly string[];
  /** Name of the configuration policy. */
  readonly policyName: string;
  readonly standards: readonly Standard[];
  /** Ids of controls that are switched off in every account, e.g. `S3.13`. */
  readonly disabledControls: readonly string[];
}

/**
 * Security Hub CSPM is configured for the organization, in the given Regions, by a policy with the same standards for
 * every account; its findings come together in the home Region. Whom the policy binds is said elsewhere, once the
 * accounts record with AWS Config (`HubAssociations`).
 *
 * Belongs to the delegated administrator, whose registration in the home Region switches Security Hub on there; no
 * account's hub is managed one by one, which the policy would refuse. Regions are named instead of linking all of them,
 * so that none is switched on that nobody governs.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/central-configuration-intro.html
 */
export class FindingsHub extends Construct {
  /** Id of the policy with the standards. */
  readonly policyId: string;

  constructor(scope: Construct, id: string, props: FindingsHubProps) {
    super(scope, id);
    const region = props.homeRegion;
    const aggregator = new SecurityhubFindingAggregator(this, "aggregator", {
      region,
      linkingMode: props.linkedRegions.length > 0 ? "SPECIFIED_REGIONS" : "NO_REGIONS",
      specifiedRegions: props.linkedRegions.length > 0 ? [...props.linkedRegions] : undefined,
    });
    const organization = new SecurityhubOrganizationConfiguration(this, "organization", {
      region,
      // Both must be off: the policy takes their place.
      autoEnable: false,
      autoEnableStandards: "NONE",
      organizationConfiguration: { configurationType: "CENTRAL" },
      // Going over to central configuration is pending for longer than the provider waits by default.
      timeouts: { create: "30m", update: "30m", delete: "30m" },
      dependsOn: [aggregator],
    });
    const policy = new SecurityhubConfigurationPolicy(this, "policy", {
      region,
      name: props.policyName,
      description: "Security Hub in every account of the organization.",
      configurationPolicy: {
        serviceEnabled: true,
        enabledStandardArns: props.standards.map(
          (standard) => `arn:${props.partition}:securityhub:${region}::standards/${standards[standard]}`,
        ),
        securityControlsConfiguration: { disabledControlIdentifiers: [...props.disabledControls] },
      },
      dependsOn: [organization],
    });
    this.policyId = policy.id;
    // Earlier releases associated the policy here. It binds the root until the accounts are associated themselves.
    new RemovedBlock(this, "root", SecurityhubConfigurationPolicyAssociation.tfResourceType);
  }
}
