import { Organization } from "../../../accounts/organization/organization";
import { organization } from "../../support/organizations";
import { only, resources, Stack, synthesize } from "../../support/synthesized";

const management = (change: (draft: Organization) => void = () => undefined) =>
  synthesize(organization(change)).management;

const trusted = (stack: Stack | undefined) => JSON.stringify(only(stack, "aws_organizations_organization"));

describe("what an organization may choose to have", () => {
  const plain = management();

  test("is off by default, and no service is trusted for it", () => {
    for (const type of ["aws_iam_organizations_features", "aws_account_alternate_contact"]) {
      expect(resources(plain, type)).toEqual({});
    }
    expect(trusted(plain)).not.toMatch(/iam\.amazonaws\.com|AISERVICES_OPT_OUT_POLICY/);
    const types = Object.values(resources(plain, "aws_organizations_policy")).map(({ type }) => type);
    expect(new Set(types)).toEqual(new Set(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]));
  });

  test("central root access: IAM is trusted beside what is, and manages credentials and sessions", () => {
    const stack = management((draft) => void (draft.guardRails.centralRootAccess = true));
    expect(only(stack, "aws_iam_organizations_features")).toMatchObject({
      enabled_features: ["RootCredentialsManagement", "RootSessions"],
      depends_on: ["aws_organizations_organization.trusted-access"],
    });
    expect(trusted(stack)).toContain("iam.amazonaws.com");
    expect(trusted(stack)).toContain("setunion");
  });

  test("central root access that the file no longer asks for is forgotten, not switched off", () => {
    const { removed } = plain as unknown as { removed: { from: string; lifecycle: { destroy: boolean } }[] };
    const on = management((draft) => void (draft.guardRails.centralRootAccess = true));
    const [id] = Object.keys(resources(on, "aws_iam_organizations_features"));
    expect(removed).toContainEqual({ from: `aws_iam_organizations_features.${id}`, lifecycle: { destroy: false } });
  });

  test("the AI opt-out: every service and those to come, for every account, and none may say otherwise", () => {
    const stack = management((draft) => void (draft.guardRails.aiOptOut = true));
    const policy = only(stack, "aws_organizations_policy", { type: "AISERVICES_OPT_OUT_POLICY" });
    const none = ["@@none"];
    expect(JSON.parse(String(policy.content))).toEqual({
      services: {
        "@@operators_allowed_for_child_policies": none,
        default: {
          "@@operators_allowed_for_child_policies": none,
          opt_out_policy: { "@@operators_allowed_for_child_policies": none, "@@assign": "optOut" },
        },
      },
    });
    const attached = Object.values(resources(stack, "aws_organizations_policy_attachment"));
    expect(attached.filter(({ policy_id: id }) => String(id).includes("ai-opt-out"))).toMatchObject([
      { target_id: "r-exam" },
    ]);
    expect(trusted(stack)).toContain("AISERVICES_OPT_OUT_POLICY");
  });

  test("a security contact: the same in every account, by the account itself", () => {
    const contact = {
      name: "Security",
      title: "Security team",
      email: "security@example.com",
      phone: "+44-20-7946-0000",
    };
    const stacks = synthesize(organization((draft) => void (draft.securityContact = contact)));
    for (const [name, stack] of Object.entries(stacks).filter(([each]) => each !== "conformance")) {
      expect([name, only(stack, "aws_account_alternate_contact")]).toMatchObject([
        name,
        {
          alternate_contact_type: "SECURITY",
          name: "Security",
          title: "Security team",
          email_address: "security@example.com",
          phone_number: "+44-20-7946-0000",
        },
      ]);
    }
  });
});
