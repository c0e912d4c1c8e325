import { DataResource, Testing } from "cdktf";
import { RegionalAdministrators, RegionalService } from "../../modules/detection/regional-administrators";
import { only, resources, Stack } from "../support/synthesized";

const home = "eu-west-1";
const regions = [home, "us-east-1"];
const accountId = "333333333333";

describe("administrators", () => {
  const services: Record<RegionalService, [type: string, argument: string]> = {
    guardduty: ["aws_guardduty_organization_admin_account", "admin_account_id"],
    securityhub: ["aws_securityhub_organization_admin_account", "admin_account_id"],
    macie2: ["aws_macie2_organization_admin_account", "admin_account_id"],
    inspector2: ["aws_inspector2_delegated_admin_account", "account_id"],
    detective: ["aws_detective_organization_admin_account", "account_id"],
  };
  const names = Object.keys(services) as RegionalService[];

  const register = (inRegions: Partial<Record<RegionalService, readonly string[]>>) =>
    JSON.parse(
      Testing.synthScope((scope) => {
        new RegionalAdministrators(scope, "s", {
          accountId,
          regions: inRegions,
          permitted: [new DataResource(scope, "trusted-access", {})],
        });
      }),
    ) as Stack;

  test.each(Object.entries(services))(
    "of %s are registered once access is trusted, one Region after the other, the first first",
    (service, [type, argument]) => {
      const stack = register({ [service]: regions });
      const addressIn = new Map(
        Object.entries(resources(stack, type)).map(([name, { region }]) => [region, `${type}.${name}`]),
      );
      expect([...addressIn.keys()].sort()).toEqual([...regions].sort());
      regions.forEach((region, index) => {
        const previous = index === 0 ? [] : [addressIn.get(regions[index - 1])];
        expect(only(stack, type, { region })).toEqual({
          region,
          [argument]: accountId,
          depends_on: ["terraform_data.trusted-access", ...previous],
        });
      });
      expect(addressIn.get(home)).toContain(`${service}-${home}`);
    },
  );

  test("of several services are registered one service after the other, because the organization changes once at a time", () => {
    const stack = register(Object.fromEntries(names.map((name) => [name, regions])));
    const registrations = names.flatMap((name) => {
      const [type] = services[name];
      return regions.map((region) => {
        const [address] = Object.entries(resources(stack, type)).find(([, block]) => block.region === region) ?? [];
        return { address: `${type}.${address}`, waitsFor: only(stack, type, { region }).depends_on };
      });
    });
    expect(registrations).toHaveLength(names.length * regions.length);
    registrations.forEach(({ waitsFor }, index) => {
      const previous = index === 0 ? [] : [registrations[index - 1]?.address];
      expect(waitsFor).toEqual(["terraform_data.trusted-access", ...previous]);
    });
  });

  test.each(Object.entries(services))("of %s alone are registered where it alone is given", (service, [type]) => {
    const stack = register({ [service]: [home] });
    expect(Object.keys(stack.resource).sort()).toEqual([type, "terraform_data"].sort());
    expect(Object.values(resources(stack, type)).map(({ region }) => region)).toEqual([home]);
  });
});
