import { sizeLimits } from "../../modules/checks/size-limits";
import { recommendations } from "../../modules/alerting/cis-benchmark";
import { cloudTrailEvent, root, service, session, user } from "../support/cloudtrail-events";
import { Condition, holds, LogEvent, parseFilterPattern, readings, weakened } from "../support/filter-pattern";
import { organization } from "../support/organizations";
import { only, resources, synthesize } from "../support/synthesized";

const account = "444444444444";
const role = `arn:aws:iam::${account}:role/Team`;
const by = user(account);
const call = (name: string, more?: LogEvent, source = "ec2") =>
  cloudTrailEvent({ account, service: source, name, by, more });
const signIn = (more: LogEvent) => cloudTrailEvent({ account, service: "signin", name: "ConsoleLogin", by, more });

/** What a filter of names cannot tell from what it should: an event of another name, and one of another service. */
const others: readonly LogEvent[] = [call("DescribeVpcs"), call("DescribeKey", undefined, "kms")];

/** Number -> events that count, and events that differ from one of them in a single thing and do not. */
const shown: Readonly<Record<string, { readonly counts: readonly LogEvent[]; readonly not: readonly LogEvent[] }>> = {
  "4.1": {
    counts: [
      call("RunInstances", { errorCode: "Client.UnauthorizedOperation" }),
      call("GetObject", { errorCode: "AccessDenied" }, "s3"),
      call("ListKeys", { errorCode: "AccessDeniedException" }, "kms"),
    ],
    not: [
      call("RunInstances", { errorCode: "Client.InvalidParameter" }),
      call("PutObject", { errorCode: "AccessDenied", sourceIPAddress: "delivery.logs.amazonaws.com" }, "s3"),
      call("HeadBucket", { errorCode: "AccessDenied" }, "s3"),
      call("HeadBucket", { errorCode: "Client.UnauthorizedOperation" }, "s3"),
      call("RunInstances", {
        errorCode: "Client.UnauthorizedOperation",
        sourceIPAddress: "delivery.logs.amazonaws.com",
      }),
    ],
  },
  "4.1, word for word": {
    counts: [
      call("RunInstances", { errorCode: "Client.UnauthorizedOperation" }),
      call("ListKeys", { errorCode: "AccessDeniedException" }, "kms"),
      call("HeadBucket", { errorCode: "AccessDeniedException" }, "s3"),
    ],
    not: [call("RunInstances", { errorCode: "Client.InvalidParameter" })],
  },
  "4.2": {
    counts: [signIn({ additionalEventData: { MFAUsed: "No" }, responseElements: { ConsoleLogin: "Success" } })],
    not: [
      signIn({ additionalEventData: { MFAUsed: "Yes" }, responseElements: { ConsoleLogin: "Success" } }),
      signIn({ additionalEventData: { MFAUsed: "No" }, responseElements: { ConsoleLogin: "Failure" } }),
      cloudTrailEvent({
        account,
        service: "signin",
        name: "ConsoleLogin",
        by: session(role),
        more: { additionalEventData: { MFAUsed: "No" }, responseElements: { ConsoleLogin: "Success" } },
      }),
      cloudTrailEvent({
        account,
        service: "signin",
        name: "SwitchRole",
        by,
        more: { additionalEventData: { MFAUsed: "No" }, responseElements: { ConsoleLogin: "Success" } },
      }),
    ],
  },
  "4.3": {
    counts: [cloudTrailEvent({ account, service: "iam", name: "CreateAccessKey", by: root(account) })],
    not: [
      call("CreateAccessKey", undefined, "iam"),
      cloudTrailEvent({
        account,
        service: "kms",
        name: "Decrypt",
        by: { ...root(account), invokedBy: "AWS Internal" },
      }),
      cloudTrailEvent({
        account,
        service: "kms",
        name: "RotateKey",
        by: root(account),
        more: { eventType: "AwsServiceEvent" },
      }),
      cloudTrailEvent({ account, service: "kms", name: "RotateKey", by: service("kms") }),
    ],
  },
  "4.6": {
    counts: [signIn({ errorMessage: "Failed authentication" })],
    not: [
      signIn({ errorMessage: "No username found in supplied account" }),
      call("SwitchRole", { errorMessage: "Failed authentication" }),
    ],
  },
};

/** Names that a pattern counts, of the service that it asks for or of any. */
const namesIn = (pattern: string) => [...pattern.matchAll(/\$\.eventName=(\w+)/g)].map(([, name]) => name ?? "");
const sourceIn = (pattern: string) => /\$\.eventSource=(\w+)\.amazonaws\.com/.exec(pattern)?.[1];

const patterns = recommendations.flatMap(({ id, pattern, wordForWord }) => [
  { what: id, pattern },
  ...(wordForWord ? [{ what: `${id}, word for word`, pattern: wordForWord }] : []),
]);

function events({ what, pattern }: { readonly what: string; readonly pattern: string }) {
  const special = shown[what];
  if (special) return special;
  const source = sourceIn(pattern) ?? "ec2";
  return {
    counts: namesIn(pattern).map((name) => call(name, undefined, source)),
    not: [
      ...others,
      call("TagResource", undefined, source),
      ...(sourceIn(pattern) ? [call(namesIn(pattern)[0] ?? "", undefined, "sqs")] : []),
    ],
  };
}

const always = (condition: Condition, event: LogEvent) => readings.every((reading) => holds(condition, event, reading));
const never = (condition: Condition, event: LogEvent) => readings.every((reading) => !holds(condition, event, reading));

describe("the monitors of CIS 5.0", () => {
  test("are those of section 4 that watch events, in their order", () => {
    expect(recommendations.map(({ id }) => id)).toEqual(Array.from({ length: 15 }, (_, index) => `4.${index + 1}`));
  });

  test("serve every control of Security Hub that asks for a metric filter, once", () => {
    const controls = recommendations.flatMap(({ control }) => control ?? []);
    expect([...controls].sort()).toEqual(Array.from({ length: 14 }, (_, index) => `CloudWatch.${index + 1}`).sort());
  });

  test("differ from the text that a control compares where AWS says so, or the benchmark has gone on", () => {
    expect(recommendations.filter(({ wordForWord }) => wordForWord).map(({ control }) => control)).toEqual([
      "CloudWatch.2",
      "CloudWatch.4",
      "CloudWatch.10",
      "CloudWatch.13",
    ]);
  });

  test.each(patterns)("$what fits into a filter", ({ pattern }) => {
    expect(pattern.length).toBeLessThanOrEqual(sizeLimits.filterPattern.limit);
  });

  test.each(patterns)("$what counts what it should", ({ what, pattern }) => {
    const condition = parseFilterPattern(pattern);
    const { counts } = events({ what, pattern });
    expect(counts).not.toEqual([]);
    expect(counts.filter((event) => !always(condition, event))).toEqual([]);
  });

  test.each(patterns)("$what counts nothing else", ({ what, pattern }) => {
    const condition = parseFilterPattern(pattern);
    const { not } = events({ what, pattern });
    expect(not).not.toEqual([]);
    expect(not.filter((event) => !never(condition, event))).toEqual([]);
  });

  test.each(patterns)("$what is another without any part of it", ({ what, pattern }) => {
    const condition = parseFilterPattern(pattern);
    const { counts, not } = events({ what, pattern });
    const unnoticed = weakened(condition).filter(({ condition: weaker }) =>
      readings.every((reading) =>
        [...counts, ...not].every((event) => holds(weaker, event, reading) === holds(condition, event, reading)),
      ),
    );
    expect(unnoticed.map(({ dropped }) => dropped)).toEqual([]);
  });
});

describe("in the management account", () => {
  const filters = (cis14: boolean) => {
    const { management } = synthesize(organization((draft) => void (draft.alerts.cis14 = cis14)));
    return Object.values(resources(management, "aws_cloudwatch_log_metric_filter")).filter(
      ({ metric_transformation }) => (metric_transformation as { namespace: string }).namespace === "LogMetrics",
    );
  };

  test("each has an alarm in the home Region that publishes to the topic of what is worth knowing", () => {
    const { management } = synthesize(organization());
    expect(
      filters(false)
        .map(({ pattern }) => pattern)
        .sort(),
    ).toEqual(recommendations.map(({ pattern }) => pattern).sort());
    for (const { name } of filters(false)) {
      expect(only(management, "aws_cloudwatch_metric_alarm", { alarm_name: name })).toMatchObject({
        region: "eu-west-1",
        metric_name: name,
        namespace: "LogMetrics",
        statistic: "Sum",
        period: 300,
        threshold: 1,
        alarm_actions: ["arn:aws:sns:eu-west-1:333333333333:example-logs-alerts-low"],
        alarm_description: expect.stringMatching(/ Runbook: docs\/runbooks\/benchmark\.md#4-\d+$/) as string,
      });
    }
  });

  test("those that controls compare word for word come with the switch, beside the others", () => {
    const added = filters(true)
      .map(({ pattern }) => String(pattern))
      .filter((pattern) => !recommendations.some((each) => each.pattern === pattern));
    expect(added.sort()).toEqual(recommendations.flatMap(({ wordForWord }) => wordForWord ?? []).sort());
    expect(filters(true)).toHaveLength(recommendations.length + added.length);
  });
});
