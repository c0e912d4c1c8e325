import { DetectiveGraph } from "@cdktf/provider-aws/lib/detective-graph";
import { DetectiveMember } from "@cdktf/provider-aws/lib/detective-member";
import { DetectiveOrganizationConfiguration } from "@cdktf/provider-aws/lib/detective-organization-configuration";
import { Construct } from "constructs";
import { ActiveAccounts } from "./active-accounts";
import { FoundingMembers } from "./founding-members";

export interface BehaviorGraphProps {
  readonly regions: readonly string[];
  /** The organization as its delegated administrator, the account of this workspace, sees it. */
  readonly accounts: ActiveAccounts;
}

/**
 * Detective relates what GuardDuty, flow logs and the trail see in every account of the organization, in every given
 * Region.
 *
 * Belongs to the delegated administrator, whose registration made the graph; making it again returns the same one.
 * @see https://docs.aws.amazon.com/detective/latest/userguide/accounts-orgs-transition.html
 * @see https://docs.aws.amazon.com/detective/latest/APIReference/API_CreateGraph.html
 */
export class BehaviorGraph extends Construct {
  constructor(scope: Construct, id: string, props: BehaviorGraphProps) {
    super(scope, id);
    for (const region of props.regions) {
      const graph = new DetectiveGraph(this, `graph-${region}`, { region });
      const { each } = new FoundingMembers(this, `founding-members-${region}`, props.accounts);
      const members = new DetectiveMember(this, `members-${region}`, {
        region,
        forEach: each,
        graphArn: graph.graphArn,
        accountId: each.key,
        emailAddress: each.value,
        disableEmailNotification: true,
        // Detective need not say the address of a member it shares an organization with.
        lifecycle: { ignoreChanges: ["email_address"] },
      });
      new DetectiveOrganizationConfiguration(this, `organization-${region}`, {
        region,
        graphArn: graph.graphArn,
        autoEnable: true,
        dependsOn: [members],
      });
    }
  }
}
