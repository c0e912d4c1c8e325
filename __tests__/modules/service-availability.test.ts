import {
  absentFrom,
  DetectionService,
  detectionServices,
  isOffered,
  offeredIn,
} from "../../modules/detection/service-availability";
import { regions } from "../../modules/policy/region";

describe("what AWS offers where", () => {
  test.each(detectionServices)("the Regions without %s exist, and are listed once", (service) => {
    const absent = absentFrom(service);
    expect(absent.filter((region) => !regions.has(region))).toEqual([]);
    expect(new Set(absent).size).toBe(absent.length);
  });

  test.each(detectionServices)("%s is offered somewhere", (service) => {
    expect(offeredIn(service, [...regions.keys()])).not.toEqual([]);
  });

  test.each(detectionServices)("nothing is said of %s in a Region that does not exist", (service) => {
    expect(() => isOffered(service, "eu-west-9")).toThrow("unknown Region eu-west-9: add it to");
    expect(() => offeredIn(service, ["eu-west-1", "eu-west-9"])).toThrow("unknown Region eu-west-9");
  });

  const parts: [DetectionService, DetectionService[]][] = [
    [
      "guardduty",
      [
        "S3_DATA_EVENTS",
        "EKS_AUDIT_LOGS",
        "EBS_MALWARE_PROTECTION",
        "RDS_LOGIN_EVENTS",
        "LAMBDA_NETWORK_LOGS",
        "RUNTIME_MONITORING",
        "AI_PROTECTION",
      ],
    ],
    ["securityhub", ["securityhub-home-region"]],
    ["inspector2", ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"]],
    ["config", ["config-conformance-packs"]],
  ];

  test.each(parts)("no part of %s is offered where it is not", (service, names) => {
    for (const name of names) expect(absentFrom(name)).toEqual(expect.arrayContaining(absentFrom(service)));
  });

  test("Inspector scans the code of functions only together with the functions", () => {
    expect(absentFrom("LAMBDA_CODE")).toEqual(expect.arrayContaining(absentFrom("LAMBDA")));
  });

  test("findings come together in no Region that an account must opt in to, and in every other", () => {
    expect(absentFrom("securityhub-home-region").sort()).toEqual(
      [...regions].flatMap(([region, { optIn }]) => (optIn ? [region] : [])).sort(),
    );
  });

  test("the order of the Regions given is kept", () => {
    expect(offeredIn("macie2", ["us-west-2", "mx-central-1", "eu-west-1"])).toEqual(["us-west-2", "eu-west-1"]);
  });

  // What surprises most: whoever governs these Regions gets less than elsewhere.
  test.each<[string, DetectionService[]]>([
    ["us-gov-west-1", ["AI_PROTECTION", "macie2", "LAMBDA_CODE"]],
    ["us-west-1", ["LAMBDA_CODE"]],
    ["ap-northeast-3", ["LAMBDA_CODE", "detective"]],
    ["il-central-1", ["securityhub-home-region", "LAMBDA_CODE"]],
    ["eu-central-2", ["securityhub-home-region", "macie2", "LAMBDA_CODE", "detective"]],
    [
      "ap-east-2",
      ["RDS_LOGIN_EVENTS", "securityhub-home-region", "macie2", "LAMBDA_CODE", "detective", "config-conformance-packs"],
    ],
    ["eu-west-1", []],
  ])("%s lacks exactly what AWS says", (region, lacking) => {
    expect(detectionServices.filter((service) => !isOffered(service, region))).toEqual(lacking);
  });
});
