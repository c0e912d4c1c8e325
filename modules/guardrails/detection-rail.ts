import { Partition } from "../policy/region";
import { Statement } from "../policy/statement";
import { actionsDeniedBy } from "../tampering/tampering";
import { exclusionTags } from "./exclusion-tags";
import { allBut } from "./exemption";

export interface DetectionRailProps {
  readonly partition: Partition;
  /** Begins the names of analyzers. */
  readonly namePrefix: string;
  /** Roles that may do all of this, as ARNs with `*` for the account. */
  readonly exemptArns: readonly string[];
}

/**
 * Nobody blinds what watches: no detector, hub, session or graph is switched off, no account leaves its administrator, no
 * finding is suppressed by a filter, a trusted list, an archive rule or in bulk, none is exported elsewhere, and no workload
 * is tagged out of the scans.
 *
 * Findings may still be read, commented and closed one by one.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_guardduty.html
 * @see https://github.com/aws-samples/service-control-policy-examples
 */
export function detectionRail({ partition, namePrefix, exemptArns }: DetectionRailProps): Statement[] {
  return [
    {
      sid: "DenyBlindingDetection",
      effect: "Deny",
      actions: actionsDeniedBy("DenyBlindingDetection"),
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenySuppressingFindings",
      effect: "Deny",
      actions: actionsDeniedBy("DenySuppressingFindings"),
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyBlindingAnalyzers",
      effect: "Deny",
      actions: actionsDeniedBy("DenyBlindingAnalyzers"),
      resources: [`arn:${partition}:access-analyzer:*:*:analyzer/${namePrefix}-*`],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyExcludingFromScans",
      effect: "Deny",
      actions: actionsDeniedBy("DenyExcludingFromScans"),
      resources: ["*"],
      conditions: { ...allBut(...exemptArns), "ForAnyValue:StringEquals": { "aws:TagKeys": exclusionTags } },
    },
    {
      // With any other value the same tag asks for GuardDuty's agent.
      sid: "DenyKeepingAgentsAway",
      effect: "Deny",
      actions: actionsDeniedBy("DenyExcludingFromScans").filter((action) => !action.startsWith("lambda:")),
      resources: ["*"],
      conditions: { ...allBut(...exemptArns), StringEquals: { "aws:RequestTag/GuardDutyManaged": "false" } },
    },
  ];
}
