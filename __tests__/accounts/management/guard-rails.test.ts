import { readFileSync } from "node:fs";
import { join } from "node:path";
import { guardRails as railsOf } from "../../../accounts/management/guard-rails";
import { sizeLimits } from "../../../modules/checks/size-limits";
import { policyLength } from "../../../modules/policy/policy-length";
import { attachedPolicies } from "../../policies/attachments";
import { guardRailNames, guardRails } from "../../policies/policy-names";
import type { IamPolicy } from "../../policies/rendering";
import { organization } from "../../support/organizations";
import { only, resources, synthesize } from "../../support/synthesized";
import { everySource, variants } from "../../support/variants";

const policiesOf = (facts = organization()) => attachedPolicies(synthesize(facts), "management").ofOrganization;

const statement = (policy: IamPolicy | undefined, sid: string) => {
  const found = policy?.Statement.find(({ Sid }) => Sid === sid);
  if (!found) throw new Error(`no statement ${sid}`);
  return found;
};

describe("guard rails of the example", () => {
  const policies = policiesOf();

  test("are attached as the permission lane takes for granted, all others to the root", () => {
    const targets = Object.entries(policies).map(([name, { type, targets: on }]) => [name, type, ...on]);
    expect(targets.sort()).toEqual(
      [
        ...guardRails.root.map((name) => [`example-logs-${name}`, "SERVICE_CONTROL_POLICY", "r-exam"]),
        ...guardRails.logArchive.map((name) => [`example-logs-${name}`, "SERVICE_CONTROL_POLICY", "222222222222"]),
        ...guardRails.resourcesOfLogArchive.map((name) => [
          `example-logs-${name}`,
          "RESOURCE_CONTROL_POLICY",
          "222222222222",
        ]),
      ].sort(),
    );
  });

  test("leave room for AWS's own policy beside them, on any target", () => {
    const onTarget = Object.values(policies).flatMap(({ type, targets }) => targets.map((id) => `${type} ${id}`));
    const counts = onTarget.map((each) => onTarget.filter((other) => other === each).length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(4);
  });

  test("wait until policies of their type are enabled in the organization", () => {
    const { management } = synthesize(organization());
    expect(only(management, "aws_organizations_organization").enabled_policy_types).toContain(
      '["SERVICE_CONTROL_POLICY","RESOURCE_CONTROL_POLICY"]',
    );
    for (const policy of Object.values(resources(management, "aws_organizations_policy"))) {
      expect(policy.depends_on).toEqual(["aws_organizations_organization.trusted-access"]);
    }
  });

  test("deny and never allow, and say of every denial what it is for", () => {
    const statements = Object.values(policies).flatMap(({ policy }) => policy.Statement);
    expect(statements.map(({ Effect }) => Effect)).toEqual(statements.map(() => "Deny"));
    expect(statements.filter(({ Sid }) => !Sid.startsWith("Deny"))).toEqual([]);
  });

  test("let nobody through to another account's evidence: each exemption of the archive names the account", () => {
    const exempt = policies["example-logs-archive"]?.policy.Statement.flatMap(
      ({ Condition }) => Condition?.ArnNotLike?.["aws:PrincipalArn"] ?? [],
    );
    expect(exempt?.filter((arn) => !arn.startsWith("arn:aws:iam::222222222222:role/"))).toEqual([]);
    expect(exempt?.length).toBeGreaterThan(0);
  });

  test("leave every Region that is governed, and the services that have none", () => {
    const denial = statement(policies["example-logs-organization"]?.policy, "DenyUnwatchedRegions");
    expect(denial.Condition?.StringNotEquals).toEqual({
      "aws:RequestedRegion": ["eu-central-1", "eu-west-1", "us-east-1"],
    });
    expect(denial.NotAction).toEqual(expect.arrayContaining(["iam:*", "organizations:*", "sts:*"]));
  });
});

const page = readFileSync(join(__dirname, "../../../docs/guard-rails.md"), "utf8");

/** The roles that the page on guard rails tells an organization with Control Tower to exempt. */
const controlTowerRoles = [...page.matchAll(/`(stacksets-exec-\*|AWSControlTower\w+|aws-controltower-\w+)`/g)]
  .map(([, role]) => role ?? "")
  .filter((role, index, all) => all.indexOf(role) === index);

test("the page names five roles of Control Tower", () => {
  expect(controlTowerRoles.length).toBe(5);
});

const longest = organization((draft) => {
  everySource(draft);
  draft.namePrefix = "acme-security-log";
  draft.regions.governed = [
    ..."ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1".split(" "),
    ..."eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1".split(" "),
    "us-west-2",
  ];
  draft.deployment.roleName = "platform/terraform/OrganizationSecurityLoggingDeploymentRole";
  draft.breakGlass.roleName = "emergency/OrganizationSecurityLoggingBreakGlassRole";
  draft.guardRails.exemptRoles = controlTowerRoles;
});

test.each(Object.entries({ ...variants, "long names in 17 Regions, beside Control Tower": longest }))(
  "%s: every policy of the organization fits what AWS takes",
  (_, facts) => {
    const rails = Object.entries(railsOf(facts));
    expect(rails.length).toBe(guardRailNames.length);
    const limits = {
      SERVICE_CONTROL_POLICY: sizeLimits.serviceControlPolicy.limit,
      RESOURCE_CONTROL_POLICY: sizeLimits.resourceControlPolicy.limit,
    };
    expect(rails.filter(([, { statements, type }]) => policyLength(statements) > limits[type])).toEqual([]);
  },
);

test("that length is the one that is sent: Terraform's text without white space", () => {
  const { management } = synthesize(organization());
  const contents = Object.values(resources(management, "aws_organizations_policy")).map(({ content }) => content);
  expect(contents.filter((content) => !String(content).endsWith(".minified_json}"))).toEqual([]);
  const single = (_key: string, value: unknown) =>
    (Array.isArray(value) && value.length === 1 ? value[0] : value) as unknown;
  for (const [name, { statements }] of Object.entries(railsOf(organization()))) {
    const { Statement, Version } = policiesOf()[`example-logs-${name}`]?.policy ?? { Statement: [] };
    expect(policyLength(statements)).toBe(
      JSON.stringify({
        Version,
        Statement: Statement.map((each) => JSON.parse(JSON.stringify(each, single)) as unknown),
      }).length,
    );
  }
});

describe("an organization that tries guard rails first", () => {
  const policies = policiesOf(
    organization((draft) => {
      draft.guardRails = {
        ...draft.guardRails,
        targets: ["ou-exam-trial123", "555555555555"],
        exemptRoles: ["AWSControlTowerExecution"],
        denyOtherRegions: false,
        globalActions: [],
      };
    }),
  );

  test("binds its trial accounts, and Log Archive as ever", () => {
    const onTargets = Object.fromEntries(Object.entries(policies).map(([name, { targets }]) => [name, targets]));
    expect(onTargets).toEqual({
      ...Object.fromEntries(
        guardRails.root.map((name) => [`example-logs-${name}`, ["555555555555", "ou-exam-trial123"]]),
      ),
      "example-logs-archive": ["222222222222"],
      "example-logs-perimeter": ["222222222222"],
    });
  });

  test("lets its landing zone through, and guards the role that it lets through", () => {
    const execution = "arn:aws:iam::*:role/AWSControlTowerExecution";
    const roles = statement(policies["example-logs-accounts"]?.policy, "DenyTakingOverRoles");
    expect(roles.Condition?.ArnNotLike?.["aws:PrincipalArn"]).toContain(execution);
    expect(roles.Resource).toContain(execution);
  });

  test("leaves Regions to something else, and denies root and leaving all the same", () => {
    expect(policies["example-logs-organization"]?.policy.Statement.map(({ Sid }) => Sid)).toEqual([
      "DenyLeavingOrganization",
      "DenyRootUser",
    ]);
  });
});

test("what is global for an organization is allowed in every Region beside what AWS counts as global", () => {
  const policies = policiesOf(
    organization((draft) => {
      draft.guardRails.globalActions = ["bedrock:InvokeModel*"];
    }),
  );
  const denial = statement(policies["example-logs-organization"]?.policy, "DenyUnwatchedRegions");
  expect(denial.NotAction?.at(-1)).toBe("bedrock:InvokeModel*");
});

test("what is allowed in some Regions is denied in all others, by one statement for each choice of actions", () => {
  const { policy } =
    policiesOf(
      organization((draft) => {
        draft.guardRails.globalActions = [
          { actions: ["lambda:*"], regions: ["us-west-2", "ca-central-1"] },
          "bedrock:InvokeModel*",
          { actions: ["sqs:SendMessage"], regions: ["ca-central-1", "us-west-2", "sa-east-1"] },
        ];
      }),
    )["example-logs-organization"] ?? {};
  const denial = statement(policy, "DenyUnwatchedRegions");
  const others = ["ca-central-1", "us-west-2", "sa-east-1"];
  expect(denial.Condition?.StringNotEquals?.["aws:RequestedRegion"]).toEqual([
    ...["eu-central-1", "eu-west-1", "us-east-1"],
    ...others,
  ]);
  const both = statement(policy, "DenyUnwatchedActionsInCaCentral1UsWest2");
  expect(both.Condition?.StringEquals?.["aws:RequestedRegion"]).toEqual(["ca-central-1", "us-west-2"]);
  expect(both.NotAction).toEqual([...(denial.NotAction ?? []), "lambda:*", "sqs:SendMessage"]);
  const one = statement(policy, "DenyUnwatchedActionsInSaEast1");
  expect(one.NotAction).toEqual([...(denial.NotAction ?? []), "sqs:SendMessage"]);
});

test("every role of the management account has the boundary, and no role elsewhere", () => {
  const stacks = synthesize(variants["every source"] ?? organization());
  const roles = Object.values(resources(stacks.management, "aws_iam_role")).map(({ name }) => String(name));
  expect(attachedPolicies(stacks, "management").boundedBy("example-logs-boundary")).toEqual(roles.sort());
  for (const [workspace, stack] of Object.entries(stacks).filter(([name]) => name !== "management")) {
    const bounded = Object.values(resources(stack, "aws_iam_role")).filter((each) => each.permissions_boundary);
    expect([workspace, bounded]).toEqual([workspace, []]);
  }
});
