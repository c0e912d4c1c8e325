import { Organization } from "../../accounts/organization/organization";
import { Deployment, smallOrganization } from "./deployment";

const securityTooling = "333333333333";
const founders = ["111111111111", "222222222222", "444444444444", "666666666666"];

/** The services that watch, in an organization that is deployed already. */
export function detection(deployment: Deployment, deployed: Organization): void {
  describe("detection", () => {
    test.each(deployed.regions.governed)("every account of the organization is a member in %s", async (region) => {
      const cli = await deployment.cli(securityTooling, region);
      const { members } = await cli<{ members: { accountId: string }[] }>("macie2", "list-members");
      expect(members.map(({ accountId }) => accountId).sort()).toEqual(founders);
      const inspector = await cli<{ members: { accountId: string }[] }>("inspector2", "list-members");
      expect(inspector.members.map(({ accountId }) => accountId).sort()).toEqual(founders);
      const { DetectorIds } = await cli<{ DetectorIds: string[] }>("guardduty", "list-detectors");
      const { AutoEnableOrganizationMembers } = await cli<{ AutoEnableOrganizationMembers: string }>(
        ...["guardduty", "describe-organization-configuration", "--detector-id", DetectorIds[0] ?? ""],
      );
      expect(AutoEnableOrganizationMembers).toBe("ALL");
    });

    test("an account that joins is enrolled by the services, and changes nothing here", async () => {
      const cli = await deployment.cli("111111111111", "us-east-1");
      await cli("organizations", "create-account", "--account-name", "newcomer", "--email", "newcomer@example.com");
      expect(await deployment.write("security-tooling", deployed).plan()).toEqual([]);
    });

    test("a Region that is retired is left by its services; what it holds stays", async () => {
      const retired = smallOrganization((draft) => {
        draft.regions.governed = ["eu-west-1"];
        draft.regions.retired = ["us-east-1"];
      });
      const changes = await deployment.write("security-tooling", retired).plan("-refresh=false");
      const types = (action: string) =>
        new Set(changes.filter(({ actions }) => actions.join() === action).map(({ address }) => address.split(".")[0]));
      expect(types("create")).toEqual(new Set());
      // Besides the aggregator, policies that name the Regions in which their role may act.
      expect(types("update")).toEqual(
        new Set(["aws_iam_policy", "aws_iam_role_policy", "aws_securityhub_finding_aggregator"]),
      );
      expect(types("forget")).toEqual(new Set(["aws_guardduty_detector"]));
      for (const type of ["aws_guardduty_publishing_destination", "aws_macie2_member", "aws_detective_graph"]) {
        expect(types("delete")).toContain(type);
      }
      for (const type of ["aws_cloudwatch_log_group", "aws_kms_key", "aws_guardduty_detector"]) {
        expect(types("delete")).not.toContain(type);
      }
    });
  });
}
