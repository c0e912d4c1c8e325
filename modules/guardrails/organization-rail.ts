import { Partition } from "../policy/region";
import { Statement } from "../policy/statement";
import { allBut } from "./exemption";
import { globalServices, securityLakeRollup } from "./global-services";

export interface OrganizationRailProps {
  readonly partition: Partition;
  /** Regions in which accounts may work. @default - Regions are not denied */
  readonly regions?: readonly string[];
  /** What is allowed in every Region beside the global services, e.g. `bedrock:InvokeModel*`. */
  readonly globalActions: readonly string[];
  /** Roles that may work in every Region, as ARNs with `*` for the account. */
  readonly exemptArns: readonly string[];
}

/**
 * No account leaves the organization, nobody works as its root user, and nobody works in a Region that is not watched.
 *
 * The sessions of fifteen minutes for one task, which the management account opens as the root of a member, are not its
 * root user; in Log Archive, even they cannot open a bucket.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 */
export function organizationRail(props: OrganizationRailProps): Statement[] {
  const { partition, regions, globalActions, exemptArns } = props;
  return [
    {
      sid: "DenyLeavingOrganization",
      effect: "Deny",
      actions: ["account:CloseAccount", "organizations:LeaveOrganization"],
      resources: ["*"],
    },
    {
      sid: "DenyRootUser",
      effect: "Deny",
      actions: ["*"],
      resources: ["*"],
      conditions: {
        ArnLike: { "aws:PrincipalArn": `arn:${partition}:iam::*:root` },
        Null: { "aws:AssumedRoot": "true" },
      },
    },
    ...(regions
      ? [
          {
            sid: "DenyUnwatchedRegions",
            effect: "Deny" as const,
            notActions: [...globalServices, ...securityLakeRollup, ...globalActions],
            resources: ["*"],
            conditions: { ...allBut(...exemptArns), StringNotEquals: { "aws:RequestedRegion": regions } },
          },
        ]
      : []),
  ];
}
