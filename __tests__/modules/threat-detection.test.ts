import { Testing } from "cdktf";
import { protectionPlans, ThreatDetection, ThreatDetectionProps } from "../../modules/detection/threat-detection";
import { only, resources, Stack } from "../support/synthesized";

const home = "eu-west-1";
const regions = [home, "us-east-1"];
const archive = {
  archiveBucketName: "acme-logs",
  archiveKmsKeyArn: `arn:aws:kms:${home}:222222222222:key/6f1b1a7e-0000-4000-8000-444455556666`,
};

/** Address of what a Region has of a type of which it has one. */
const address = (blocks: Stack["resource"], type: string, region: string) =>
  Object.entries(blocks[type] ?? {})
    .flatMap(([name, block]) => (block.region === region ? [`${type}.${name}`] : []))
    .join();

describe("GuardDuty", () => {
  const detection = (props: Partial<ThreatDetectionProps> = {}) =>
    JSON.parse(
      Testing.synthScope((scope) => {
        new ThreatDetection(scope, "s", {
          ...archive,
          regions,
          partition: "aws",
          plans: [],
          findingPublishingFrequency: "FIFTEEN_MINUTES",
          ...props,
        });
      }),
    ) as Stack & { readonly import?: unknown; readonly removed?: unknown };
  const detectorOf = (stack: Stack, region: string) =>
    `\${${address(stack.resource, "aws_guardduty_detector", region)}.id}`;
  const agents = ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"];

  const switched = protectionPlans.flatMap((plan) => [
    { plan, plans: [plan], means: "on", status: "ENABLED", autoEnable: "ALL" },
    {
      plan,
      plans: protectionPlans.filter((each) => each !== plan),
      means: "off",
      status: "DISABLED",
      autoEnable: "NONE",
    },
  ]);

  test("is told nothing of a plan that is left alone", () => {
    const stack = detection({ plans: protectionPlans, leftAlone: ["AI_PROTECTION"] });
    for (const type of ["aws_guardduty_detector_feature", "aws_guardduty_organization_configuration_feature"]) {
      const told = Object.values(resources(stack, type)).map(({ name }) => name);
      expect(new Set(told)).toEqual(new Set(protectionPlans.filter((plan) => plan !== "AI_PROTECTION")));
    }
  });

  test.each(switched)(
    "is told that $plan is $means, for its own account and for every member",
    ({ plan, plans, status, autoEnable }) => {
      const stack = detection({ plans });
      const follow = plan === "RUNTIME_MONITORING" ? agents : [];
      for (const region of regions) {
        const common = { region, name: plan, detector_id: detectorOf(stack, region) };
        expect(only(stack, "aws_guardduty_detector_feature", { region, name: plan })).toEqual({
          ...common,
          status,
          additional_configuration: follow.map((name) => ({ name, status })),
        });
        expect(only(stack, "aws_guardduty_organization_configuration_feature", { region, name: plan })).toEqual({
          ...common,
          auto_enable: autoEnable,
          additional_configuration: follow.map((name) => ({ name, auto_enable: autoEnable })),
          depends_on: [address(stack.resource, "aws_guardduty_organization_configuration", region)],
        });
      }
    },
  );

  test.each([
    [home, [...protectionPlans]],
    ["ap-east-2", protectionPlans.filter((plan) => plan !== "RDS_LOGIN_EVENTS")],
  ])("is told in %s about every plan that exists there, and about no other", (region, offered) => {
    const stack = detection({ regions: [home, "ap-east-2"], plans: protectionPlans });
    for (const type of ["aws_guardduty_detector_feature", "aws_guardduty_organization_configuration_feature"]) {
      const told = Object.values(resources(stack, type)).filter((feature) => feature.region === region);
      expect(told.map(({ name }) => name)).toHaveLength(offered.length);
      expect(new Set(told.map(({ name }) => name))).toEqual(new Set(offered));
    }
  });

  test("watches every account that is in the organization or joins it", () => {
    const stack = detection();
    for (const region of regions) {
      expect(only(stack, "aws_guardduty_organization_configuration", { region })).toEqual({
        region,
        detector_id: detectorOf(stack, region),
        auto_enable_organization_members: "ALL",
      });
    }
  });

  test.each(["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"] as const)(
    "takes over the detector that the registration made in each Region, and exports every %s",
    (findingPublishingFrequency) => {
      const stack = detection({ findingPublishingFrequency });
      for (const region of regions) {
        expect(only(stack, "aws_guardduty_detector", { region })).toEqual({
          region,
          enable: true,
          finding_publishing_frequency: findingPublishingFrequency,
        });
      }
      expect(stack.import).toEqual(
        regions.map((region) => ({
          to: address(stack.resource, "aws_guardduty_detector", region),
          id: `\${data.${address(stack.data, "aws_guardduty_detector", region)}.id}@${region}`,
        })),
      );
      expect(Object.values(stack.data.aws_guardduty_detector ?? {})).toEqual(regions.map((region) => ({ region })));
    },
  );

  test("forgets the detector of a Region that is given up, by the address it had, and destroys the rest", () => {
    const before = detection({ regions: [home, "us-east-1"], retiredRegions: ["eu-north-1"] });
    const after = detection({ regions: [home], retiredRegions: ["us-east-1", "eu-north-1"] });
    expect(after.removed).toEqual([
      { from: address(before.resource, "aws_guardduty_detector", "us-east-1"), lifecycle: { destroy: false } },
      { from: expect.stringMatching(/^aws_guardduty_detector\.s_detector-eu-north-1_/), lifecycle: { destroy: false } },
    ]);
    expect(JSON.stringify([after.resource, after.data, after.import])).not.toContain("us-east-1");
    expect(detection().removed).toBeUndefined();
  });

  test.each(["aws", "aws-us-gov"] as const)(
    "exports to its folder of the archive in partition %s, named without a slash at the end",
    (partition) => {
      const stack = detection({ partition });
      for (const region of regions) {
        expect(only(stack, "aws_guardduty_publishing_destination", { region })).toEqual({
          region,
          detector_id: detectorOf(stack, region),
          destination_arn: `arn:${partition}:s3:::acme-logs/guardduty`,
          kms_key_arn: archive.archiveKmsKeyArn,
        });
      }
    },
  );

  test("suppresses no finding", () => {
    expect(detection({ plans: protectionPlans }).resource.aws_guardduty_filter).toBeUndefined();
  });
});
